import { findOrInstallBrowser, findOrInstallFirefox, findOrInstallWebKit } from '../install-browser.js';
import { webKitVariable } from '../find-webkit.js';
import { collectTestFiles, type TestFiles } from './collect-files.js';
import type { Outcome } from './outcome.js';
import { buildStep, checkSteps, testSteps, type Step } from './steps.js';

/**
 * Runs checks and tests, tells the failures in full and ends with `N passed, N failed` alone on a line.
 * With filters only the test files whose path contains one of them run, and the build they may need.
 * Resolves to the exit code; a run without a single test is a failed run.
 */
export async function main(filters: readonly string[]): Promise<number> {
  const files = collectTestFiles('test', filters);
  if (files.browser.length + files.endToEnd.length > 0) {
    const browser = findOrInstallBrowser(say);
    if (!browser) {
      say('No browser to test in: install Chrome, Chromium or Edge, or set CHROME_PATH to one.');
      return 1;
    }
    process.env['CHROME_PATH'] = browser;
  }
  if (files.endToEnd.some((path) => path.includes('firefox'))) {
    const firefox = findOrInstallFirefox(say);
    if (firefox) process.env['FIREFOX_PATH'] = firefox;
  }
  if (files.webKit.length > 0) {
    const webKit = findOrInstallWebKit(say);
    if (webKit) process.env[webKitVariable] = webKit;
  }
  const before = filters.length === 0 ? checkSteps() : needsBuild(files) ? [buildStep()] : [];
  const outcomes: Outcome[] = [];
  for (const step of [...before, ...testSteps(files)]) outcomes.push(...(await runStep(step)));
  return conclude(outcomes);
}

/** Tests of the shipped files and of the demo pages need `dist`; the rest runs from the sources. */
function needsBuild({ node, browser, endToEnd }: TestFiles): boolean {
  return (
    endToEnd.length > 0 || [...node, ...browser].some((path) => /^test\/(package|loader|docs\/host)/.test(path))
  );
}

async function runStep(step: Step): Promise<Outcome[]> {
  const start = performance.now();
  const outcomes = await step.run();
  const failed = outcomes.filter(({ result }) => result === 'failed');
  const passed = outcomes.filter(({ result }) => result === 'passed').length;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  say(`${step.name.padEnd(18)}${`${passed} passed, ${failed.length} failed`.padEnd(24)}${seconds.padStart(7)} s`);
  for (const { result, where, detail } of outcomes) if (result === 'measured') say(`  ${where}: ${detail}`);
  for (const outcome of failed) say(describeFailure(outcome));
  return outcomes;
}

function describeFailure({ where, name, detail }: Outcome): string {
  const title = [where, name].filter(Boolean).join(' › ');
  return `\n✗ ${title}\n${detail.replace(/^/gm, '    ')}\n`;
}

function conclude(outcomes: readonly Outcome[]): number {
  const count = (result: Outcome['result']): number =>
    outcomes.filter((outcome) => outcome.result === result).length;
  for (const { where, name, detail } of outcomes.filter(({ result }) => result === 'skipped')) {
    say(`skipped: ${where} › ${name} ${detail}`);
  }
  if (outcomes.length === 0) say('No test ran: no file matches, or none holds a test.');
  say(`${count('passed')} passed, ${count('failed')} failed`);
  return count('failed') > 0 || count('passed') === 0 ? 1 : 0;
}

function say(line: string): void {
  console.log(line);
}
