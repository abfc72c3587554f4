import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { NameAddrHeader } from 'sip.js/lib/grammar/name-addr-header.js';
import { URI } from 'sip.js/lib/grammar/uri.js';
import { parse } from '../../../../src/phone/sip/grammar/grammar.js';
import { ours } from './support.js';
import { validValues } from './valid-values.js';

const rules = Object.keys(validValues);

/** Shapes that make a parser go back, each with as many pieces as asked for. */
const longValues: readonly (readonly [rule: string, make: (pieces: number) => string])[] = [
  ['Call_ID', (n) => 'a@'.repeat(n)],
  ['Contact', (n) => `<sip:a@b>${';a=b'.repeat(n)};`],
  ['Contact', (n) => `"${'\\"'.repeat(n)}`],
  ['Contact', (n) => `sip:${'a'.repeat(n)}`],
  ['Contact', (n) => `sip:${'a;'.repeat(n)}`],
  ['Contact', (n) => `<sip:a:${'b'.repeat(n)}>`],
  ['Contact', (n) => `<sip:${'a.'.repeat(n)}.>`],
  ['Contact', (n) => `<sip:a@[${':'.repeat(n)}]>`],
  ['Contact', (n) => `<sip:a@[${'1:'.repeat(n)}:]>`],
  ['Contact', (n) => `<sip:a@b?${'a=b&'.repeat(n)}>`],
  ['Contact', (n) => `<sip:a@b?a=b${'&a=b'.repeat(n)}>`],
  ['Contact', (n) => `<sip:a@b${';a=b'.repeat(n)}>`],
  ['Content_Type', (n) => `a/b${' '.repeat(n)}x`],
  ['CSeq', (n) => `${'1'.repeat(n)} INVITE`],
  ['From', (n) => `${' '.repeat(n)}x`],
  ['From', (n) => `${'a '.repeat(n)}`],
  ['From', (n) => `${'\r\n '.repeat(n)}<sip:a@b>`],
  ['From', (n) => `${'"a" '.repeat(n)}<sip:a@b>`],
  ['From', (n) => `<sip:${'%41'.repeat(n)}@b>`],
  ['Request_Response', (n) => `INVITE sip:${'a'.repeat(n)} SIP/2.0`],
  ['Request_Response', (n) => `SIP/2.0 200 ${'a '.repeat(n)}\u0000`],
  ['Request_Response', (n) => `INVITE ${'x:'.repeat(n)} SIP/2.0 `],
  ['Via', (n) => `SIP/2.0/UDP a${' '.repeat(n)}x`],
  ['Via', (n) => `SIP/2.0/UDP a${';a="b"'.repeat(n)};`],
  ['WWW_Authenticate', (n) => `Digest ${'a="b", '.repeat(n)}`],
  ['WWW_Authenticate', (n) => `Digest qop="${'a, '.repeat(n)}"`],
  ['WWW_Authenticate', (n) => `Digest a="b"${' ,'.repeat(n)}=`],
];

const RUNS = 9;

const listItems: readonly (readonly [rule: string, item: string])[] = [
  ['Contact', 'sip:a'],
  ['Contact', 'sip:a;b=c'],
  ['Contact', '<sip:a@b>'],
  ['Contact', '"a" <sip:a;b>;c'],
  ['Record_Route', '<sip:a;lr> '],
  ['Via', 'SIP/2.0/UDP a;branch=b'],
];

/** Milliseconds of the quickest of several runs. */
function quickest(work: (run: number) => unknown): number {
  let best = Infinity;
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    work(run);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Each text once: the engine remembers what a pattern found in a text. */
function quickestOf(rule: string, texts: readonly string[]): number {
  return quickest((run) => parse(texts[run] ?? '', rule));
}

/** Holds in one of several attempts: others may meet a machine that does something else. */
function isSoOnce(measure: () => readonly [isSo: boolean, measured: string]): void {
  const told: string[] = [];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const [isSo, measured] = measure();
    if (isSo) return;
    told.push(measured);
  }
  assert.fail(told.join('; '));
}

