import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  channelUuid,
  displayText,
  headerLine,
  parseIdentity,
  parseRetryAfter,
  parseSeconds,
  peerChannelUuid,
  reasonHeaders,
  remoteIdentity,
  safeDisplayName,
} from '../../../src/phone/sip/headers.js';
import type { HeaderSource } from '../../../src/phone/sip/headers.js';

function message(headers: Record<string, string | string[]>): HeaderSource {
  const values = (name: string): string[] => [headers[name] ?? []].flat();
  return { getHeader: (name) => values(name)[0], getHeaders: values };
}

describe('remoteIdentity', () => {
  it('prefers what the network asserts to what the caller claims', () => {
    const identity = remoteIdentity(
      message({ From: '"Bank" <sip:100@x>;tag=1', 'P-Asserted-Identity': '"Mallory" <sip:666@x>' }),
    );
    assert.deepEqual(identity, { number: '666', displayName: 'Mallory' });
  });

  it('falls back to From when the assertion is malformed', () => {
    assert.deepEqual(remoteIdentity(message({ From: '<sip:100@x>', 'P-Asserted-Identity': '<<<' })), {
      number: '100',
      displayName: null,
    });
  });

  it('knows nobody without either', () => {
    assert.deepEqual(remoteIdentity(message({})), { number: '', displayName: null });
  });
});

describe('parseIdentity', () => {
  it('reads SIP and telephone addresses in all their forms', () => {
    assert.deepEqual(parseIdentity('"Ana \\"Z\\" P" <sip:%2B1555@h:5060;user=phone>;tag=a'), {
      number: '+1555',
      displayName: 'Ana "Z" P',
    });
    assert.deepEqual(parseIdentity('Ana <sips:1002@h>'), { number: '1002', displayName: 'Ana' });
    assert.deepEqual(parseIdentity('<tel:+1555>'), { number: '+1555', displayName: null });
    assert.deepEqual(parseIdentity('sip:1002@h;tag=3'), { number: '1002', displayName: null });
    assert.deepEqual(parseIdentity('"A" <sip:1@h>, <tel:+1>'), { number: '1', displayName: 'A' });
    assert.deepEqual(parseIdentity('"Pbx" <sip:pbx.example>'), { number: '', displayName: 'Pbx' });
  });

  it('shows no name that only repeats the number, and no number of an anonymous caller', () => {
    assert.deepEqual(parseIdentity('"1002" <sip:1002@h>'), { number: '1002', displayName: null });
    assert.deepEqual(parseIdentity('"Anonymous" <sip:anonymous@anonymous.invalid>'), {
      number: '',
      displayName: 'Anonymous',
    });
  });

  it('refuses what is no address or too long to be one', () => {
    assert.equal(parseIdentity('mailto:x@y'), undefined);
    assert.equal(parseIdentity(`"${'x'.repeat(2_000)}" <sip:1@h>`), undefined);
  });

  it('yields bounded text without control characters from anything', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.string({ unit: 'binary', maxLength: 80 }),
        (name, user) => {
          const identity = parseIdentity(`"${name}" <sip:${user}@h>`);
          const text = `${identity?.displayName ?? ''}${identity?.number ?? ''}`;
          assert.doesNotMatch(text, /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
          assert.ok(Array.from(text).length <= 192);
        },
      ),
    );
  });
});

describe('displayText', () => {
  it('takes out direction overrides that make a name read backwards', () => {
    assert.equal(displayText('\u202e0051 000 1+\u202c'), '0051 000 1+');
  });

  it('keeps other scripts and whole emoji at the limit', () => {
    assert.equal(displayText('\u0410\u043d\u043d\u0430 \u{1f600}'), '\u0410\u043d\u043d\u0430 \u{1f600}');
    assert.equal(displayText('\u{1f600}'.repeat(5), 3), '\u{1f600}'.repeat(3));
  });
});

describe('reasonHeaders', () => {
  it('reads protocol, cause and text of every value', () => {
    const reasons = reasonHeaders(
      message({ Reason: ['sip ;cause=200 ;text="Call completed elsewhere", Q.850;cause=16;text="a;b,c"', 'X'] }),
    );
    assert.deepEqual(reasons, [
      { protocol: 'SIP', cause: 200, text: 'Call completed elsewhere' },
      { protocol: 'Q.850', cause: 16, text: 'a;b,c' },
      { protocol: 'X', cause: undefined, text: undefined },
    ]);
  });

  it('leaves out what is malformed', () => {
    assert.deepEqual(reasonHeaders(message({ Reason: ['', '<x>;cause=1', 'SIP;cause=abc'] })), [
      { protocol: 'SIP', cause: undefined, text: undefined },
    ]);
  });
});

describe('parseRetryAfter', () => {
  it('reads seconds with comment and parameters', () => {
    assert.equal(parseRetryAfter('18000;duration=3600'), 18_000);
    assert.equal(parseRetryAfter("120 (I'm in a meeting)"), 120);
    assert.equal(parseRetryAfter(' 5 '), 5);
  });

  it('ignores what is not seconds', () => {
    for (const value of [undefined, '', '-1', 'soon', '1e9', '99999999999', 'Fri, 31 Dec 1999 23:59:59 GMT'])
      assert.equal(parseRetryAfter(value), undefined);
  });
});

describe('parseSeconds', () => {
  it('reads whole seconds only', () => {
    assert.equal(parseSeconds('3600'), 3600);
    for (const value of [undefined, '', 'NaN', '-3', '1.5', '3600;x'])
      assert.equal(parseSeconds(value), undefined);
  });
});

describe('channelUuid', () => {
  const uuid = '5b1a9a52-4a0e-4c9e-9d6c-0123456789ab';

  it('reads the ids of both legs', () => {
    const source = message({ 'X-FS-UUID': uuid.toUpperCase(), 'X-FS-Peer-UUID': uuid });
    assert.equal(channelUuid(source), uuid);
    assert.equal(peerChannelUuid(source), uuid);
  });

  it('refuses what is no UUID', () => {
    assert.equal(channelUuid(message({ 'X-FS-UUID': `${uuid}/../x` })), undefined);
    assert.equal(channelUuid(message({})), undefined);
  });
});

describe('headerLine', () => {
  it('joins name and value', () => assert.equal(headerLine('X-Account', 'a b'), 'X-Account: a b'));

  it('refuses names and values that would add headers of their own', () => {
    for (const value of ['a\r\nX: 1', 'a\nb', '\0', 'x'.repeat(2_000)])
      assert.throws(() => headerLine('X-A', value), TypeError);
    for (const name of ['', 'X A', 'X:', 'X\r\n', '\u00fc']) assert.throws(() => headerLine(name, 'v'), TypeError);
  });
});

describe('safeDisplayName', () => {
  it('keeps nothing that ends a quoted string or a line', () => {
    assert.equal(safeDisplayName('Ana "\r\nX-Evil: 1\\" <sip:x>'), 'Ana X-Evil: 1 sip:x');
  });
});
