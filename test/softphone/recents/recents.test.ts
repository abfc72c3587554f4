import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { VoIPClient } from '../../../src/api/client.js';
import type { CallRecord } from '../../../src/api/types/calls.js';
import type { CallSnapshot, EndReason } from '../../../src/phone/call-state.js';
import { Emitter } from '../../../src/shared/emitter.js';
import { PlatformLink } from '../../../src/softphone/platform-link.js';
import { Recents } from '../../../src/softphone/recents/recents.js';
import { offlineSnapshot, type SoftphoneEvents, type SoftphoneSnapshot } from '../../../src/softphone/snapshot.js';
import { callOf, ended } from '../../components/snapshots.js';
import { FakeClock } from '../../support/fake-clock.js';

/** What a core tells of itself. */
class Core extends Emitter<SoftphoneEvents> {
  readonly tokens = { current: null, refresh: () => Promise.reject(new Error('not asked')) };
  snapshot: SoftphoneSnapshot = offlineSnapshot;

  signIn(number: string, permissions: readonly string[] = ['calls:read']): void {
    const extension = { id: `id-${number}`, number, displayName: '' };
    this.snapshot = { ...this.snapshot, status: 'online', extension, permissions };
    this.emit('statechange', this.snapshot);
  }

  end(call: CallSnapshot): void {
    this.emit('call-ended', call);
  }
}

/** The platform behind HTTP. */
class Wire {
  records: CallRecord[] = [];
  status = 200;
  readonly asked: URL[] = [];

  readonly fetch = async (input: RequestInfo | URL): Promise<Response> => {
    const url = new URL(String(input instanceof Request ? input.url : input));
    this.asked.push(url);
    if (this.status !== 200) return Response.json({ error: { code: 'x', message: 'x' } }, { status: this.status });
    const [page, limit] = ['page', 'limit'].map((name) => Number(url.searchParams.get(name) ?? 1)) as [
      number,
      number,
    ];
    const calls = this.records.slice((page - 1) * limit, page * limit);
    return Response.json({ calls, pagination: { page, limit, total: this.records.length, totalPages: 1 } });
  };
}

let clock = new FakeClock();
let ids = 0;

function record(change: Partial<CallRecord> = {}, ago = 0): CallRecord {
  ids += 1;
  const at = (ms: number): string => new Date(clock.now() - ago + ms).toISOString();
  return {
    id: `uuid-${ids}`,
    ...{ direction: 'inbound', status: 'missed', caller_id_number: '+15551234567', caller_id_name: null },
    ...{ destination: '1001', destination_name: null, extension: '1001', forwarded_to: null },
    ...{ started_at: at(0), answered_at: null, ended_at: at(5000), duration: 5, billsec: 0 },
    ...{ hangup_cause: 'NO_ANSWER', was_voicemail: false, audio_url: null },
    ...change,
  };
}

