import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { guideTables } from './support/guide-tables.js';

const guide = new URL('../../docs/gateway.md', import.meta.url);

/** The part between two marks, without the blank lines around it. */
function between(name: string): RegExp {
  return new RegExp(`(<!-- ${name}: begin -->\n)([^]*?)(<!-- ${name}: end -->)`);
}

describe('docs/gateway.md', () => {
  for (const [name, rows] of Object.entries(guideTables())) {
    it(`has the table of ${name} that the code has (UPDATE_GUIDES=1 writes it)`, async () => {
      const text = await readFile(guide, 'utf8');
      const fresh = text.replace(
        between(name),
        (_, begin: string, _old, end: string) => `${begin}\n${rows}\n\n${end}`,
      );
      if (process.env['UPDATE_GUIDES'] === '1') await writeFile(guide, fresh);
      else assert.equal(text, fresh);
    });
  }
});
