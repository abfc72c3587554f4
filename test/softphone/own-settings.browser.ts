import { expect } from 'chai';
import type { Unsubscribe } from '../../src/shared/emitter.js';
import { BusinessHours } from '../../src/softphone/business-hours.js';
import { CallForwarding } from '../../src/softphone/call-forwarding.js';
import { OwnQueues } from '../../src/softphone/own-queues.js';
import { Softphone } from '../../src/softphone/softphone.js';
import type { Watched } from '../../src/softphone/watched.js';
import { FakeClock } from '../support/fake-clock.js';
import { fetchPlatform, standingTokenUrl, tokenUrl } from '../support/platform.js';
import { until } from '../support/poll.js';
import { TestPhone } from '../support/test-phone.js';

interface Agent {
  readonly extension: string;
  readonly loggedIn: boolean;
  readonly paused: boolean;
}

describe('what a person sets for themselves', () => {
  const clock = new FakeClock();
  let release: Unsubscribe[] = [];
  const tokensOf = (extension: string) => new Softphone({ tokenUrl: tokenUrl(extension) }).tokens;

  async function used<One extends Watched<unknown>>(one: One): Promise<One> {
    release.push(one.use());
    await until(
      () => `it to be read: ${one.error?.message}`,
      () => one.state === 'ready',
    );
    return one;
  }

  afterEach(() => {
    for (const stop of release.splice(0)) stop();
  });

  describe('CallForwarding', () => {
    it('sends calls to somebody else, really, and stops doing so', async () => {
      const forwarding = await used(new CallForwarding({ tokens: tokensOf('1001'), clock }));
      expect(forwarding.value?.enabled).to.equal(false);
      const bob = await TestPhone.online('1002', 740);
      await forwarding.set({ enabled: true, type: 'always', destination: '1002' });
      expect(forwarding.value).to.include({ enabled: true, type: 'always', destination: '1002' });
      await fetchPlatform('/control/call', 'POST', { from: '+15552010101', to: '1001' });
      await bob.reaches('incoming');
      expect(bob.last?.remote.number).to.equal('+15552010101');
      bob.phone.liveCall().hangup();
      await forwarding.set({ enabled: false, type: 'always', destination: '1002' });
      expect(forwarding.value?.enabled).to.equal(false);
      const other = await used(new CallForwarding({ tokens: tokensOf('1001'), clock }));
      expect(other.value?.enabled).to.equal(false);
      await bob.phone.stop();
    });

    it('rejects what the platform refuses, and keeps what was', async () => {
      const forwarding = await used(new CallForwarding({ tokens: tokensOf('1001'), clock }));
      const before = forwarding.value;
      const refused = await forwarding.set({ enabled: true, type: 'busy', destination: '1001' }).catch(String);
      expect(refused).to.match(/^ApiError/);
      expect(forwarding.value).to.equal(before);
    });
  });

  describe('OwnQueues', () => {
    const placeAtPlatform = async () => {
      const answer = await fetchPlatform('/api/queues');
      const { queues } = (await answer.json()) as { queues: { agents: Agent[] }[] };
      return queues[0]?.agents.find(({ extension }) => extension === '1003');
    };

    it('knows the queues one is in, and logs in, out, and takes breaks there', async () => {
      const queues = await used(new OwnQueues({ tokens: tokensOf('1003'), clock }));
      const [support] = queues.value ?? [];
      expect(queues.value).to.have.length(1);
      expect(support).to.deep.include({ name: 'Support', extension: '5001' });
      expect(support?.stats?.waiting).to.deep.equal({ count: 0, longestWaitSec: 0 });
      const id = support?.id ?? '';
      await queues.pause(id, true);
      expect(queues.value?.[0]?.place.paused).to.equal(true);
      expect(await placeAtPlatform()).to.include({ paused: true, loggedIn: true });
      await queues.pause(id, false);
      await queues.logIn(id, false);
      expect(queues.value?.[0]?.place).to.include({ paused: false, loggedIn: false });
      expect(await placeAtPlatform()).to.include({ paused: false, loggedIn: false });
      await queues.logIn(id, true);
    });

    it('shows nothing of the queues of others', async () => {
      const queues = await used(new OwnQueues({ tokens: tokensOf('1001'), clock }));
      expect(queues.value).to.deep.equal([]);
    });
  });

  describe('BusinessHours', () => {
    it('says whether it is open, and until when', async () => {
      const hours = await used(new BusinessHours({ tokens: tokensOf('1001'), clock }));
      const [office] = hours.value ?? [];
      expect(office).to.include({ name: 'Office hours', timezone: 'America/New_York' });
      const { isOpen } = (await (await fetchPlatform(`/api/schedules/${office?.id}/status`)).json()) as {
        isOpen: boolean;
      };
      expect(office?.isOpen).to.equal(isOpen);
      expect(office?.nextChange).to.be.above(Date.now());
    });

    it('says why it cannot be read, and reads it when that is over', async () => {
      await fetchPlatform('/control/api', 'PUT', { fail: { status: 500, times: 20 } });
      const hours = new BusinessHours({ tokens: tokensOf('1002'), clock });
      release.push(hours.use());
      await until('the failure', () => hours.state === 'failed', 20_000);
      expect(hours.error?.reason).to.equal('server');
      await fetchPlatform('/control/api', 'DELETE');
      await until('the hours', () => {
        clock.advance(15_000);
        return hours.state === 'ready';
      });
      expect(hours.error).to.equal(null);
    });

    it('is closed to a token without the permission', async () => {
      const url = await standingTokenUrl('no-hours', { extension: '1005', permissions: ['calls:originate'] });
      const { tokens } = new Softphone({ tokenUrl: url });
      const hours = new BusinessHours({ tokens, clock });
      release.push(hours.use());
      await until('the refusal', () => hours.state === 'failed');
      expect(hours.error?.reason).to.equal('forbidden');
      expect(hours.may('schedules:read')).to.equal(false);
    });
  });
});
