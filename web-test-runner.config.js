import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { browserArgs, mediaArgs } from './test/support/browser-args.ts';
import { findBrowser } from './test/support/find-browser.ts';
import { PlatformServer } from './test/support/platform-server.ts';
import { freshPage } from './test/support/runner/fresh-page.ts';
import { browserReporter } from './test/support/runner/browser-reporter.ts';
import { outcomeFileVariable } from './test/support/runner/outcome.ts';
import { pageCommands } from './test/support/runner/page-commands.ts';

// Start it as `npm test -- <filter>`, or by hand with TypeScript switched on:
// node --import tsx node_modules/@web/test-runner/dist/bin.js --files test/components/x.browser.ts
const outcomeFile = process.env[outcomeFileVariable];
const platform = new PlatformServer();

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  files: 'test/**/*.browser.ts',
  nodeResolve: { exportConditions: ['browser', 'production'] },
  concurrency: 2,
  testsFinishTimeout: 240_000,
  testFramework: { config: { ui: 'bdd', timeout: 20_000 } },
  testRunnerHtml: freshPage,
  browsers: [
    chromeLauncher({
      // A window of its own for each file: a tab behind another is hidden, draws nothing and sees nothing come into view.
      createPage: async ({ context }) => (await context.browser().createBrowserContext()).newPage(),
      launchOptions: {
        executablePath: findBrowser() ?? undefined,
        headless: true,
        args: [...browserArgs, ...mediaArgs],
      },
    }),
  ],
  middleware: [platform.middleware],
  plugins: [
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: 'tsconfig.json' }),
    platform.plugin,
    pageCommands,
  ],
  ...(outcomeFile ? { reporters: [browserReporter(outcomeFile)] } : {}),
};
