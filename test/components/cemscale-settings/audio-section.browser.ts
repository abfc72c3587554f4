import 'axe-core/axe.js';
import { expect } from 'chai';
import { html, render } from 'lit';
import '../../../src/components/cemscale-settings/audio/audio-section.js';
import type { AudioSection } from '../../../src/components/cemscale-settings/audio/audio-section.js';
import type { PanelModel } from '../../../src/components/cemscale-phone/view.js';
import { createMsg } from '../../../src/components/internal/localize.js';
import { PhoneRequestEvent } from '../../../src/components/internal/request.js';
import { templates } from '../../../src/components/locales/es.js';
import type { PhoneAudio } from '../../../src/softphone/audio/phone-audio.js';
import { Softphone } from '../../../src/softphone/softphone.js';
import { FakeDevices } from '../../support/fake-devices.js';
import { FakeHeadset, FakeHid } from '../../support/fake-hid.js';
import { tokenUrl } from '../../support/platform.js';
import { until } from '../../support/poll.js';
import { clearStage, drawn, mountRoot, named, textOf, type StageOptions } from '../mount.js';
import { phone } from '../snapshots.js';

const headset = { id: '440', label: 'Headset Pro 3000 with a rather long name (0b0e:24c6)' };
const desk = { id: '660', label: 'Desk microphone' };
const monitor = { id: 'o1', label: 'Monitor' };
const bell = { id: 'o2', label: 'Bell in the hall' };

const off = { enabled: false };
/** These three are about the page around the phone. */
const rules = { rules: { region: off, 'page-has-heading-one': off, 'landmark-one-main': off } };

