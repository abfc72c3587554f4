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

  it('knows keep-alives', () => {
    assert.equal(inspectFrame('\r\n\r\n').kind, 'ping');
    assert.equal(inspectFrame('\r\n').kind, 'pong');
    assert.equal(inspectFrame('').kind, 'pong');
  });
});
