import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import config from '../../web-test-runner.config.js';
import { webKitVariable } from '../support/find-webkit.ts';

// Started by the runner, which knows where WebKitGTK is. Its driver and browser draw on a screen in memory.
const port = await freePort();
const binary = process.env[webKitVariable];
let driver;

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  ...config,
  files: 'test/webkit/**/*.webkit.ts',
  rootDir: process.cwd(),
  concurrency: 1,
  browserStartTimeout: 120_000,
  testFramework: { config: { ui: 'bdd', timeout: 60_000 } },
  browsers: [
    webdriverLauncher({
      hostname: '127.0.0.1',
      port,
      path: '/',
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary, args: ['--automation'] },
      },
    }),
  ],
  plugins: [...config.plugins, { name: 'webkit-driver', serverStart: startDriver, serverStop: stopDriver }],
};

async function startDriver() {
  driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], { stdio: 'ignore', detached: true });
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('WebKitWebDriver did not start.');
}

function stopDriver() {
  // The screen, the driver and the browser are one process group.
  if (driver?.pid) process.kill(-driver.pid);
}

/** A port that nobody listens on. */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address();
      server.close(() => resolve(free));
    });
  });
}
