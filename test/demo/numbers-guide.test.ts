import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { playedNumbers } from '../../demo/pbx/numbers.js';

describe('the guide to the development platform', () => {
  const guide = readFileSync(new URL('../../docs/development-platform.md', import.meta.url), 'utf8');

  for (const { number, name, does } of playedNumbers) {
    it(`tells what ${number} does`, () => {
      assert.ok(guide.includes(`| \`${number}\` | ${name} | ${does} |`));
    });
  }
});
