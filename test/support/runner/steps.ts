import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { webKitVariable } from '../find-webkit.js';
import type { TestFiles } from './collect-files.js';
import { outcomeFileVariable, readOutcomes, type Outcome } from './outcome.js';
import { runNode, runNpmScript, type Ended } from './spawn.js';

/** One stage of the run. It never throws: what goes wrong is an outcome. */
export interface Step {
  readonly name: string;
  run(): Promise<Outcome[]>;
}

const minute = 60_000;

/** Checks that count as one test each, by the name of their npm script. */
export function checkSteps(): Step[] {
  const beforeBuild = ['lint', 'types'];
  const afterBuild = ['size', 'package'];
  return [...beforeBuild.map(npmScript), buildStep(), ...afterBuild.map(npmScript)];
}

/** Brings `dist` up to date. It fails as a test does, and passes without being counted. */
export function buildStep(): Step {
  return {
    name: 'build',
    async run() {
      const ended = await runNode(['tools/ensure-built.mjs'], { timeout: 5 * minute });
      return ended.code === 0 ? [] : [failed('build', ended)];
    },
  };
}

/** Every step that runs test files; a kind without files has no step. */
export function testSteps(files: TestFiles): Step[] {
  const tests = (paths: string[], concurrency: number): string[] => [
    ...['--import', 'tsx', '--test', '--test-timeout=240000', `--test-concurrency=${concurrency}`],
    ...['--test-reporter=./test/support/runner/node-reporter-entry.mjs', ...paths],
  ];
  const browser = ['--import', 'tsx', 'node_modules/@web/test-runner/dist/bin.js', '--files', ...files.browser];
  return [
    ...(files.node.length > 0 ? [reporting('node tests', tests(files.node, 2))] : []),
    ...(files.browser.length > 0 ? [reporting('browser tests', browser)] : []),
    ...(files.webKit.length > 0 ? [webKitStep(files.webKit)] : []),
    ...(files.endToEnd.length > 0 ? [reporting('end-to-end tests', tests(files.endToEnd, 1))] : []),
  ];
}

/** Skipped where WebKitGTK is not installed: the runner has tried. */
function webKitStep(paths: readonly string[]): Step {
  const name = 'WebKit tests';
  if (!process.env[webKitVariable]) {
    const detail = '(WebKitGTK is missing: install webkit2gtk-driver and xvfb)';
    return { name, run: async () => [{ result: 'skipped', where: 'test/webkit', name, detail }] };
  }
  const runner = 'node_modules/@web/test-runner/dist/bin.js';
  const config = ['--config', 'test/webkit/web-test-runner.config.js'];
  return reporting(name, ['--import', 'tsx', runner, ...config, '--files', ...paths]);
}

function npmScript(name: string): Step {
  return {
    name,
    async run() {
      const ended = await runNpmScript(name, { timeout: 5 * minute });
      return [ended.code === 0 ? { result: 'passed', where: name, name: '', detail: '' } : failed(name, ended)];
    },
  };
}

/** A child process whose reporter writes outcomes; dying before the end of the report is a failure of its own. */
function reporting(name: string, args: readonly string[]): Step {
  return {
    name,
    async run() {
      const folder = mkdtempSync(join(tmpdir(), 'cemscale-test-'));
      const path = join(folder, 'outcomes.jsonl');
      const ended = await runNode(args, { timeout: 45 * minute, env: { [outcomeFileVariable]: path } });
      const { outcomes, complete } = readOutcomes(path);
      rmSync(folder, { recursive: true });
      const explained = complete && (ended.code === 0 || outcomes.some(({ result }) => result === 'failed'));
      return explained ? outcomes : [...outcomes, failed(name, ended)];
    },
  };
}

function failed(name: string, ended: Ended): Outcome {
  const how = ended.timedOut ? 'It took too long and was ended.' : `It ended with exit code ${ended.code}.`;
  return { result: 'failed', where: name, name: '', detail: `${ended.output.trim()}\n${how}` };
}
