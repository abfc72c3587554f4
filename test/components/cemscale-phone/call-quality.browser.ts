import { expect } from 'chai';
import type { CemscalePhone } from '../../../src/components/cemscale-phone/cemscale-phone.js';
import '../../../src/components/cemscale-phone/cemscale-phone.js';
import type { CallLog, CallQualityEvent } from '../../../src/components/events.js';
import { toneMicrophones } from '../../support/hearing.js';
import { fetchPlatform, tokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { deep, drawn, named, textOf } from '../mount.js';

describe('<cemscale-phone> and the sound of its calls', () => {
  let microphones: ReturnType<typeof toneMicrophones>;
  let phone: CemscalePhone;

  before(async () => {
    microphones = toneMicrophones();
    phone = document.createElement('cemscale-phone');
    phone.tokenUrl = tokenUrl('1001');
    phone.open = true;
    document.body.append(phone);
    await until('the phone to be online', () => phone.snapshot.status === 'online');
  });

  after(async () => {
    await phone.disconnect();
    phone.remove();
    await until('the microphone to be free', () => microphones.open() === 0);
    microphones.restore();
  });

  it('tells the page verdict, warnings and summary, never by the second, and logs how it was', async function () {
    this.timeout(120_000);
    const told: string[] = [];
    const events: CallQualityEvent[] = [];
    const logs: CallLog[] = [];
    phone.addEventListener('cemscale-call-quality', (event) => {
      events.push(event);
      told.push(
        event.quality?.summary ? 'summary' : `${event.quality?.verdict} ${event.quality?.warnings.join()}`,
      );
    });
    phone.addEventListener('cemscale-call-ended', () => told.push('ended'));
    phone.addEventListener('cemscale-call-log', (event) => {
      logs.push(event.log);
      event.acknowledge();
    });
    const { id } = await phone.call('+15552010101');
    await until(
      () => `a good verdict, told ${told.join('; ')}`,
      () => told.includes('good '),
      30_000,
    );
    await fetchPlatform('/control/extensions/1001/media', 'PUT', { toPage: { lossPercent: 100 } });
    await until(
      () => `one-way sound, told ${told.join('; ')}`,
      () => told.some((one) => one.includes('not-hearing')),
      30_000,
    );
    const mark = await until('the mark', () => deep(phone, 'cemscale-sound-mark'));
    await until(
      () => `the words: ${textOf(mark)}`,
      () => textOf(mark).includes('No sound comes from them'),
    );
    await fetchPlatform('/control/extensions/1001/media', 'PUT', {});
    named(mark, 'Reconnect the sound').click();
    await until(
      () => `the warning to go: ${textOf(mark)}`,
      () => !textOf(mark).includes('No sound comes'),
      30_000,
    );
    await drawn(phone.shadowRoot!);
    await phone.hangup();
    await until('the log', () => logs.length > 0);
    expect(told.slice(-2)).to.deep.equal(['summary', 'ended']);
    expect(told.length, `told ${told.join('; ')}`).to.be.below(15);
    expect(events.every(({ call }) => call.id === id)).to.equal(true);
    const summary = events.at(-1)?.quality?.summary;
    expect(logs[0]).to.deep.include({ id, quality: summary });
    expect(summary?.warnings).to.include('not-hearing');
    expect(summary?.seconds).to.be.greaterThan(1);
  });

  it('checks what a call needs for the page', async function () {
    this.timeout(40_000);
    const { verdict, steps } = await phone.check(false);
    expect(verdict).to.equal('ready');
    expect(steps.map(({ finding }) => finding)).to.deep.equal([
      'microphone-works',
      'line-works',
      'no-relay-needed',
      'call-not-wanted',
    ]);
  });
});