function call(reason: EndReason, change: Partial<CallSnapshot> = {}): CallSnapshot {
  ids += 1;
  const state = ended(reason, { endedAt: clock.now() });
  return callOf(state, { id: `call-${ids}`, startedAt: clock.now() - 5000, ...change });
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('Recents', () => {
  let core: Core;
  let wire: Wire;
  let recents: Recents;

  beforeEach(() => {
    clock = new FakeClock();
    core = new Core();
    wire = new Wire();
    const client = new VoIPClient({ apiUrl: 'https://api.example', apiKey: 'key', fetch: wire.fetch });
    const link = async () => new PlatformLink(client);
    recents = new Recents({ softphone: core, link, clock, watch: () => () => {} });
    core.signIn('1001');
  });

  const numbers = () => recents.calls.map(({ number }) => number);

  it('asks nothing until somebody looks', async () => {
    await settle();
    assert.deepEqual([recents.state, wire.asked.length], ['idle', 0]);
  });

  it('shows the calls of the own extension, newest first, page after page', async () => {
    wire.records = Array.from({ length: 120 }, (_, index) => record({}, index * 60_000));
    recents.use();
    await settle();
    assert.equal(recents.state, 'ready');
    assert.equal(wire.asked[0]?.searchParams.get('extension'), '1001');
    assert.equal(recents.calls.length, 50);
    // A new one moves the pages.
    clock.advance(1);
    wire.records.unshift(record({ caller_id_number: '1002' }));
    await recents.refresh();
    await recents.more();
    await recents.more();
    await recents.more();
    assert.equal(recents.calls.length, 121);
    assert.equal(recents.hasMore, false);
    assert.equal(numbers()[0], '1002');
    const times = recents.calls.map(({ at }) => at);
    assert.deepEqual(
      times,
      times.toSorted((one, other) => other - one),
    );
  });

  it('begins anew where so many came meanwhile that there is a gap', async () => {
    wire.records = Array.from({ length: 60 }, (_, index) => record({}, 90_000_000 + index));
    recents.use();
    await settle();
    wire.records = [...Array.from({ length: 60 }, (_, index) => record({}, index)), ...wire.records];
    await recents.refresh();
    assert.equal(recents.calls.length, 50);
    await recents.more();
    await recents.more();
    assert.equal(recents.calls.length, 120);
  });

  describe('a call that has just ended', () => {
    it('stands at the top at once and is one with the record that comes', async () => {
      wire.records = [record({ caller_id_number: '1003' }, 600_000)];
      recents.use();
      await settle();
      core.end(call('missed'));
      assert.deepEqual(numbers(), ['+15551234567', '1003']);
      const { key, isEcho } = recents.calls[0] ?? {};
      assert.equal(isEcho, true);
      wire.records.unshift(record({}, 5000));
      clock.advance(400);
      await settle();
      assert.deepEqual(numbers(), ['+15551234567', '1003']);
      assert.deepEqual([recents.calls[0]?.key, recents.calls[0]?.isEcho], [key, false]);
    });

    it('is told from another one with the same number', async () => {
      recents.use();
      await settle();
      const [first, second] = [call('missed'), call('missed')];
      core.end({
        ...first,
        startedAt: clock.now() - 40_000,
        state: ended('missed', { endedAt: clock.now() - 35_000 }),
      });
      core.end(second);
      wire.records = [record({}, 5000), record({}, 40_000)];
      await recents.refresh();
      assert.equal(recents.calls.length, 2);
      assert.ok(recents.calls.every(({ isEcho }) => !isEcho));
      core.end(call('missed', { startedAt: clock.now() - 3_600_000, state: ended('missed', { endedAt: 0 }) }));
      await recents.refresh();
      assert.equal(recents.calls.length, 3, 'an hour apart is another call');
    });

    it('is found by the national spelling of its number, too', async () => {
      recents.use();
      await settle();
      core.end(call('busy', { direction: 'outbound', remote: { number: '5552010104', displayName: null } }));
      const dialled = { caller_id_number: '1001', destination: '+15552010104', direction: 'outbound' } as const;
      wire.records = [record({ ...dialled, status: 'failed', hangup_cause: 'USER_BUSY' }, 5000)];
      await recents.refresh();
      assert.deepEqual(
        recents.calls.map(({ number, outcome }) => [number, outcome]),
        [['+15552010104', 'busy']],
      );
    });

    it('is looked for again until its record is there', async () => {
      recents.use();
      await settle();
      core.end(call('missed'));
      for (const wait of [400, 2000, 6000]) {
        clock.advance(wait);
        await settle();
      }
      assert.equal(wire.asked.length, 4);
      wire.records = [record({}, 14_000)];
      clock.advance(20_000);
      await settle();
      assert.equal(recents.calls[0]?.isEcho, false);
    });

    it('is taken once, also when it ended before anybody listened', async () => {
      const over = call('missed');
      core.end(over);
      core.snapshot = { ...core.snapshot, calls: [over] };
      core.signIn('1001');
      assert.equal(recents.calls.length, 1);
    });
  });

  it('counts a missed call that rang before the recents were there', async () => {
    const ringing = call('missed', { startedAt: clock.now() - 500 });
    core.snapshot = { ...core.snapshot, calls: [ringing] };
    core.signIn('1007');
    await settle();
    core.end(ringing);
    assert.equal(recents.missed, 1);
  });

  it('counts missed calls until they are looked at, none of before the first visit', async () => {
    wire.records = [record({}, 86_400_000)];
    recents.use();
    await settle();
    assert.equal(recents.missed, 0);
    clock.advance(1000);
    core.end(call('missed', { startedAt: clock.now() - 100 }));
    core.end(call('declined', { startedAt: clock.now() - 100 }));
    assert.equal(recents.missed, 1);
    recents.markSeen();
    assert.equal(recents.missed, 0);
  });

  it('tells the number that was called last', async () => {
    assert.equal(recents.lastDialled, '');
    core.end(call('busy', { direction: 'outbound', remote: { number: '1004', displayName: null } }));
    core.end(call('missed'));
    assert.equal(recents.lastDialled, '1004');
  });

  it('shows its own calls alone where the token may not ask, without asking', async () => {
    core.signIn('1001', ['calls:originate']);
    recents.use();
    core.end(call('missed'));
    await settle();
    assert.deepEqual([recents.state, wire.asked.length, recents.calls.length], ['local', 0, 1]);
  });

  it('says when the platform does not answer, and asks again by itself', async () => {
    wire.status = 404;
    recents.use();
    await settle();
    assert.equal(recents.state, 'failed');
    wire.status = 200;
    wire.records = [record()];
    clock.advance(30_000);
    await settle();
    assert.deepEqual([recents.state, recents.error, recents.calls.length], ['ready', null, 1]);
  });

  it('shows nobody the calls of somebody else', async () => {
    recents.use();
    core.end(call('missed'));
    await settle();
    core.signIn('1002');
    await settle();
    assert.deepEqual(recents.calls, []);
    assert.equal(wire.asked.at(-1)?.searchParams.get('extension'), '1002');
  });

  it('leaves no timer behind when nobody looks any more', async () => {
    const stop = recents.use();
    await settle();
    clock.advance(0);
    assert.equal(clock.pending, 1);
    stop();
    assert.equal(clock.pending, 0);
  });
});
