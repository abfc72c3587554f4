import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findNumbers } from '../../../src/click-to-call/text/find-numbers.js';
import { confirm } from '../../../src/click-to-call/text/numbering.js';
import type { Verdict } from '../../../src/click-to-call/text/words.js';

function find(country: string, text: string, label: Verdict = 'none'): string[] {
  const found = findNumbers(text, { country: () => country, confirm, evidence: () => label });
  return found.map((one) => `${text.slice(one.start, one.end)} = ${one.number}${one.postDial}`);
}

const found: readonly (readonly [country: string, text: string, ...numbers: string[]])[] = [
  ['US', '(212) 555-0123', '(212) 555-0123 = +12125550123'],
  ['US', 'Call (212) 555-0123 x12.', '(212) 555-0123 = +12125550123,12'],
  ['US', '(212-555-0123)', '212-555-0123 = +12125550123'],
  ['US', '2024-01-15 10:30 212-555-0123', '212-555-0123 = +12125550123'],
  ['US', '1 (212) 555-0123', '1 (212) 555-0123 = +12125550123'],
  ['US', '011 44 20 7946 0958', '011 44 20 7946 0958 = +442079460958'],
  ['US', '\u202a+1 212\u2011555\u20110123\u202c', '+1 212\u2011555\u20110123 = +12125550123'],
  ['US', '212-555-0123 - 212-555-0124', '212-555-0123 = +12125550123', '212-555-0124 = +12125550124'],
  ['US', 'Her number is 2125550123', '2125550123 = +12125550123'],
  ['US', 'Tel.2125550123', '2125550123 = +12125550123'],
  ['US', 'Order 4500123456, call 212-555-0123', '212-555-0123 = +12125550123'],
  ['', 'Tel +49 30 23125123', '+49 30 23125123 = +493023125123'],
  ['GB', '020 7946 0958 ext. 7', '020 7946 0958 = +442079460958,7'],
  ['GB', '+44 (0)20 7946 0958', '+44 (0)20 7946 0958 = +442079460958'],
  ['GB', '01632 960123, 01632 960124', '01632 960123 = +441632960123', '01632 960124 = +441632960124'],
  ['DE', '030 / 231 25 123', '030 / 231 25 123 = +493023125123'],
  ['DE', '030 1234567 / 0171 1234567', '030 1234567 = +49301234567', '0171 1234567 = +491711234567'],
  ['DE', '030 12345-0', '030 12345-0 = +4930123450'],
  ['DE', 'am 15.01.2024 unter 030/1234567', '030/1234567 = +49301234567'],
  ['ES', '91 234 56 78 / 612 345 678', '91 234 56 78 = +34912345678', '612 345 678 = +34612345678'],
  ['MX', '+52 1 55 1234 5678', '+52 1 55 1234 5678 = +525512345678'],
  ['MX', '01 (442) 123-4567', '01 (442) 123-4567 = +524421234567'],
  ['FR', '01 42 68 53 00', '01 42 68 53 00 = +33142685300'],
  ['IT', '06 6982 1234', '06 6982 1234 = +390669821234'],
  ['AR', '011 15-2345-6789', '011 15-2345-6789 = +5491123456789'],
  ['BR', '(11) 96123-4567', '(11) 96123-4567 = +5511961234567'],
  [
    'US',
    '\uff12\uff11\uff12-\uff15\uff15\uff15-\uff10\uff11\uff12\uff13',
    '\uff12\uff11\uff12-\uff15\uff15\uff15-\uff10\uff11\uff12\uff13 = +12125550123',
  ],
];

