import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { banner } from '../../demo/banner.js';
import { featureCodes, playedNumbers } from '../../demo/pbx/numbers.js';
import { people } from '../../demo/people.js';

describe('the start message', () => {
  const lines = banner('http://localhost:8080', 8080).split('\n');

  it('names every person and every number', () => {
    for (const { number, name } of people)
      assert.ok(lines.some((line) => line.startsWith(`  ${number}`) && line.includes(name)));
    for (const { number, does } of playedNumbers)
      assert.ok(lines.some((line) => line.startsWith(`  ${number}`) && line.endsWith(does)));
    for (const { code, does } of featureCodes)
      assert.ok(lines.some((line) => line.startsWith(`  ${code}`) && line.endsWith(does)));
  });

  it('says that it is a development platform', () => {
    assert.ok(lines.some((line) => line.includes('development platform')));
  });

  it('has a word about another port only when it is another one', () => {
    assert.ok(!lines.some((line) => line.includes('taken')));
    assert.match(banner('http://localhost:8081', 8080), /Port 8080 is taken/);
    assert.doesNotMatch(banner('http://localhost:40123', 0), /taken/);
  });
});
