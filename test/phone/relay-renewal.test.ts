import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RelayRenewal } from '../../src/phone/relay-renewal.js';
import { FakeClock } from '../support/fake-clock.js';

const servers = (name: string): RTCIceServer[] => [{ urls: 'turn:turn.example', username: name, credential: 'x' }];

/** A browser's report of a call that speaks through a relay, or does not. */
function report(candidateType: string): RTCStatsReport {
  const rows = [
    { id: 'T', type: 'transport', selectedCandidatePairId: 'P2' },
    { id: 'P1', type: 'candidate-pair', localCandidateId: 'L1' },
    { id: 'P2', type: 'candidate-pair', localCandidateId: 'L2' },
    { id: 'L1', type: 'local-candidate', candidateType: candidateType === 'relay' ? 'host' : 'relay' },
    { id: 'L2', type: 'local-candidate', candidateType },
  ];
  return new Map(rows.map((row) => [row.id, row])) as unknown as RTCStatsReport;
}

/** A call and all that is done to it. */
function call(candidateType = 'relay') {
  const does = { restarts: [] as number[], servers: [] as string[], refuses: false };
  const peer = {
    setIceServers: ([server]: readonly RTCIceServer[]) => void does.servers.push(server?.username ?? ''),
    stats: async () => report(candidateType),
  };
  const restart = (clock: FakeClock) => async () => {
    does.restarts.push(clock.monotonic() / 1000);
    if (does.refuses) throw new Error('refused');
  };
  return { does, peer, restart };
}

/** What comes late is here, and no promise has anything left to do. */
async function settle(): Promise<void> {
  await import('../../src/phone/relay-use.js');
  await new Promise((resolve) => setImmediate(resolve));
}

describe('the renewal of relays', () => {
  it('moves a call to another relay as soon as new credentials come after 80 % of the life of its own', async () => {
    const clock = new FakeClock();
    const relays = new RelayRenewal(servers('one'), 60_000, clock);
    const { does, peer, restart } = call();
    relays.follow(peer, restart(clock));
    clock.advance(48_100);
    relays.take(servers('two'), 60_000);
    await settle();
    assert.deepEqual(does, { restarts: [48.1], servers: ['two'], refuses: false });
    clock.advance(48_100);
    relays.take(servers('three'), 60_000);
    await settle();
    assert.deepEqual(does.restarts, [48.1, 96.2]);
  });

  it('touches nothing with every new token, only when the credentials of the call want it', async () => {
    const clock = new FakeClock();
    const relays = new RelayRenewal(servers('0'), 3_600_000, clock);
    const { does, peer, restart } = call();
    relays.follow(peer, restart(clock));
    for (let minutes = 1; minutes <= 55; minutes += 1) {
      clock.advance(60_000);
      await settle();
      if (minutes % 10 === 0) relays.take(servers(String(minutes)), 3_600_000);
      await settle();
    }
    assert.deepEqual(does.restarts, [2880]);
  });

  it('leaves a call alone that uses no relay', async () => {
    const clock = new FakeClock();
    const relays = new RelayRenewal(servers('one'), 60_000, clock);
    const { does, peer, restart } = call('srflx');
    relays.follow(peer, restart(clock));
    clock.advance(50_000);
    relays.take(servers('two'), 60_000);
    await settle();
    assert.deepEqual(does, { restarts: [], servers: ['two'], refuses: false });
  });

  it('tries again after 5 s while the far end refuses', async () => {
    const clock = new FakeClock();
    const relays = new RelayRenewal(servers('one'), 60_000, clock);
    const { does, peer, restart } = call();
    does.refuses = true;
    relays.follow(peer, restart(clock));
    clock.advance(48_000);
    relays.take(servers('two'), 60_000);
    await settle();
    clock.advance(5000);
    await settle();
    does.refuses = false;
    clock.advance(5000);
    await settle();
    clock.advance(5000);
    await settle();
    assert.deepEqual(does.restarts, [48, 53, 58]);
  });

  it('waits without a timer while there are no newer ones, and after the last call', async () => {
    const clock = new FakeClock();
    const relays = new RelayRenewal(servers('one'), 60_000, clock);
    const { does, peer, restart } = call();
    const unfollow = relays.follow(peer, restart(clock));
    clock.advance(600_000);
    await settle();
    assert.deepEqual([does.restarts, clock.pending], [[], 0]);
    relays.take(servers('two'), 60_000);
    await settle();
    unfollow();
    assert.deepEqual([does.restarts, clock.pending], [[600], 0]);
  });

  it('says whether the servers are others, so that what was made with them is kept', () => {
    const relays = new RelayRenewal(servers('one'), 60_000, new FakeClock());
    assert.equal(relays.take(servers('one'), 60_000), false);
    assert.equal(relays.take(servers('two'), 60_000), true);
    assert.deepEqual(relays.iceServers, servers('two'));
  });
});
