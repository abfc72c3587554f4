import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseTarget } from '../../../src/phone/sip/target.js';

const domain = 'pbx.test';
const dialled = (input: string): string => parseTarget(input, domain).toString();
const refuses = (input: string, detail: RegExp): void => {
  assert.throws(
    () => parseTarget(input, domain),
    (error: Error) => {
      assert.equal(error.name, 'CallError');
      assert.equal((error as Error & { reason: string }).reason, 'invalid-number');
      assert.match(error.message, detail);
      return true;
    },
  );
};

describe('parseTarget', () => {
  const numbers: [string, string][] = [
    ['1002', 'sip:1002@pbx.test'],
    ['+15551234567', 'sip:+15551234567@pbx.test'],
    [' +1 (555) 123-4567\n', 'sip:+15551234567@pbx.test'],
    ['+1.555.123\u00a04567', 'sip:+15551234567@pbx.test'],
    ['030/123 45\u201167', 'sip:0301234567@pbx.test'],
    ['\u202a+1 555\u202c', 'sip:+1555@pbx.test'],
    ['\uff0b\uff11\uff15\uff15\uff15', 'sip:+1555@pbx.test'],
    ['\u0661\u0662\u0663', 'sip:123@pbx.test'],
    ['\u06f1\u0967\u{1d7d3}', 'sip:115@pbx.test'],
    ['*97', 'sip:*97@pbx.test'],
    ['*7101', 'sip:*7101@pbx.test'],
    ['#31#5551234', 'sip:%2331%235551234@pbx.test'],
    ['tel:+1-555-123-4567', 'sip:+15551234567@pbx.test'],
    ['tel:+15551234567;phone-context=example.org', 'sip:+15551234567@pbx.test'],
    ['tel:1002;phone-context=pbx.test', 'sip:1002@pbx.test'],
    ['TEL:%2B1555', 'sip:+1555@pbx.test'],
    ['sip:1002@pbx.test', 'sip:1002@pbx.test'],
    ['SIP:%2A97@PBX.TEST', 'sip:*97@pbx.test'],
    ['1002@pbx.test', 'sip:1002@pbx.test'],
  ];
  for (const [input, uri] of numbers)
    it(`dials ${JSON.stringify(input)} as ${uri}`, () => assert.equal(dialled(input), uri));

  it('refuses what is empty or only separators', () => {
    for (const input of ['', '   ', '()-', 'tel:', '\u200b']) refuses(input, /it is empty/);
  });

  it('refuses letters, and says so', () => refuses('1-800-FLOWERS', /letters/));

  it('refuses numbers over 64 characters and endless input', () => {
    refuses('1'.repeat(65), /longer than 64/);
    refuses(' '.repeat(10_000) + '1', /too long/);
  });

  it('refuses a plus that does not lead', () => {
    for (const input of ['1+2', '++1', '+', '+*97']) refuses(input, /cannot be dialled/);
  });

  it('refuses SIP addresses that carry headers, parameters, passwords or another domain', () => {
    refuses('sip:1002@pbx.test?Replaces=abc', /headers/);
    refuses('sip:1002@pbx.test;transport=udp', /parameters/);
    refuses('sip:1002;phone-context=x@pbx.test', /parameters/);
    refuses('sip:1002:pw@pbx.test', /password/);
    refuses('sip:1002@evil.test', /another domain/);
    refuses('sip:1002@a@pbx.test', /looks like/);
    refuses('sips:1002@pbx.test', /sips:/);
    refuses('sip:@pbx.test', /looks like/);
  });

  it('refuses what is hidden behind percent signs and line breaks', () => {
    refuses('sip:1002%0d%0aX:1@pbx.test', /password|letters|cannot be dialled/);
    refuses('tel:1002%40evil.test', /letters|cannot be dialled/);
    refuses('tel:1%', /broken %/);
    refuses('1002\r\nRoute: <sip:evil>', /line break/);
  });

  it('refuses telephone numbers that need a second step or another place', () => {
    refuses('tel:+15551234567;ext=12', /;ext=/);
    refuses('tel:+1555;isub=1', /;isub=/);
    refuses('tel:5551234;phone-context=+1212', /;phone-context=/);
  });

  it('never yields an address that could carry more than a number', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'sip:',
        'tel:',
        '@',
        '@pbx.test',
        '?',
        ';',
        '%0d%0a',
        '%40',
        '\r\n',
        '+',
        '*',
        '#',
        ' ',
        '1',
        '55',
        '\u0661',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    );
    const input = fc.oneof(
      fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('')),
      fc.stringMatching(/^[+*#]?[\d *#().-]{0,40}$/),
    );
    let accepted = 0;
    fc.assert(
      fc.property(input, (text) => {
        let uri: string;
        try {
          uri = dialled(text);
        } catch (error) {
          assert.equal((error as Error).name, 'CallError');
          return;
        }
        accepted += 1;
        assert.match(uri, /^sip:\+?[\d*%23]+@pbx\.test$/);
        assert.equal(uri.split('@').length, 2);
        assert.doesNotMatch(uri, /[\r\n? ;]/);
        assert.equal(dialled(uri), uri);
      }),
      { numRuns: 5_000 },
    );
    assert.ok(accepted > 500, `only ${accepted} inputs were accepted`);
  });
});
