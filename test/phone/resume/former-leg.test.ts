import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { LegEnd } from '../../../src/phone/leg.js';
import { MediaPeer } from '../../../src/phone/media/peer.js';
import { FormerLeg } from '../../../src/phone/resume/former-leg.js';
import { readRecords } from '../../../src/phone/resume/read-records.js';
import type { ResumeRecord } from '../../../src/phone/resume/record.js';
import { FakeClock } from '../../support/fake-clock.js';
import { FakeConnection } from '../support/fake-connection.js';
import { FakeOutgoingLeg } from '../support/fake-line.js';

describe('the leg of a page that is gone', () => {
  let clock: FakeClock;
  let attempts: FakeOutgoingLeg[];
  let declined: string[];
  let ends: LegEnd[];
  let waiting: (() => void)[] | null;

  const recordOf = (changes: Partial<ResumeRecord> = {}): ResumeRecord => ({
    version: 1,
    id: 'call-1',
    direction: 'outbound',
    remote: { number: '1002', displayName: null },
    startedAt: clock.now(),
    answeredAt: clock.now(),
    muted: false,
    held: false,
    digits: '',
    conference: null,
    current: true,
    dialog: { callId: 'c', localTag: 'l', remoteTag: 'r' },
    channelUuid: 'uuid-1',
    account: '1001@pbx.test',
    savedAt: clock.now(),
    ...changes,
  });

  function legOf(changes?: Partial<ResumeRecord>): FormerLeg {
    const createPeerConnection = () => new FakeConnection() as unknown as RTCPeerConnection;
    const leg = new FormerLeg({
      record: recordOf(changes),
      replace: () => {
        const peer = new MediaPeer({ iceServers: [], clock, role: 'offerer', createPeerConnection });
        const attempt = new FakeOutgoingLeg('1002', peer, {
          farEnd: () => ({ answers: 'agrees', afterMs: 0 }),
          after: (ms, task) => void clock.after(ms, task),
        });
        attempts.push(attempt);
        return attempt;
      },
      decline: ({ channelUuid }) => declined.push(channelUuid ?? ''),
      whenConnected: (task) => (waiting ? waiting.push(task) : task()),
      clock,
    });
    leg.on('ended', (end) => ends.push(end));
    return leg;
  }

  const refuse = (statusCode: number | undefined): void => attempts.at(-1)!.end('failed', statusCode);

  beforeEach(() => {
    clock = new FakeClock();
    [attempts, declined, ends, waiting] = [[], [], [], null];
  });

  for (const statusCode of [404, 410, 480, 481])
    it(`has ended meanwhile when the server says ${statusCode}`, async () => {
      await legOf().accept();
      refuse(statusCode);
      assert.deepEqual(ends, [{ reason: 'ended-meanwhile', statusCode }]);
      clock.advance(120_000);
      assert.equal(attempts.length, 1);
    });

  for (const statusCode of [408, 500, 503, undefined])
    it(`is tried again after ${statusCode ?? 'silence'}`, async () => {
      await legOf().accept();
      refuse(statusCode);
      clock.advance(300);
      assert.equal(attempts.length, 2);
      assert.deepEqual(ends, []);
    });

  it('is tried for 60 s from when it was saved, and no longer', async () => {
    const leg = legOf({ savedAt: clock.now() - 20_000 });
    await leg.accept();
    for (let second = 0; second < 39; second += 1) {
      refuse(503);
      clock.advance(1000);
    }
    assert.deepEqual(ends, []);
    assert.ok(attempts.length > 5);
    clock.advance(1001);
    assert.deepEqual(ends, [{ reason: 'connection-lost' }]);
    const tried = attempts.length;
    clock.advance(60_000);
    assert.equal(attempts.length, tried);
  });

  it('keeps the reason of a refusal that no second try changes', async () => {
    await legOf().accept();
    refuse(403);
    assert.deepEqual(ends, [{ reason: 'failed', statusCode: 403 }]);
  });

  it('is tried anew on the next socket when the answer was lost with the last one', async () => {
    const leg = legOf();
    await leg.accept();
    waiting = [];
    leg.connectionLost();
    assert.equal(attempts.length, 1);
    assert.equal(attempts[0]!.isGone, true);
    for (const task of waiting.splice(0)) task();
    assert.equal(attempts.length, 2);
  });

  it('is not taken before somebody answers it, and declined by its channel', () => {
    legOf({ direction: 'inbound', answeredAt: null }).hangup();
    assert.deepEqual([attempts.length, declined], [0, ['uuid-1']]);
  });

  it('was missed when its caller has gone before the answer', async () => {
    await legOf({ direction: 'inbound', answeredAt: null }).accept();
    refuse(480);
    assert.deepEqual(ends, [{ reason: 'missed', statusCode: 480 }]);
  });

  it('cancels a call that rings there as soon as that can be said', async () => {
    const leg = legOf({ answeredAt: null });
    await leg.accept();
    leg.hangup();
    assert.equal(attempts[0]!.isGone, false);
    attempts[0]!.ring();
    assert.equal(attempts[0]!.isGone, true);
    assert.deepEqual(declined, []);
  });

  describe('what another page wrote down', () => {
    const spoilt: [string, unknown][] = [
      ['nothing', null],
      ['another version', [{ ...recordOfPlain(), version: 2 }]],
      [
        'a header of its own',
        [{ ...recordOfPlain(), dialog: { callId: 'c\r\nX: y', localTag: 'l', remoteTag: 'r' } }],
      ],
      [
        'a parameter of its own',
        [{ ...recordOfPlain(), dialog: { callId: 'c;early-only', localTag: 'l', remoteTag: 'r' } }],
      ],
      ['a time that is none', [{ ...recordOfPlain(), savedAt: 'now' }]],
      ['no remote', [{ ...recordOfPlain(), remote: null }]],
    ];
    for (const [what, value] of spoilt)
      it(`is left alone with ${what}`, () => assert.deepEqual(readRecords(value), []));

    it('is read as it was written', () => {
      const written = [recordOf()];
      assert.deepEqual(readRecords(JSON.parse(JSON.stringify(written))), written);
    });

    function recordOfPlain(): ResumeRecord {
      clock = new FakeClock();
      return recordOf();
    }
  });
});
