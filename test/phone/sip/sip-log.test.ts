import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { redact, sipLogConnector } from '../../../src/phone/sip/sip-log.js';
import { RecordingLogger } from './support.js';

describe('redact', () => {
  const secrets: [string, string][] = [
    ['socket wss://pbx.test/ws?token=tok-en failed', 'tok-en'],
    ['Authorization: Digest username="1001", response="abc"', '1001'],
    ['proxy-authorization: Digest response="abc"', 'abc'],
    ['Call-ID: abcdefgh@host', 'abcdefgh'],
    ['call a84b4c76e66710@pc33 ended', 'a84b4c76e66710'],
    ['session f81d4fae-7dec-11d0-a765-00a0c91e6bf6x8k2 terminated', 'f81d4fae'],
    ['Discarding unmatched 200 response to REGISTER z9hG4bK7v0q3n1t6d2u8k4REGISTER', '7v0q3n'],
    ['ha1=0123abcd', '0123abcd'],
    ['from tag=xyz here', 'xyz'],
    ['To: "Ana" <sip:1002@x>', 'Ana'],
    ['first\r\nAuthorization: second', 'second'],
  ];
  for (const [line, secret] of secrets)
    it(`takes ${secret} out of "${line.slice(0, 40)}"`, () =>
      assert.ok(!redact(line).includes(secret), redact(line)));

  it('takes out the secrets it is given, however short', () =>
    assert.equal(redact('pass is abcd.', ['abcd']), 'pass is [secret].'));

  it('leaves what helps', () => {
    assert.equal(
      redact('Failed to parse incoming message. Dropping.'),
      'Failed to parse incoming message. Dropping.',
    );
    assert.match(redact('x y '.repeat(500)), /^.{1,160}$/);
  });
});

describe('sipLogConnector', () => {
  it('passes complaints on and swallows the rest', () => {
    const logger = new RecordingLogger();
    const connect = sipLogConnector(logger, () => []);
    connect('debug', 'sip.Transport', undefined, 'REGISTER sip:x');
    connect('log', 'sip.Transport', undefined, 'Sending');
    connect('warn', 'sip.Parser', undefined, 'no CRLF found');
    connect('error', 'sip.UserAgent', undefined, new TypeError('sip:secret@host'));
    assert.deepEqual(logger.lines, [
      { level: 'debug', message: 'sip.Parser: no CRLF found' },
      { level: 'warn', message: 'sip.UserAgent: TypeError' },
    ]);
  });
});
