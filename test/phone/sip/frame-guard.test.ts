import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspectFrame } from '../../../src/phone/sip/frame-guard.js';

const md5 = 'WWW-Authenticate: Digest realm="r", nonce="n", algorithm=MD5';
const plain = 'WWW-Authenticate: Digest realm="r", nonce="algorithm=SHA-256"';
const sha = 'WWW-Authenticate: Digest realm="r", nonce="n", algorithm=SHA-256';

function unauthorized(...challenges: string[]): string {
  return ['SIP/2.0 401 Unauthorized', 'CSeq: 1 REGISTER', ...challenges, 'Content-Length: 0', '', 'a\r\nb'].join(
    '\r\n',
  );
}

function passed(frame: string): string {
  const result = inspectFrame(frame);
  assert.equal(result.kind, 'message');
  return result.kind === 'message' ? result.text : '';
}

describe('inspectFrame', () => {
  it('passes a message on unchanged', () => {
    for (const frame of [
      unauthorized(sha),
      unauthorized(md5),
      'INVITE sip:a SIP/2.0\r\nWWW-Authenticate: x\r\n folded\r\n\r\nbody',
    ]) {
      assert.equal(passed(frame), frame);
    }
  });

  it('leaves the one challenge that can be answered, in whatever order they come', () => {
    for (const challenges of [
      [md5, sha],
      [sha, md5],
    ])
      assert.equal(passed(unauthorized(...challenges)), unauthorized(md5));
    assert.equal(passed(unauthorized(sha, plain)), unauthorized(plain));
  });

  it('counts a folded header as one', () => {
    const folded = `X-Long: ${'x'.repeat(5_000)}\r\n ${'y'.repeat(5_000)}`;
    assert.deepEqual(inspectFrame(unauthorized(folded)), { kind: 'drop', reason: 'header-too-long' });
  });

  it('keeps bodies up to the cap of the frame', () => {
    assert.equal(inspectFrame(`MESSAGE sip:a SIP/2.0\r\nA: 1\r\n\r\n${'x'.repeat(60_000)}`).kind, 'message');
    assert.deepEqual(inspectFrame(`MESSAGE sip:a SIP/2.0\r\nA: 1\r\n\r\n${'x'.repeat(66_000)}`), {
      kind: 'drop',
      reason: 'too-long',
    });
  });

  it('measures in bytes, whatever a frame is made of, and decodes nothing that is too long', (context) => {
    const decode = context.mock.method(TextDecoder.prototype, 'decode');
    const head = 'MESSAGE sip:a SIP/2.0\r\nA: 1\r\n\r\n';
    const inBytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    const fits = head + 'x'.repeat(64 * 1024 - head.length);
    const wide = head + '電'.repeat(Math.floor((64 * 1024 - head.length) / 3));
    for (const frame of [fits, wide, inBytes(fits), inBytes(wide)])
      assert.equal(inspectFrame(frame).kind, 'message');
    const decoded = decode.mock.callCount();
    for (const frame of [`${fits}x`, `${wide}電`, inBytes(`${fits}x`), inBytes(`${wide}電`)])
      assert.deepEqual(inspectFrame(frame), { kind: 'drop', reason: 'too-long' });
    assert.equal(decode.mock.callCount(), decoded);
  });

  it('takes neither a Blob nor anything else that is no text', () => {
    for (const data of [new Blob(['x'.repeat(70_000)]), new ArrayBuffer(4), null, undefined, 7, {}, []])
      assert.deepEqual(inspectFrame(data), { kind: 'drop', reason: 'not-text' });
  });

  it('drops a line that is no header, which SIP.js would look for a colon in all that follows', () => {
    const bare = Array.from({ length: 250 }, () => '-'.repeat(250)).join('\r\n');
    for (const line of ['nonsense', ': x', '\fX: folded', 'two words: x', bare])
      assert.deepEqual(inspectFrame(`INFO sip:a SIP/2.0\r\nTo: <sip:a>\r\n${line}\r\n\r\n`), {
        kind: 'drop',
        reason: 'bad-header',
      });
  });

  it('drops what says a thing twice that is said once, in whatever form of the name', () => {
    const twice = ['From: a', 'f: b', 'call-ID : c', 'I: d', 'l: 0', 'Content-Length: 0', 'CSeq: 1 INFO'];
    for (const [one, other] of [
      [0, 1],
      [2, 3],
      [4, 5],
      [6, 6],
    ] as const)
      assert.deepEqual(inspectFrame(`INFO sip:a SIP/2.0\r\n${twice[one]}\r\n${twice[other]}\r\n\r\n`), {
        kind: 'drop',
        reason: 'repeated-header',
      });
    assert.equal(inspectFrame('INFO sip:a SIP/2.0\r\nVia: a\r\nVia: b\r\nX: 1\r\nX: 1\r\n\r\n').kind, 'message');
  });

  it('drops what is no SIP of version 2', () => {
    for (const line of ['GET / HTTP/1.1', 'SIP/7.0 200 OK', 'INFO sip:a SIP/7.0', '{"type":"call_start"}', ''])
      assert.deepEqual(inspectFrame(`${line}\r\nTo: a\r\n\r\n`), { kind: 'drop', reason: 'not-sip' });
  });

  it('knows keep-alives', () => {
    assert.equal(inspectFrame('\r\n\r\n').kind, 'ping');
    assert.equal(inspectFrame('\r\n').kind, 'pong');
    assert.equal(inspectFrame('').kind, 'pong');
  });
});