describe('<cemscale-audio-section>', function () {
  this.timeout(30_000);
  let devices: FakeDevices;
  let softphone: Softphone;
  let audio: PhoneAudio;
  const setSinkId = HTMLMediaElement.prototype.setSinkId;
  const start = AudioBufferSourceNode.prototype.start;
  let played: AudioBuffer[];

  beforeEach(async () => {
    devices = new FakeDevices([headset, desk], [monitor, bell]);
    softphone = new Softphone({ tokenUrl: tokenUrl('1003') });
    audio = await softphone.audio();
    played = [];
    AudioBufferSourceNode.prototype.start = function (this: AudioBufferSourceNode) {
      if (this.buffer) played.push(this.buffer);
      start.call(this);
    };
  });

  afterEach(async () => {
    clearStage();
    devices.restore();
    HTMLMediaElement.prototype.setSinkId = setSinkId;
    AudioBufferSourceNode.prototype.start = start;
    document.documentElement.lang = '';
    await until('every microphone to be released', () => devices.open.length === 0);
  });

  async function mount(options: StageOptions & { readonly width?: number } = {}): Promise<AudioSection> {
    const root = mountRoot(options);
    const msg = options.locale === 'es' ? createMsg(templates) : createMsg();
    const model = { snapshot: phone() } as PanelModel;
    const box = document.createElement('div');
    box.className = 'root';
    box.style.cssText = `display: flex; flex-direction: column; height: 560px; width: ${options.width ?? 344}px; background: var(--_bg)`;
    root.append(box);
    render(
      html`<cemscale-audio-section .softphone=${softphone} .model=${model} .msg=${msg}></cemscale-audio-section>`,
      box,
    );
    const section = root.querySelector('cemscale-audio-section') as AudioSection;
    await until('the devices', () => section.renderRoot.querySelectorAll('option').length > 2);
    await drawn(root);
    return section;
  }

  const select = (section: AudioSection, id: string) =>
    section.renderRoot.querySelector<HTMLSelectElement>(`select#${id}`);
  const field = (section: AudioSection, id: string) =>
    section.renderRoot.querySelector<HTMLInputElement>(`input#${id}`);
  const levelOf = (section: AudioSection, at: number) => {
    const meter = section.renderRoot.querySelectorAll('cemscale-level-meter').item(at);
    return Number(meter.shadowRoot?.querySelector('[role=meter]')?.getAttribute('aria-valuenow'));
  };

  function choose(section: AudioSection, id: string, value: string): void {
    const field = select(section, id);
    if (!field) throw new Error(`no ${id}`);
    field.value = value;
    field.dispatchEvent(new Event('change'));
  }

  it('offers the devices there are and what the system prefers, and takes a choice', async () => {
    const section = await mount();
    const labels = [...(select(section, 'microphone')?.options ?? [])].map(({ text }) => text);
    expect(labels).to.deep.equal([`System: ${headset.label}`, headset.label, desk.label]);
    expect([...(select(section, 'ringer')?.options ?? [])].map(({ text }) => text)).to.deep.equal([
      'Same as the speaker',
      'Monitor',
      'Bell in the hall',
    ]);
    choose(section, 'microphone', '660');
    choose(section, 'ringer', 'o2');
    expect(audio.state.choices.microphone).to.deep.equal(desk);
    expect(audio.state.choices.ringer).to.deep.equal(bell);
    expect(audio.state.choices.speaker).to.equal(null);
    devices.unplug('660');
    await audio.refresh();
    await section.updateComplete;
    expect(select(section, 'microphone')?.selectedOptions[0]?.text).to.equal('Desk microphone (not connected)');
    choose(section, 'microphone', '');
    expect(audio.state.choices.microphone).to.equal(null);
  });

  it('sets volumes and processing', async () => {
    const section = await mount();
    const set = (id: string, value: string, type: string) => {
      const slider = field(section, id);
      if (!slider) throw new Error(`no ${id}`);
      slider.value = value;
      slider.dispatchEvent(new Event(type));
    };
    set('speakerVolume', '35', 'input');
    set('ringerVolume', '80', 'input');
    set('microphoneVolume', '150', 'change');
    field(section, 'noiseSuppression')?.click();
    await section.updateComplete;
    expect(audio.state.choices).to.include({
      speakerVolume: 0.35,
      ringerVolume: 0.8,
      microphoneVolume: 1.5,
      noiseSuppression: false,
      echoCancellation: true,
    });
    expect(field(section, 'speakerVolume')?.getAttribute('aria-valuetext')).to.equal('35 %');
  });

  it('shows how loud the microphone is, follows the choice, and lets go of it', async () => {
    const section = await mount();
    expect(levelOf(section, 0)).to.equal(0);
    named(section, 'Test').click();
    await until('the level', () => levelOf(section, 0) > 50);
    expect(devices.open).to.deep.equal(['440']);
    choose(section, 'microphone', '660');
    await until('the other microphone', () => devices.open.join() === '660');
    await until('its level', () => levelOf(section, 0) > 50);
    named(section, 'Stop').click();
    await until('no level', () => levelOf(section, 0) === 0);
    expect(devices.open).to.deep.equal([]);
  });

  it('records three seconds and plays them back', async () => {
    const section = await mount();
    named(section, 'Test').click();
    await until('the offer', () => textOf(section).includes('Record 3 seconds'));
    named(section, 'Record 3 seconds').click();
    await until('the recording', () => textOf(section).includes('Recording. Say something.'));
    const recording = await until('it to be played', () => played[0], 20_000);
    expect(recording.duration).to.be.within(2, 6);
    expect(dominant(recording)).to.be.within(430, 450);
    expect(textOf(section)).to.contain('This is how others hear you.');
    await until('the end', () => textOf(section).includes('Speak: the bar shows'), 20_000);
  });

  it('plays a melody on the speaker, with its level, and rings once', async () => {
    const section = await mount();
    named(section, 'Play a melody').click();
    await until('the melody', () => played.length === 1);
    await until('its level', () => levelOf(section, 1) > 20);
    await until('its end', () => levelOf(section, 1) === 0);
    named(section, 'Ring once').click();
    await until('the ring', () => played.length === 2);
    expect(played[1]?.duration).to.equal(3);
  });

  it('releases the microphone when it is left', async () => {
    const section = await mount();
    named(section, 'Test').click();
    await until('the microphone', () => devices.open.length === 1);
    section.remove();
    await until('it to be released', () => devices.open.length === 0);
  });

  it('tells why the microphone cannot be tried', async () => {
    const section = await mount();
    devices.refusal = 'NotAllowedError';
    named(section, 'Test').click();
    await until('the words', () => textOf(section).includes('Microphone blocked'));
  });

  it('connects a headset with one press, and disconnects it', async () => {
    const hid = new FakeHid();
    hid.offered = [new FakeHeadset()];
    const section = await mount();
    named(section, 'Connect headset').click();
    await until('it to be told', () => textOf(section).includes('The buttons of Test Headset 40 work.'));
    named(section, 'Disconnect').click();
    await until('the offer again', () => textOf(section).includes('Connect headset'));
    hid.restore();
  });

  it('asks for the microphone where devices have no names yet', async () => {
    const section = await mount();
    const requests: unknown[] = [];
    section.addEventListener(PhoneRequestEvent.type, (event) =>
      requests.push((event as PhoneRequestEvent).request),
    );
    devices.microphones = [{ id: '', label: '' }];
    await audio.refresh();
    await section.updateComplete;
    expect([...(select(section, 'microphone')?.options ?? [])].length).to.equal(1);
    named(section, 'Allow').click();
    expect(requests).to.deep.equal([{ type: 'request-microphone' }]);
  });

  it('says so where the browser plays everything on one device', async () => {
    Reflect.deleteProperty(HTMLMediaElement.prototype, 'setSinkId');
    const section = await mount();
    expect(select(section, 'speaker')).to.equal(null);
    expect(textOf(section)).to.contain('This browser plays sound on the device of the system.');
  });

  for (const theme of ['light', 'dark'] as const)
    for (const locale of ['en', 'es'] as const)
      it(`has nothing wrong for axe (${theme}, ${locale})`, async () => {
        await mount({ theme, locale });
        document.documentElement.lang = locale;
        document.title = 'Host page';
        const { violations, passes } = await window.axe.run(document.body, rules);
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join()}`)).to.deep.equal(
          [],
        );
        expect(passes.map(({ id }) => id)).to.include('color-contrast');
      });

  for (const width of [280, 375])
    it(`fits into ${width} px, with controls that can be touched`, async () => {
      const section = await mount({ width, locale: 'es' });
      const scroll = section.renderRoot.querySelector('.scroll');
      expect(scroll?.scrollWidth).to.be.at.most(scroll?.clientWidth ?? 0);
      const small = [
        ...section.renderRoot.querySelectorAll('button, select, input[type=range], label.row'),
      ].filter((control) => control.getBoundingClientRect().height < 44);
      expect(small.map(({ id, textContent }) => id || textContent)).to.deep.equal([]);
    });
});

/** The frequency that a recording has most of, by counting its rises through zero. */
function dominant(buffer: AudioBuffer): number {
  const data = buffer.getChannelData(0).slice(buffer.sampleRate / 2, buffer.sampleRate * 1.5);
  let rises = 0;
  for (let i = 1; i < data.length; i += 1) if ((data[i - 1] ?? 0) < 0 && (data[i] ?? 0) >= 0) rises += 1;
  return rises / (data.length / buffer.sampleRate);
}
