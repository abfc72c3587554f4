import 'axe-core/axe.js';
import { expect } from 'chai';
import type { SoundMark } from '../../../src/components/cemscale-phone/sound-mark.js';
import '../../../src/components/call-quality/call-quality.js';
import type { CallQuality, QualitySample, QualityWarning } from '../../../src/phone/media/quality/quality.js';
import { Softphone } from '../../../src/softphone/softphone.js';
import { until } from '../../support/poll.js';
import { clearStage, deep, drawn, endAnimations, mountPanel, named, textOf, type StageOptions } from '../mount.js';
import { active, inCall } from '../snapshots.js';

/** A core that is not connected, whose measuring is what the test says. */
class MeasuredSoftphone extends Softphone {
  measure(sample: QualitySample): void {
    this.emit('call-sample', { callId: 'call-1', sample });
  }
}

const sample: QualitySample = {
  elapsedMs: 1000,
  roundTripMs: 47.6,
  incoming: { packets: 50, lossPercent: 1.25, jitterMs: 12.4, mos: 4.21 },
  outgoing: { packets: 50, lossPercent: null, jitterMs: null, mos: null },
  microphoneLevel: 0.1,
};

const quality = (verdict: CallQuality['verdict'], ...warnings: QualityWarning[]): CallQuality => ({
  verdict,
  warnings,
  summary: null,
});

describe('the sound of a call in the open phone', () => {
  let softphone: MeasuredSoftphone;

  beforeEach(() => (softphone = new MeasuredSoftphone({ tokenUrl: '/nowhere' })));
  afterEach(() => {
    clearStage();
    document.documentElement.lang = document.title = '';
  });

  async function stage(shown: CallQuality | null, options: StageOptions = {}) {
    const stage = await mountPanel(inCall(active(), { quality: shown }), { ...options, model: { softphone } });
    const mark = deep<SoundMark>(stage.panel, 'cemscale-sound-mark')!;
    // Its code comes with the first measurement.
    if (shown) await until('the mark', () => deep(mark, '.mark'));
    const settle = async () => {
      await until('what is behind the mark', () => deep(mark, 'cemscale-call-quality'));
      await drawn(mark.shadowRoot!);
    };
    return { ...stage, mark, settle };
  }

  it('says nothing before anything was measured', async () => {
    const { mark } = await stage(null);
    expect(textOf(mark)).to.equal('');
  });

  it('is a word and a shape of its own for each verdict', async () => {
    const { mark, show, panel } = await stage(quality('good'));
    const seen = new Map<string, string>();
    for (const verdict of ['good', 'fair', 'poor'] as const) {
      await show(inCall(active(), { quality: quality(verdict) }));
      await drawn(panel.shadowRoot!);
      const fills = [...mark.shadowRoot!.querySelectorAll('rect')].map((bar) => bar.getAttribute('fill'));
      seen.set(mark.shadowRoot!.querySelector('.mark')!.textContent!.trim(), fills.join());
    }
    expect([...seen.keys()]).to.deep.equal(['Good sound', 'Fair sound', 'Poor sound']);
    expect(new Set(seen.values()).size).to.equal(3);
  });

  it('opens into the numbers of each second, and closes by Escape without hiding the phone', async () => {
    const { mark, settle, requests } = await stage(quality('fair', 'loss-in'));
    expect(textOf(mark)).to.equal('Fair sound');
    const button = mark.shadowRoot!.querySelector<HTMLElement>('.mark')!;
    button.click();
    await settle();
    softphone.measure(sample);
    await drawn(mark.shadowRoot!);
    const text = textOf(mark);
    expect(text).to.include('Bits of what they say get lost.');
    expect(text).to.match(/Score \(1 to 4\.4\) 4\.2 –/);
    expect(text).to.match(/Lost 1\.3 % –/);
    expect(text).to.match(/Uneven by 12 ms –/);
    expect(text).to.match(/There and back 48 ms/);
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    button.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true }),
    );
    await drawn(mark.shadowRoot!);
    expect(button.getAttribute('aria-expanded')).to.equal('false');
    expect(textOf(mark)).to.equal('Fair sound');
    expect(requests).to.deep.equal([]);
  });

  const repairs: readonly [QualityWarning, string, string | null][] = [
    ['not-hearing', 'Reconnect the sound', 'restore-media'],
    ['not-heard', 'Reconnect the sound', 'restore-media'],
    ['no-sound', 'Reconnect the sound', 'restore-media'],
    ['mos-in', 'Reconnect the sound', 'restore-media'],
    ['microphone-silent', 'Restart the microphone', 'renew-microphone'],
    ['microphone-gone', 'Restart the microphone', 'renew-microphone'],
    ['microphone-muted', '', null],
  ];
  for (const [warning, button, request] of repairs) {
    it(`tells ${warning} without being opened, with ${request ?? 'what to do'}`, async () => {
      const { mark, settle, requests } = await stage(quality('poor', warning));
      await settle();
      const region = deep(mark, '[role=status]')!;
      expect(region.textContent!.trim()).to.not.equal('');
      if (!request) return expect(region.querySelector('button')).to.equal(null);
      named(mark, button).click();
      named(mark, button).click();
      expect(requests).to.deep.equal([{ type: request }]);
      await drawn(mark.shadowRoot!);
      expect(named(mark, 'One moment…').getAttribute('aria-disabled')).to.equal('true');
      return undefined;
    });
  }

  it('tells the most pressing thing alone, and nothing that is only worth knowing', async () => {
    const { mark, settle, show } = await stage(quality('poor', 'not-hearing', 'mos-in', 'loss-in'));
    await settle();
    expect(mark.shadowRoot!.querySelectorAll('cemscale-call-quality').length).to.equal(1);
    expect(textOf(mark)).to.include('No sound comes from them').and.not.include('breaks up');
    await show(inCall(active(), { quality: quality('fair', 'jitter-out') }));
    await drawn(mark.shadowRoot!);
    expect(textOf(mark)).to.equal('Fair sound');
  });

  it('speaks Spanish', async () => {
    const { mark, settle } = await stage(quality('poor', 'microphone-silent'), { locale: 'es' });
    await settle();
    expect(textOf(mark)).to.include('Se oye mal').and.include('Su micrófono no da sonido');
  });

  for (const theme of ['light', 'dark'] as const) {
    for (const locale of ['en', 'es'] as const) {
      it(`is accessible and fits 280 px (${theme}, ${locale})`, async () => {
        document.documentElement.lang = locale;
        document.title = 'Host page';
        const { panel, mark, settle } = await stage(quality('poor', 'not-heard', 'loss-out', 'round-trip'), {
          theme,
          locale,
        });
        mark.shadowRoot!.querySelector<HTMLElement>('.mark')!.click();
        await settle();
        softphone.measure(sample);
        await drawn(mark.shadowRoot!);
        endAnimations(panel);
        const { violations } = await window.axe.run(document.body, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        });
        expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join()}`)).to.deep.equal(
          [],
        );
        panel.parentElement!.style.setProperty('width', '280px');
        const inside = deep(mark, '.details')!;
        expect(inside.scrollWidth).to.be.at.most(inside.clientWidth);
        expect(mark.scrollWidth).to.be.at.most(mark.clientWidth);
      });
    }
  }
});
