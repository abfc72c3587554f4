import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { indifferent, misread } from './misread-values.js';
import { knownWordsInFront, sloppyButReadable, type Difference } from './tolerated-values.js';
import { ours, reference } from './support.js';

/** The part of `actual` that `expected` speaks of. */
function partOf(actual: unknown, expected: unknown): unknown {
  if (typeof expected !== 'object' || expected === null || typeof actual !== 'object' || actual === null)
    return actual;
  const isEmpty = Object.keys(expected).length === 0;
  if (Array.isArray(expected) || isEmpty)
    return Array.isArray(actual)
      ? actual.map((one, at) => partOf(one, (expected as unknown[])[at]))
      : defined(actual);
  return Object.fromEntries(
    Object.entries(expected).map(([key, value]) => [key, partOf((actual as Record<string, unknown>)[key], value)]),
  );
}

function defined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}

function check(differences: readonly Difference[]): void {
  for (const { why, rule, value, expected } of differences) {
    it(`${rule}: ${why}: ${JSON.stringify(value)}`, () => {
      const result = ours(rule, value);
      assert.notDeepEqual(result, reference(rule, value), 'the reference reads it alike');
      assert.deepEqual(partOf(result, expected), expected);
    });
  }
}

describe('what the grammar reads otherwise than the one of SIP.js', () => {
  describe('sloppy but readable, which the reference refuses', () => {
    for (const { rule, value } of sloppyButReadable) {
      it(`${rule} ${JSON.stringify(value)} is refused there`, () => assert.equal(reference(rule, value), -1));
    }
    check(sloppyButReadable);
  });

  describe('words that begin like known ones', () => check(knownWordsInFront));
  describe('what the reference misreads', () => check(misread));
  describe('what makes no difference to anybody', () => check(indifferent));
});
