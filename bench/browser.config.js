import { chromeLauncher } from '@web/test-runner-chrome';
import { browserArgs, mediaArgs } from '../test/support/browser-args.ts';
import { findBrowser } from '../test/support/find-browser.ts';
import config from '../web-test-runner.config.js';
import { traceCommand } from './support/trace-command.ts';

/** As for tests, with `gc()`: what one of those who are compared leaves behind is not to be cleared away by the next. */
export default {
  ...config,
  plugins: [...config.plugins, traceCommand],
  // All measurements of a file, on a machine that has other things to do, too.
  testsFinishTimeout: 1_800_000,
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: findBrowser() ?? undefined,
        headless: true,
        args: [...browserArgs, ...mediaArgs, '--js-flags=--expose-gc'],
      },
    }),
  ],
};
