import { expect } from 'chai';
import { recentsOf } from '../../../src/softphone/recents/recents.js';
import { RecentsStore, toKept } from '../../../src/softphone/recents/recents-store.js';
import type { RecentCall } from '../../../src/softphone/recents/recent-call.js';
import { Softphone } from '../../../src/softphone/softphone.js';
import { toneMicrophones } from '../../support/hearing.js';
import { fetchPlatform, standingTokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';

const permissions = ['calls:originate', 'calls:read', 'events:read', 'blocklist:write', 'blocklist:read'];

function callOf(change: Partial<RecentCall> = {}): RecentCall {
  return {
    ...{ key: 'k', direction: 'inbound', number: '+15551234567', name: 'Ana', at: 1, endedAt: 2, seconds: 0 },
    ...{ outcome: 'missed', forwardedTo: null, isEcho: true },
    ...change,
  };
}

describe('Recents with the platform', function () {
  this.timeout(90_000);
  const phones: Softphone[] = [];
  let microphones: ReturnType<typeof toneMicrophones>;
  before(() => {
    microphones = toneMicrophones();
  });
  after(() => microphones.restore());
  afterEach(async () => {
    for (const phone of phones.splice(0)) await phone.disconnect();
    await new RecentsStore().wipe();
  });

  async function online(name: string, extension: string, may = permissions): Promise<Softphone> {
    const phone = new Softphone({ tokenUrl: await standingTokenUrl(name, { extension, permissions: may }) });
    phones.push(phone);
    await phone.connect();
    return phone;
  }

  it('shows a missed call at once and then as the platform’s, once, also to the next page', async () => {
    const alice = await online('alice', '1001');
    const recents = recentsOf(alice);
    const stop = recents.use();
    await until('the history', () => recents.state === 'ready');
    const before = recents.calls.length;
    const { callUuid } = (await (
      await fetchPlatform('/control/call', 'POST', { from: '+15552010102', to: '1001' })
    ).json()) as { callUuid: string };
    await until('it rings', () => alice.snapshot.currentCall?.state.phase === 'incoming', 30_000);
    await fetchPlatform(`/control/calls/${callUuid}/far-hangup`, 'POST');
    await until('it is missed', () => recents.missed === 1, 30_000);
    expect(recents.calls[0]).to.include({ number: '+15552010102', outcome: 'missed', direction: 'inbound' });
    await until('the record has come', () => recents.calls[0]?.isEcho === false, 30_000);
    expect(recents.calls.length).to.equal(Math.min(before + 1, recents.calls.length));
    expect(
      recents.calls.filter(({ number, at }) => number === '+15552010102' && at > Date.now() - 60_000),
    ).to.have.length(1);
    stop();

    const page = recentsOf(await online('alice-again', '1001', ['calls:originate']));
    await until('the call of the page before', () => page.calls[0]?.number === '+15552010102');
    expect(page.missed).to.equal(1);
    expect(JSON.stringify(await new RecentsStore().read((await owner(alice)) ?? ''))).not.to.contain(callUuid);
    page.markSeen();
    expect(page.missed).to.equal(0);
  });

  it('tells by events of calls that another phone of the extension had', async () => {
    const recents = recentsOf(await online('bob', '1002'));
    recents.use();
    await until('the history', () => recents.state === 'ready');
    const other = await online('bob-elsewhere', '1002');
    await other.call('+15552010104');
    await until('it was busy', () => recents.calls[0]?.outcome === 'busy', 30_000);
    expect(recents.calls[0]).to.include({ number: '+15552010104', name: 'Chloe Martin', direction: 'outbound' });
  });

  it('finds old calls and blocks a number', async () => {
    const recents = recentsOf(await online('carmen', '1003'));
    const found = await recents.find('Fjord');
    expect(found.length).to.be.greaterThan(0);
    expect(found.every(({ name }) => name === 'Fjord Insurance')).to.equal(true);
    await recents.block('+15552010113');
    const { blocked } = (await (
      await fetchPlatform(`/api/blocklist/check?number=${encodeURIComponent('+15552010113')}`)
    ).json()) as { blocked: boolean };
    expect(blocked).to.equal(true);
  });

  async function owner(phone: Softphone): Promise<string | undefined> {
    return phone.snapshot.extension?.id;
  }
});

describe('RecentsStore', () => {
  afterEach(() => new RecentsStore().wipe());

  it('keeps a hundred calls of one extension, nothing that names a call', async () => {
    const calls = Array.from({ length: 130 }, (_, at) => toKept(callOf({ at, key: 'secret-key' })));
    await new RecentsStore().write({ owner: 'alice', seenAt: 7, calls });
    const kept = await new RecentsStore().read('alice');
    expect(kept?.calls).to.have.length(100);
    expect(kept?.seenAt).to.equal(7);
    expect(JSON.stringify(kept)).not.to.contain('secret');
  });

  it('wipes what another extension left', async () => {
    await new RecentsStore().write({ owner: 'alice', seenAt: 7, calls: [toKept(callOf())] });
    expect(await new RecentsStore().read('bob')).to.equal(null);
    expect(await new RecentsStore().read('alice')).to.equal(null);
  });

  it('reads nothing that is not its own', async () => {
    await new RecentsStore().write({ owner: 'alice', seenAt: 7, calls: [{ number: 5 } as never] });
    expect(await new RecentsStore().read('alice')).to.equal(null);
  });

  it('works without storage', async () => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    try {
      const store = new RecentsStore();
      await store.write({ owner: 'alice', seenAt: 7, calls: [] });
      expect(await store.read('alice')).to.equal(null);
      await store.wipe();
    } finally {
      IDBFactory.prototype.open = open;
    }
  });
});
