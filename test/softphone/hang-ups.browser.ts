import { expect } from 'chai';
import { agentPermissions } from '../../src/server/permissions.js';
import { Softphone } from '../../src/softphone/softphone.js';
import { toneMicrophones } from '../support/hearing.js';
import { fetchPlatform, standingTokenUrl } from '../support/platform.js';
import { until } from '../support/poll.js';
import { tapWire } from '../support/wire.js';

const KEPT = 'cemscale-hang-ups';
const originalFetch = globalThis.fetch;

describe('a hang-up while the SIP server is away', function () {
  this.timeout(40_000);
  let softphone: Softphone;
  let microphones: ReturnType<typeof toneMicrophones>;
  let untap: () => void;
  let byes: number;
  /** Hang-ups by REST that ended something. A slow answer is not waited for: the next try is told 404. */
  let carriedOut: number;
  let isRestDown: boolean;

  beforeEach(async () => {
    microphones = toneMicrophones();
    byes = 0;
    carriedOut = 0;
    isRestDown = false;
    untap = tapWire({
      outgoing: (text) => {
        if (text.startsWith('BYE ')) byes += 1;
        return text;
      },
    });
    globalThis.fetch = async (input, init) => {
      if (!/\/hangup(\?|$)/.test(String(input))) return originalFetch(input, init);
      if (isRestDown) throw new TypeError('Failed to fetch');
      const answer = await originalFetch(input, init);
      if (answer.ok) carriedOut += 1;
      return answer;
    };
    softphone = new Softphone({
      tokenUrl: await standingTokenUrl('agent', { extension: '1001', permissions: agentPermissions }),
    });
    await softphone.connect();
    await softphone.call('9196');
    await until('the call', () => softphone.snapshot.currentCall?.state.phase === 'active');
    await fetchPlatform('/control/faults', 'PUT', { refuseSockets: true });
    await fetchPlatform('/control/extensions/1001/drop-socket', 'POST', {});
    await until('the loss', () => softphone.snapshot.status === 'reconnecting');
  });

  afterEach(async () => {
    await fetchPlatform('/control/faults', 'PUT', { refuseSockets: false });
    globalThis.fetch = originalFetch;
    await softphone.disconnect();
    untap();
    microphones.restore();
  });

  const calls = async (): Promise<number> => {
    const { calls: live } = (await (await fetchPlatform('/control/calls')).json()) as { calls: unknown[] };
    return live.length;
  };

  it('goes by REST, once, and leaves nothing to say by SIP', async () => {
    await softphone.hangup();
    expect(softphone.snapshot.currentCall?.state.phase).to.equal('ended');
    await until('the far leg to end', async () => (await calls()) === 0);
    await until('nothing to be kept', () => sessionStorage.getItem(KEPT) === null);
    await fetchPlatform('/control/faults', 'PUT', { refuseSockets: false });
    await until('the line', () => softphone.snapshot.status === 'online', 20_000);
    expect(carriedOut).to.be.at.most(1);
    expect(byes).to.equal(0);
  });

  it('is kept while REST is away as well, and said by whichever is back first', async () => {
    isRestDown = true;
    await softphone.hangup();
    await until('it to be kept', () => sessionStorage.getItem(KEPT) !== null);
    expect(await calls()).to.equal(1);
    isRestDown = false;
    await until('the far leg to end', async () => (await calls()) === 0);
    await until('nothing to be kept', () => sessionStorage.getItem(KEPT) === null);
    expect(carriedOut).to.be.at.most(1);
    expect(byes).to.equal(0);
  });
});
