import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { directionOf, mirrored, prepareRemote } from '../../../../demo/pbx/media/sdp.js';

const head = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=sendrecv'];
const audio = [
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 0 110 126',
  'a=ice-ufrag:abcd',
  'a=rtpmap:111 opus/48000/2',
  'a=fmtp:111 minptime=10',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:110 telephone-event/48000',
  'a=rtpmap:126 telephone-event/8000',
];
const sdp = (...lines: string[]): string => [...head, ...audio, ...lines, ''].join('\r\n');

describe('directionOf', () => {
  it('reads the media section, whatever the session says', () => {
    assert.equal(directionOf(sdp('a=sendonly')), 'sendonly');
  });

  it('falls back on the session, then on sendrecv', () => {
    assert.equal(directionOf(sdp()), 'sendrecv');
    assert.equal(directionOf('v=0\r\na=inactive\r\nm=audio 9 X 0\r\n'), 'inactive');
    assert.equal(directionOf('v=0\r\nm=audio 9 X 0\r\n'), 'sendrecv');
  });
});

describe('mirrored', () => {
  it('swaps sending and receiving', () => {
    assert.deepEqual((['sendonly', 'recvonly', 'sendrecv', 'inactive'] as const).map(mirrored), [
      'recvonly',
      'sendonly',
      'sendrecv',
      'inactive',
    ]);
  });
});

describe('prepareRemote', () => {
  it('leaves PCMU and its telephone-events only', () => {
    const lines = prepareRemote(sdp()).split('\r\n');
    assert.ok(lines.includes('m=audio 9 UDP/TLS/RTP/SAVPF 0 126'));
    assert.deepEqual(
      lines.filter((line) => line.startsWith('a=rtpmap')),
      ['a=rtpmap:0 PCMU/8000', 'a=rtpmap:126 telephone-event/8000'],
    );
  });

  it('drops the session direction, which would win otherwise', () => {
    const directions = prepareRemote(sdp('a=recvonly'))
      .split('\r\n')
      .filter((line) => /^a=(send|recv|inactive)/.test(line));
    assert.deepEqual(directions, ['a=recvonly']);
  });

  it('takes the count of ICE restarts from candidates, which a refused one moves apart from the count of ours', () => {
    const candidate = 'a=candidate:1 1 udp 2113937151 192.0.2.2 4000 typ host';
    const prepared = prepareRemote(sdp(`${candidate} generation 2 network-id 1`));
    assert.deepEqual(prepared.match(/a=candidate.*/g), [`${candidate} network-id 1`]);
  });

  it('puts a candidate where there are only names of the local network', () => {
    const local = 'a=candidate:1 1 udp 2113937151 0123.local 4000 typ host';
    const lines = prepareRemote(sdp(local)).split('\r\n');
    assert.deepEqual(
      lines.filter((line) => line.startsWith('a=candidate')),
      ['a=candidate:99 1 udp 1 127.0.0.1 9 typ host'],
    );
  });

  it('refuses what has no PCMU audio', () => {
    for (const bad of ['', 'v=0\r\nm=video 9 RTP/AVP 0\r\n', 'v=0\r\nm=audio 9 RTP/AVP 111\r\n']) {
      assert.throws(() => prepareRemote(bad), /no PCMU audio/);
    }
  });

  it('keeps real candidates as they are', () => {
    const real = 'a=candidate:1 1 udp 2113937151 192.0.2.7 4000 typ host';
    assert.deepEqual(prepareRemote(sdp(real)).match(/a=candidate.*/g), [real]);
  });
});
