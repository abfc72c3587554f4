import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keyFrequencies } from '../../../src/components/internal/tones.js';

describe('keyFrequencies', () => {
  it('gives the two tones of ITU-T Q.23', () => {
    assert.deepEqual(keyFrequencies('1'), [697, 1209]);
    assert.deepEqual(keyFrequencies('5'), [770, 1336]);
    assert.deepEqual(keyFrequencies('9'), [852, 1477]);
    assert.deepEqual(keyFrequencies('*'), [941, 1209]);
    assert.deepEqual(keyFrequencies('0'), [941, 1336]);
    assert.deepEqual(keyFrequencies('#'), [941, 1477]);
  });

  it('has none for what is no key', () => {
    for (const key of ['', '+', '12', 'x']) assert.equal(keyFrequencies(key), null);
  });
});
