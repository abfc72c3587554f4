import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import metadata from 'libphonenumber-js/min/metadata';
import { findNumbers } from '../../../src/click-to-call/text/find-numbers.js';
import * as numbering from '../../../src/click-to-call/text/numbering.js';
import { mayHoldNumber } from '../../../src/click-to-call/text/prefilter.js';

const countries = ['US', 'GB', 'DE', 'ES', 'MX', 'FR', 'IT', 'AR', 'BR', 'RU', 'AU', ''];

function mayHold(country: string, text: string): boolean {
  return mayHoldNumber(text, numbering.lengthsOf(country));
}

describe('what is worth looking for a number in', () => {
  it('leaves out the figures that pages are full of', () => {
    for (const [country, text] of [
      ['US', '4111 1111 1111 1111'],
      ['US', '40.712776, -74.005974'],
      ['US', '123456789'],
      ['US', 'A2125550123'],
      ['US', '2024-01-15'],
      ['DE', 'DE02 1203 0000 0000 2020 51'],
      ['DE', '4500123456'],
      ['', '2125550123'],
      ['US', 'no digits at all, but a long text'],
    ] as const)
      assert.equal(mayHold(country, text), false, text);
  });

  it('never leaves out a text in which a number is found', () => {
    const piece = fc.oneof(
      fc.stringMatching(/^\d{1,5}$/),
      fc.constantFrom(
        ...[' ', '-', '.', '/', ' / ', '(', ')', '(0)', '+', '+49', '+1 ', '00', '011', '  ', ' - ', ':'],
      ),
      fc.constantFrom(
        ...['2024-01-15', '15.01.24 ', '10:30 ', 'Tel. ', 'x12', 'ext. 7', ', ', 'a', '_', '\u00a0', '\u0662'],
      ),
      fc.constantFrom(...['212', '555', '0123', '030', '1234567', '0171', '2125550123', '1 (212) 555-0123']),
    );
    const text = fc.array(piece, { minLength: 1, maxLength: 14 }).map((pieces) => pieces.join(''));
    let found = 0;
    fc.assert(
      fc.property(fc.constantFrom(...countries), text, (country, written) => {
        const reading = { country: () => country, confirm: numbering.confirm, evidence: () => 'phone' as const };
        if (findNumbers(written, reading).length === 0) return;
        found += 1;
        assert.equal(mayHold(country, written), true, `${country}: ${written}`);
      }),
      { numRuns: 30_000 },
    );
    assert.ok(found > 1000, `only ${found} texts held a number`);
  });

  it('knows at least the lengths that are confirmed, in every country of the world', () => {
    let confirmed = 0;
    for (const country of Object.keys(metadata.countries))
      fc.assert(
        fc.property(fc.stringMatching(/^\d{7,14}$/), (digits) => {
          for (const dialled of [digits, `0${digits}`, `1${digits}`, `00${digits}`]) {
            if (!numbering.confirm(dialled, false, country) || dialled.length > 18) continue;
            confirmed += 1;
            const possible = numbering.lengthsOf(country)[Number(dialled[0])] ?? 0;
            assert.equal((possible >> dialled.length) & 1, 1, `${country}: ${dialled}`);
          }
        }),
        { numRuns: 300 },
      );
    assert.ok(confirmed > 1000, `only ${confirmed} were confirmed`);
  });
});
