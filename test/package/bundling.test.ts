import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build, type Rollup } from 'vite';

/** An application in a folder of its own that has this package installed, and the files its bundler makes of it. */
describe('an application that bundles the package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cemscale-app-'));

  before(() => symlinkSync(resolve('node_modules'), join(folder, 'node_modules')));
  after(() => rmSync(folder, { recursive: true }));

  async function bundle(code: string): Promise<Rollup.OutputChunk[]> {
    const input = join(folder, 'app.js');
    writeFileSync(input, code.replaceAll('@cemscale-voip/softphone', resolve('.')));
    const result = (await build({
      root: folder,
      configFile: false,
      logLevel: 'error',
      build: { write: false, minify: false, modulePreload: false, rolldownOptions: { input } },
    })) as Rollup.RollupOutput;
    return result.output.filter((file) => file.type === 'chunk');
  }

  const codeOf = (chunks: readonly Rollup.OutputChunk[]): string => chunks.map(({ code }) => code).join('\n');
  const packageFile = (path: string): string => `@cemscale-voip/softphone/dist/esm/${path}`;

  it('gets the element defined by importing its entry for its effect alone', async () => {
    const chunks = await bundle(`import '${packageFile('components/cemscale-phone/cemscale-phone.js')}';`);
    assert.match(codeOf(chunks.filter(({ isEntry }) => isEntry)), /define\("cemscale-phone", CemscalePhone\)/);
  });

  it('keeps the SIP engine and the open panel in files that are loaded later', async () => {
    const chunks = await bundle(`import '${packageFile('components/cemscale-phone/cemscale-phone.js')}';`);
    const entry = chunks.filter(({ isEntry }) => isEntry);
    assert.ok(codeOf(chunks).includes('SIP/2.0'));
    assert.ok(!codeOf(entry).includes('SIP/2.0'));
    assert.match(codeOf(chunks), /define\("cemscale-phone-panel"/);
    assert.match(codeOf(chunks), /define\("cemscale-dial-view"/);
    assert.doesNotMatch(codeOf(entry), /define\("cemscale-phone-panel"/);
  });

  it('pays for one React hook without the others: presence without a phone, a phone without the SIP engine', async () => {
    const react = packageFile('react/index.js');
    const presence = codeOf(await bundle(`import { usePresence } from '${react}'; console.log(usePresence);`));
    assert.match(presence, /PresenceFeed = class/);
    assert.doesNotMatch(presence, /(Softphone|WebRTCPhone|CallList) = class|LitElement|SIP\/2\.0/);
    const chunks = await bundle(`import { useVoIP } from '${react}'; console.log(useVoIP);`);
    const entry = codeOf(chunks.filter(({ isEntry }) => isEntry));
    assert.match(entry, /Softphone = class/);
    assert.doesNotMatch(entry, /(PresenceFeed|CallList) = class|LitElement|SIP\/2\.0/);
    assert.ok(codeOf(chunks).includes('SIP/2.0'));
  });

  it('pays for nothing but what it imports from the table of contents', async () => {
    const chunks = await bundle(`import { CallError } from '${packageFile('index.js')}'; console.log(CallError);`);
    assert.equal(chunks.length, 1);
    assert.doesNotMatch(codeOf(chunks), /LitElement|customElements|SIP\/2\.0|fetch\(/);
  });
});
