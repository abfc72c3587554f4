import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { featureCodes, playedNumbers } from '../../demo/pbx/numbers.js';

describe('the guide to the development platform', () => {
  const guide = readFileSync(new URL('../../docs/development-platform.md', import.meta.url), 'utf8');

  for (const { code, does } of featureCodes) {
    it(`tells what ${code} does`, () => {
      assert.ok(guide.includes(`| \`${code}\` | ${does} |`));
    });
  }

  for (const { number, name, does } of playedNumbers) {
    it(`tells what ${number} does`, () => {
      assert.ok(guide.includes(`| \`${number}\` | ${name} | ${does} |`));
    });
  }
});