const notFound: readonly (readonly [country: string, text: string])[] = [
  ['US', '2125550123'],
  ['US', 'Order 212-555-0123'],
  ['US', 'Case #2125550123'],
  ['US', '123-45-6789'],
  ['US', '4111 1111 1111 1111'],
  ['US', '2024-01-15 10:30:45'],
  ['US', '192.168.100.200'],
  ['US', '40.712776, -74.005974'],
  ['US', '$2,125,550,123.00'],
  ['US', 'https://example.com/212-555-0123'],
  ['US', 'john.2125550123@example.com'],
  ['US', 'INV-212-555-0123'],
  ['US', 'IMG_20240115_2125550123.jpg'],
  ['US', '555-0123'],
  ['GB', '12-34-56 12345678'],
  ['GB', 'GB29 NWBK 6016 1331 9268 19'],
  ['DE', 'DE89 3704 0044 0532 0130 00'],
  ['DE', '12/345/67890'],
  ['DE', '1.234.567,89 \u20ac'],
  ['ES', '912 345 678 \u20ac'],
  ['ES', '12345678Z'],
  ['MX', '012 180 01234567890 1'],
  ['', '212-555-0123'],
  ['XX', '212-555-0123'],
];

describe('finding numbers in a text', () => {
  for (const [country, text, ...numbers] of found) {
    it(`finds ${numbers.length} in ${JSON.stringify(text)} for ${country || 'no country'}`, () =>
      assert.deepEqual(find(country, text), numbers));
  }
  for (const [country, text] of notFound) {
    it(`finds none in ${JSON.stringify(text)} for ${country || 'no country'}`, () =>
      assert.deepEqual(find(country, text), []));
  }

  it('lets a label decide where the form does not', () => {
    assert.deepEqual(find('US', '2125550123', 'phone'), ['2125550123 = +12125550123']);
    assert.deepEqual(find('US', '212-555-0123', 'other'), []);
    assert.deepEqual(find('ES', '91.234.56.78', 'phone'), ['91.234.56.78 = +34912345678']);
  });

  it('reads a plus sign as a number whatever the label says, and refuses invalid ones whatever it says', () => {
    assert.deepEqual(find('US', '+12125550123', 'other'), ['+12125550123 = +12125550123']);
    assert.deepEqual(find('US', '+999 212 555 0123', 'phone'), []);
    assert.deepEqual(find('DE', '23125123', 'phone'), [], 'a part of a number, without its area');
  });

  it('takes nothing together over a date', () => {
    assert.deepEqual(find('US', '212 2024-01-15 5550123', 'phone'), []);
    assert.deepEqual(find('US', '2024-01-15 2125550123', 'phone'), ['2125550123 = +12125550123']);
  });

  it('gives valid numbers in order, inside the text, for any text', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'0123456789'.repeat(3), ...'+()-./, #x:\u00a0\u202aTelOrd\u20ac'),
    });
    fc.assert(
      fc.property(
        fc.oneof(text, fc.string({ unit: 'binary' })),
        fc.constantFrom('US', 'GB', 'DE', 'ES', 'MX', ''),
        (text, country) => {
          let end = 0;
          for (const one of findNumbers(text, { country: () => country, confirm, evidence: () => 'phone' })) {
            assert.ok(one.start >= end && one.end > one.start && one.end <= text.length);
            assert.match(one.number, /^\+\d{5,17}$/);
            end = one.end;
          }
        },
      ),
      { numRuns: 5000 },
    );
  });

  // A search that goes back over what it has seen would need days for these.
  for (const piece of [
    '1',
    '1 ',
    '12/',
    '+1',
    '(',
    '212-555-',
    'a1',
    '#',
    'Tel ',
    ' ',
    '\u202a',
    '0 (0) ',
    '1:1',
    'GB12 ABCD ',
  ]) {
    it(`gets through a million characters of ${JSON.stringify(piece)}`, { timeout: 60_000 }, () => {
      const text = piece.repeat(1_000_000 / piece.length);
      findNumbers(text, { country: () => 'US', confirm, evidence: () => 'none' });
      findNumbers(`${text}2125550123`, { country: () => 'DE', confirm, evidence: () => 'phone' });
    });
  }
});
