import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

const imports = "import { describe, it, before } from 'node:test';\n";

describe('the test runner', () => {
  let project: string;

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'cemscale-runner-'));
    mkdirSync(join(project, 'test'));
    symlinkSync(resolve('test/support'), join(project, 'test/support'));
    symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
    writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  });
  afterEach(() => rmSync(project, { recursive: true }));

  /** Runs the test files with these contents the way `npm test -- sample` does. */
  function run(files: Record<string, string>): { status: number | null; text: string; last: string } {
    for (const [name, code] of Object.entries(files)) writeFileSync(join(project, 'test', name), code);
    const { NODE_TEST_CONTEXT: _inherited, ...env } = process.env;
    const args = [resolve('test/run.mjs'), 'sample'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, env, encoding: 'utf8' });
    const text = stdout + stderr;
    return { status, text, last: stdout.trimEnd().split('\n').at(-1) ?? '' };
  }

  it('counts tests, not suites, and ends with the count', () => {
    const code = `${imports}describe('a', () => { describe('b', () => { it('one', () => {}); }); it('two', () => {}); });`;
    const { status, last } = run({ 'sample.test.ts': code });
    assert.equal(last, '2 passed, 0 failed');
    assert.equal(status, 0);
  });

  it('tells a failure with its place and error', () => {
    const code = `${imports}describe('a', () => { it('works', () => { throw new Error('broken lamp'); }); it('two', () => {}); });`;
    const { status, text, last } = run({ 'sample.test.ts': code });
    assert.match(text, /✗ test\/sample\.test\.ts › a › works\n\s+Error: broken lamp\n/);
    assert.equal(last, '1 passed, 1 failed');
    assert.equal(status, 1);
  });

  it('counts a hook that throws, a file that crashes and a file without a test as failures', () => {
    const { status, text } = run({
      'sample-hook.test.ts': `${imports}describe('hooked', () => { before(() => { throw new Error('no coffee'); }); it('x', () => {}); });`,
      'sample-crash.test.ts': "throw new Error('no ground');",
      'sample-empty.test.ts': 'export {};',
    });
    assert.match(text, /hook\.test\.ts › hooked\n\s+Error: no coffee/);
    assert.match(text, /crash\.test\.ts › \(file\)\n[^✗]*Error: no ground/);
    assert.match(text, /empty\.test\.ts › \(file\)\n\s+There is no test in this file\./);
    assert.equal(status, 1);
  });

  it('tells the figures that tests have measured', () => {
    const code = `${imports}describe('a', () => { it('one', (t) => { console.log('# 12 ms'); t.diagnostic('3 ms'); }); });`;
    const { text, last } = run({ 'sample.test.ts': code });
    assert.match(text, /sample\.test\.ts: 12 ms\n/);
    assert.match(text, /sample\.test\.ts: a › one › 3 ms\n/);
    assert.equal(last, '1 passed, 0 failed');
  });

  it('names skipped tests instead of counting them as passed', () => {
    const code = `${imports}it('later', { skip: 'no microphone' }, () => {}); it('now', () => {});`;
    const { text, last } = run({ 'sample.test.ts': code });
    assert.match(text, /skipped: test\/sample\.test\.ts › later no microphone/);
    assert.equal(last, '1 passed, 0 failed');
  });

  it('fails when nothing ran', () => {
    const { status, last } = run({ 'other.test.ts': `${imports}it('x', () => {});` });
    assert.equal(last, '0 passed, 0 failed');
    assert.equal(status, 1);
  });
});
