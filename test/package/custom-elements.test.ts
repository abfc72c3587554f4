import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

interface Named {
  readonly name: string;
}

interface Declaration extends Named {
  readonly tagName?: string;
  readonly attributes?: readonly Named[];
  readonly events?: readonly Named[];
  readonly members?: readonly Named[];
}

interface ElementsManifest {
  readonly modules: readonly { readonly path: string; readonly declarations: readonly Declaration[] }[];
}

const { modules } = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8')) as ElementsManifest;
const phone = modules
  .flatMap(({ declarations }) => declarations)
  .find(({ tagName }) => tagName === 'cemscale-phone');

describe('the custom elements manifest', () => {
  it('names files that are shipped', () => {
    assert.deepEqual(
      modules.map(({ path }) => path).filter((path) => !existsSync(path)),
      [],
    );
  });

  it('tells editors what a page can use of the phone and nothing private', () => {
    const names = (items: readonly Named[] | undefined): string[] => (items ?? []).map(({ name }) => name);
    assert.ok(names(phone?.members).includes('call'));
    assert.deepEqual(
      names(phone?.members).filter((name) => name.startsWith('#')),
      [],
    );
    assert.ok(names(phone?.events).includes('cemscale-call-request'));
    assert.deepEqual(
      names(phone?.events).filter((name) => !name.startsWith('cemscale-')),
      [],
    );
  });

  it('lists no attribute that the script tag cannot set', () => {
    const script = readFileSync('dist/cemscale-phone.js', 'utf8');
    const attributes = (phone?.attributes ?? []).map(({ name }) => name);
    assert.ok(attributes.includes('token-url'));
    assert.deepEqual(
      attributes.filter((name) => !script.includes(`\`${name}\``)),
      [],
    );
  });
});
