import { expect } from 'chai';
import type { CemscalePhone } from '../../../src/components/cemscale-phone/cemscale-phone.js';
import '../../../src/components/cemscale-phone/cemscale-phone.js';
import { toneMicrophones } from '../../support/hearing.js';
import { fetchPlatform, tokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';

describe('max-calls of <cemscale-phone>', function () {
  this.timeout(60_000);
  let phone: CemscalePhone;
  let microphones: ReturnType<typeof toneMicrophones>;

  beforeEach(async () => {
    microphones = toneMicrophones();
    phone = document.createElement('cemscale-phone');
    phone.tokenUrl = tokenUrl('1004');
    phone.setAttribute('max-calls', '1');
    document.body.append(phone);
    await until('the phone is online', () => phone.snapshot.status === 'online');
  });
  afterEach(async () => {
    await phone.disconnect();
    phone.remove();
    microphones.restore();
    await fetchPlatform('/control/reset', 'POST');
  });

  const ring = (): Promise<unknown> =>
    fetchPlatform('/control/call', 'POST', { from: '+15552010101', to: '1004' });

  it('lets a second caller hear busy, and makes no second call', async () => {
    const refused: string[] = [];
    phone.addEventListener('cemscale-call-ended', ({ call }) => refused.push(call.state.phase));
    await ring();
    await until('it rings', () => phone.snapshot.currentCall?.state.phase === 'incoming');
    await phone.answer();
    await until('they talk', () => phone.snapshot.currentCall?.state.phase === 'active');
    await ring();
    await until('the second one was refused', () => refused.length === 1);
    expect(phone.snapshot.calls).to.have.length(1);
    const error = await phone.call('1002').catch((reason: unknown) => reason);
    expect((error as { reason?: string }).reason).to.equal('too-many-calls');
  });
});
