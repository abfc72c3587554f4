import { expect } from 'chai';
import type { CemscalePhone } from '../../../src/components/cemscale-phone/cemscale-phone.js';
import '../../../src/components/cemscale-phone/cemscale-phone.js';
import { isLive } from '../../../src/softphone/snapshot.js';
import { toneMicrophones } from '../../support/hearing.js';
import { fetchPlatform, tokenUrl } from '../../support/platform.js';
import { stays, until } from '../../support/poll.js';
import { TestPhone } from '../../support/test-phone.js';
import { deep, drawn, named, textOf } from '../mount.js';
import { expectAccessible } from '../rooms.js';

describe('a call that <cemscale-phone> is about to answer by itself', function () {
  this.timeout(60_000);
  let phone: CemscalePhone;
  let alice: TestPhone;
  let microphones: ReturnType<typeof toneMicrophones>;

  const countdown = () => deep(phone, 'cemscale-answer-countdown');
  const phase = () => phone.snapshot.currentCall?.state.phase;
  const rings = async (seconds: number): Promise<void> => {
    phone.autoAnswerAfter = seconds;
    await alice.phone.call('1006');
    await until('the countdown', countdown, 20_000);
  };

  beforeEach(async () => {
    microphones = toneMicrophones();
    phone = document.createElement('cemscale-phone');
    Object.assign(phone, { tokenUrl: tokenUrl('1006'), autoAnswer: 'internal' });
    document.body.append(phone);
    await until('the phone is online', () => phone.snapshot.status === 'online');
    alice = await TestPhone.online('1001', 740);
  });

  afterEach(async () => {
    await phone.hangup().catch(() => undefined);
    await until('no call to be there', () => !phone.snapshot.calls.some(isLive));
    await phone.disconnect();
    phone.remove();
    await alice.phone.stop();
    microphones.restore();
    await fetchPlatform('/control/reset', 'POST');
  });

  it('says how long it takes, to assistive technology once, and is answered then', async () => {
    await rings(4);
    const told: string[] = [];
    const root = countdown()?.shadowRoot as ShadowRoot;
    const region = await until('the live region', () => root.querySelector('[role=status]'));
    if (region.textContent) told.push(region.textContent);
    new MutationObserver(() => region.textContent && told.push(region.textContent)).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    await until('a second to go by', () => textOf(root).includes('Answers by itself in 3 s'));
    await until('another', () => textOf(root).includes('Answers by itself in 2 s'));
    expect(root.querySelector('[aria-live], [role=alert]')).to.equal(null);
    await until('the answer', () => phase() === 'active', 10_000);
    expect(told).to.deep.equal(['Answers by itself in 4 s']);
    await drawn(document.body);
    expect(countdown()).to.equal(null);
  });

  it('goes on ringing when that is not wanted, and can be answered and declined', async () => {
    await rings(2);
    await expectAccessible();
    named(phone, 'Do not answer by itself').click();
    await until('the countdown to go', () => !countdown());
    await stays('it rings', () => phase() === 'incoming', 2500);
    named(phone, 'Answer').click();
    await until('the answer', () => phase() === 'active', 10_000);
  });

  it('can be declined and answered before', async () => {
    await rings(30);
    named(phone, 'Decline').click();
    await until('the end', () => phase() === 'ended');
    await alice.phone.stop();
    alice = await TestPhone.online('1001', 740);
    await rings(30);
    named(phone, 'Answer').click();
    await until('the answer', () => phase() === 'active', 10_000);
  });
});
