import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';

describe('.ci/run', { skip: process.platform === 'win32' && 'it is for a shell' }, () => {
  let project: string;

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'cemscale-ci-'));
    mkdirSync(join(project, 'bin'));
    cpSync('.ci/run', join(project, '.ci/run'));
  });
  afterEach(() => rmSync(project, { recursive: true }));

  /** Runs it with an npm whose scripts are these lines of a shell. */
  function run(scripts: { ci?: string; test?: string; interop?: string }): {
    status: number | null;
    last: string;
  } {
    const { ci = ':', test = 'echo 7 passed, 0 failed', interop = 'echo 3 passed, 0 failed' } = scripts;
    const npm = `#!/bin/sh\ncase "$*" in ci) ${ci};; 'run test') ${test};; 'run test:interop') ${interop};; *) exit 9;; esac\n`;
    writeFileSync(join(project, 'bin/npm'), npm, { mode: 0o755 });
    const PATH = [join(project, 'bin'), process.env['PATH']].join(delimiter);
    const { status, stdout } = spawnSync(join(project, '.ci/run'), {
      env: { ...process.env, PATH },
      encoding: 'utf8',
    });
    return { status, last: stdout.trimEnd().split('\n').at(-1) ?? '' };
  }

  it('ends with what the tests and the calls through real servers count together', () => {
    assert.deepEqual(run({}), { status: 0, last: '10 passed, 0 failed' });
  });

  it('runs both and fails when either does', () => {
    const failing = 'echo 6 passed, 2 failed; echo npm adds this; exit 1';
    assert.deepEqual(run({ test: failing }), { status: 1, last: '9 passed, 2 failed' });
    assert.deepEqual(run({ interop: failing }), { status: 1, last: '13 passed, 2 failed' });
  });

  it('counts what dies without a count, or against its count, as failed', () => {
    assert.deepEqual(run({ interop: 'exit 139' }), { status: 1, last: '7 passed, 1 failed' });
    assert.deepEqual(run({ test: ':' }), { status: 1, last: '3 passed, 1 failed' });
    assert.deepEqual(run({ interop: 'echo 3 passed, 0 failed; exit 1' }), {
      status: 1,
      last: '10 passed, 1 failed',
    });
  });

  it('takes skipped calls for none', () => {
    const skipped = 'echo skipped: no apt here; echo 0 passed, 0 failed';
    assert.deepEqual(run({ interop: skipped }), { status: 0, last: '7 passed, 0 failed' });
  });

  it('tries nothing where the packages cannot be installed', () => {
    assert.deepEqual(run({ ci: 'exit 1' }), { status: 1, last: '0 passed, 1 failed' });
  });
});
