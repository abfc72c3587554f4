import { expect } from 'chai';
import { agentPermissions } from '../../src/server/permissions.js';
import { Softphone } from '../../src/softphone/softphone.js';
import { toneMicrophones } from '../support/hearing.js';
import { fetchPlatform, standingTokenUrl } from '../support/platform.js';
import { until } from '../support/poll.js';

const OUTSIDE = '+15552010101';

interface ControlledCall {
  readonly callUuid: string;
}

describe('a call that the far end hangs up while the SIP server is away', function () {
  this.timeout(60_000);
  let softphone: Softphone;
  let microphones: ReturnType<typeof toneMicrophones>;

  beforeEach(async () => {
    microphones = toneMicrophones();
    softphone = new Softphone({
      tokenUrl: await standingTokenUrl('agent', { extension: '1001', permissions: agentPermissions }),
    });
    await softphone.connect();
  });

  afterEach(async () => {
    await fetchPlatform('/control/reset', 'POST');
    await softphone.disconnect();
    microphones.restore();
  });

  const calls = async () =>
    ((await (await fetchPlatform('/control/calls')).json()) as { calls: ControlledCall[] }).calls;
  const phase = () => softphone.snapshot.currentCall?.state.phase;

  const begins = {
    'that we made': () => softphone.call(OUTSIDE),
    'that we took': async () => {
      await fetchPlatform('/control/call', 'POST', { from: OUTSIDE, to: '1001' });
      await until('the ringing', () => phase() === 'incoming');
      await softphone.answer();
    },
  };
  for (const [whose, begin] of Object.entries(begins))
    it(`ends here as well: one ${whose}`, async () => {
      await begin();
      await until('the call', () => phase() === 'active');
      let readings = 0;
      const original = globalThis.fetch;
      globalThis.fetch = async (input, init) => {
        const answer = await original(input, init);
        if (/\/calls\/active/.test(input instanceof Request ? input.url : String(input))) readings += 1;
        return answer;
      };
      try {
        await fetchPlatform('/control/faults', 'PUT', { refuseSockets: true });
        await fetchPlatform('/control/extensions/1001/drop-socket', 'POST', {});
        await until('the platform to be asked', () => readings > 0, 20_000);
        expect(phase()).to.equal('active');
        const [call] = await calls();
        await fetchPlatform(`/control/calls/${call?.callUuid}/far-hangup`, 'POST');
        await until('the end', () => phase() === 'ended', 20_000);
        expect(softphone.snapshot.status).to.equal('reconnecting');
        expect(softphone.snapshot.currentCall?.state).to.include({ reason: 'remote-hangup', answered: true });
        expect(microphones.open()).to.equal(0);
        expect(await calls()).to.have.lengthOf(0);
      } finally {
        globalThis.fetch = original;
      }
    });
});