describe('the grammar and those who mean harm', () => {
  for (const [rule, make] of longValues) {
    it(`needs time in proportion to the length of ${rule} ${JSON.stringify(make(2))}`, () => {
      // In one piece each, as they come from a socket.
      const texts = (count: number) =>
        Array.from({ length: RUNS }, (_, run) => Buffer.from(make(count + run)).toString());
      quickestOf(rule, texts(1_900));
      // 32 times as long where time is linear, 1,024 times where it is quadratic, however busy the machine is.
      isSoOnce(() => {
        const [short, long] = [quickestOf(rule, texts(2_000)), quickestOf(rule, texts(64_000))];
        return [long < 200 * short + 2, `${short} ms became ${long} ms`];
      });
    });
  }

  for (const [rule, item] of listItems) {
    it(`needs as long for a list of ${rule} ${JSON.stringify(item)} as for its items`, () => {
      const count = 8_000;
      const list = Array.from({ length: count }, () => item).join(',');
      // 4,000 times as long where the rest of the list is looked at for every item.
      isSoOnce(() => {
        const inOne = quickest(() => parse(list, rule));
        const oneByOne = quickest(() => Array.from({ length: count }, () => parse(item, rule)));
        return [inOne < 20 * oneByOne + 2, `${inOne} ms, ${oneByOne} ms one by one`];
      });
    });
  }

  it('answers -1 to whatever it cannot read, and never throws', () => {
    const pieces = [
      'sip:',
      '<',
      '>',
      '"',
      '\\',
      ';',
      '=',
      ',',
      '@',
      ':',
      '[',
      ']',
      '%',
      '%4',
      ' ',
      '\r\n',
      '\r\n ',
      '\0',
      '?',
      '&',
    ];
    const noise = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 3 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(fc.constantFrom(...rules), noise, (rule, parts) => {
        assert.notEqual(parse(parts.join(''), rule), undefined);
      }),
      { numRuns: 5_000 },
    );
  });

  it('answers -1 to what is no text, as SIP.js asks for headers that are not there', () => {
    for (const rule of rules) assert.equal(parse(undefined as unknown as string, rule), -1);
  });

  it('knows only its own rules by name', () => {
    for (const name of ['constructor', '__proto__', 'toString', '']) assert.equal(parse('a', name), -1);
  });

  it('lets no line break, no NUL and no other control character into anything it reads', () => {
    const controls = [...Array(32).keys(), 127]
      .filter((code) => code !== 9)
      .map((code) => String.fromCharCode(code));
    for (const [rule, values] of Object.entries(validValues)) {
      for (const value of values.filter((one) => !one.includes('"'))) {
        for (const control of controls) {
          const at = Math.ceil(value.length / 2);
          const poisoned = value.slice(0, at) + control + value.slice(at);
          assert.equal(parse(poisoned, rule), -1, `${rule} ${JSON.stringify(poisoned)}`);
        }
      }
    }
  });

  it('ends a quoted string at a line break', () => {
    for (const name of ['"a\nb"', '"a\rb"', '"a\r\nVia: x"', '"a\\\nb"', '"a\\\r\nb"', '"\u0000"'])
      assert.equal(parse(`${name} <sip:a@b>;tag=1`, 'From'), -1, JSON.stringify(name));
  });

  describe('parameters called like parts of objects', () => {
    const names = ['__proto__', 'constructor', 'prototype', 'hasownproperty', 'tostring', 'valueof'];

    it('stay data, and the address can be written', () => {
      for (const name of names) {
        for (const parameter of [`;${name}`, `;${name}=1`, `;${name}="x"`]) {
          const header = parse(`<sip:a@b>${parameter}`, 'From');
          assert.ok(header instanceof NameAddrHeader);
          assert.equal(Object.getPrototypeOf(header.parameters), Object.prototype);
          assert.match(header.toString(), /^<sip:a@b>/);
          assert.equal(header.clone().toString(), header.toString());
        }
      }
    });

    it('stay data in a URI and its headers', () => {
      for (const name of names) {
        for (const value of [`sip:a@b;${name}`, `sip:a@b;${name}=1`, `sip:a@b?${name}=1&${name}=2`]) {
          const uri = parse(value, 'SIP_URI');
          assert.ok(uri instanceof URI);
          assert.equal(Object.getPrototypeOf(uri.parameters), Object.prototype);
          assert.equal(uri.clone().toString(), uri.toString());
        }
      }
    });

    it('stay out of hops and challenges', () => {
      for (const name of names) {
        const hop = ours('Via', `SIP/2.0/WS a;${name}=1`) as { host: string };
        assert.equal(hop.host, 'a');
        const challenge = parse(`Digest realm="a", ${name}="b"`, 'WWW_Authenticate') as object;
        assert.deepEqual(Object.keys(challenge), ['realm']);
      }
      assert.equal(({} as Record<string, unknown>)['realm'], undefined);
    });
  });

  it('reads no URI that SIP.js could not write', () => {
    const user = fc.string({ unit: fc.constantFrom('a', '%', '4', '1', '2', '5', 'f', '0', '+'), maxLength: 12 });
    fc.assert(
      fc.property(user, (text) => {
        const uri = parse(`sip:${text}@b`, 'SIP_URI');
        if (!(uri instanceof URI)) return;
        const again = parse(uri.toString(), 'SIP_URI');
        assert.ok(again instanceof URI);
        assert.equal(again.user, uri.user);
      }),
      { numRuns: 2_000 },
    );
  });
});
