import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';

/** Messages of the linter, with this project's settings, about one file at `path` that holds `code`. */
function lint(folder: string, path: string, code: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, code);
  const oxlint = resolve('node_modules/oxlint/bin/oxlint');
  const { stdout, stderr } = spawnSync(process.execPath, [oxlint, path], { cwd: folder, encoding: 'utf8' });
  rmSync(file);
  return stdout + stderr;
}

describe('the import directions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cemscale-lint-'));

  before(() => {
    cpSync('.oxlintrc.json', join(folder, '.oxlintrc.json'));
    cpSync('tools', join(folder, 'tools'), { recursive: true });
    cpSync('package.json', join(folder, 'package.json'));
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const refused: readonly (readonly [path: string, code: string])[] = [
    ['src/phone/a.ts', "import { a } from '../api/client.js'; a();"],
    ['src/phone/a.ts', "import type { A } from '../api/token.js'; export type B = A;"],
    ['src/phone/sip/a.ts', "import { a } from '../../softphone/softphone.js'; a();"],
    ['src/api/a.ts', "import { a } from '../phone/phone.js'; a();"],
    ['src/api/a.ts', "export { a } from '../phone/phone.js';"],
    ['src/api/a.ts', "export * from '../phone/phone.js';"],
    ['src/shared/a.ts', "import { a } from '../api/client.js'; a();"],
    ['src/softphone/a.ts', "export const a = () => import('../components/events.js');"],
    ['src/softphone/a.ts', "export type A = import('../components/events.js').PhoneErrorEvent;"],
    ['src/components/cemscale-phone/a.ts', "import { a } from '../../react/a.js'; a();"],
    ['src/components/cemscale-phone/a.ts', "import { a } from '../../sdk/a.js'; a();"],
    ['src/softphone/a.ts', "import type { A } from '../sdk/a.js'; export type B = A;"],
    ['src/sdk/a.ts', "import { a } from '../components/events.js'; a();"],
    ['src/sdk/a.ts', "import { a } from '../react/a.js'; a();"],
    ['src/server/a.ts', "import { a } from '../api/client.js'; a();"],
    ['src/server/a.ts', "import type { A } from '../softphone/snapshot.js'; export type B = A;"],
    ['src/webhooks/a.ts', "import { a } from '../server/gateway.js'; a();"],
    ['src/phone/a.ts', "import { UserAgent } from 'sip.js'; UserAgent.makeURI('');"],
    ['src/phone/a.ts', "import type { URI } from 'sip.js/lib/grammar/uri.js'; export type B = URI;"],
    ['src/components/a.ts', "import { a } from '../index.js'; a();"],
    ['src/components/a.ts', "import { a } from '../../demo/server.js'; a();"],
    ['src/novelty/a.ts', "import { a } from '../shared/errors.js'; a();"],
  ];

  for (const [path, code] of refused) {
    it(`refuses ${code} in ${path}`, () => {
      assert.match(lint(folder, path, code), /cemscale\(import-directions\)/);
    });
  }

  const accepted: readonly (readonly [path: string, code: string])[] = [
    ['src/softphone/a.ts', "export const a = () => import('../phone/phone.js');"],
    ['src/components/cemscale-phone/a.ts', "import { a } from '../../softphone/softphone.js'; a();"],
    ['src/components/cemscale-phone/a.ts', "import { a } from '../internal/define.js'; a();"],
    ['src/sdk/a.ts', "import { a } from '../softphone/softphone.js'; a();"],
    ['src/react/a.ts', "import { a } from '../sdk/a.js'; a();"],
    ['src/server/a.ts', "import type { A } from '../api/token.js'; export type B = A;"],
    ['src/phone/sip/a.ts', "import { UserAgent } from 'sip.js'; UserAgent.makeURI('');"],
    ['src/index.ts', "export { a } from './components/events.js';"],
    ['demo/pbx/sip/a.ts', "import { UserAgent } from 'sip.js'; UserAgent.makeURI('');"],
  ];

  for (const [path, code] of accepted) {
    it(`accepts ${code} in ${path}`, () => {
      assert.match(lint(folder, path, code), /Found 0 warnings and 0 errors/);
    });
  }

  it('refuses a circle of imports', () => {
    mkdirSync(join(folder, 'src/shared'), { recursive: true });
    writeFileSync(join(folder, 'src/shared/b.ts'), "import { a } from './a.js'; export const b = () => a;");
    assert.match(
      lint(folder, 'src/shared/a.ts', "import { b } from './b.js'; export const a = () => b;"),
      /no-cycle/,
    );
  });
});
