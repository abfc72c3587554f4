import { css, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { Unsubscribe } from '../../../shared/emitter.js';
import { SoftphoneError } from '../../../shared/errors.js';
import type { AudioChoices } from '../../../softphone/audio/choices.js';
import { chosenSoundOf } from '../../../softphone/audio/chosen-sound.js';
import type { DeviceKind } from '../../../softphone/audio/device-changes.js';
import type { AudioState, PhoneAudio } from '../../../softphone/audio/phone-audio.js';
import { routesOf } from '../../../softphone/audio/routes.js';
import { headsetOf, type Headset } from '../../../softphone/headset/headset.js';
import { define } from '../../internal/define.js';
import { fieldStyles } from '../../internal/field.styles.js';
import { checkField } from '../../internal/fields.js';
import '../../internal/level-meter.js';
import { icon, type IconName } from '../../internal/more-icons.js';
import { asker } from '../../internal/request.js';
import { Section } from '../section.js';
import { AudioLink } from './audio-link.js';
import { deviceField, volumeField } from './device-fields.js';
import { headsetPart } from './headset-part.js';
import { MicrophoneTrial } from './microphone-trial.js';
import { TrialTones } from './trial-tones.js';

const styles = css`
  .hint {
    padding: 2px 8px;
    color: var(--_ink-2);
    font-size: 13px;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding: 6px 8px;
  }
  cemscale-level-meter {
    margin: 4px 8px 8px;
  }
`;

/**
 * Devices, loudness and processing of sound, each with a way to try it.
 *
 * @tag cemscale-audio-section
 * @internal
 */
export class AudioSection extends Section {
  static override readonly styles = [...Section.styles, fieldStyles, styles];

  readonly #ask = asker(this);
  readonly #link = new AudioLink(this);
  readonly #trial = new MicrophoneTrial(this, (recording) => this.#sounds().playBack(recording));
  #tones: TrialTones | null = null;
  #headset: Headset | null = null;
  #stopHeadset: Unsubscribe = () => {};
  /** The microphone and its processing that the trial listens with. */
  #heardWith = '';
  #permission = '';
  #microphone: MediaStream | null = null;
  /** What is being played to try it. */
  @state() private playing: DeviceKind | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopHeadset();
    this.#headset = null;
    this.#tones?.close();
    this.#tones = null;
    this.playing = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const { audio } = this.#link;
    const permission = this.model.snapshot.microphone;
    // The names of the devices are told from the permission on.
    if (permission !== this.#permission) void audio?.refresh();
    this.#permission = permission;
    if (!audio) return;
    this.#followHeadset();
    this.#tones?.route(routesOf(audio.state));
    this.#followMicrophone(audio);
  }

  protected override updated(): void {
    const { audio } = this.#link;
    const heardWith = audio ? trialKey(audio.state) : '';
    if (heardWith !== this.#heardWith) void this.#attempt(() => this.#trial.restart());
    this.#heardWith = heardWith;
  }

  protected override render(): TemplateResult {
    const { msg } = this;
    const { audio, failed } = this.#link;
    if (failed)
      return html`<div class="state" role="alert">
        <p>${msg('Could not load', { id: 'load-failed' })}</p>
        <button type="button" class="chip" @click=${() => void this.#link.load()}>
          ${msg('Try again', { id: 'try-again' })}
        </button>
      </div>`;
    if (!audio) return html`<div class="state" aria-busy="true"></div>`;
    const { state } = audio;
    return html`${this.notes(null)}
      <div class="scroll">
        ${this.#unnamed(state)} ${this.#microphonePart(audio)} ${this.#speakerPart(audio)}
        ${this.#ringerPart(state)} ${this.#processing(state)}
        ${headsetPart(this.#headset, msg, this.#connectHeadset)}
      </div>`;
  }

  /** Browsers name devices only to who may use the microphone. */
  #unnamed({ devices }: AudioState): TemplateResult | typeof nothing {
    const { msg } = this;
    if (devices.microphones.length === 0 || devices.microphones.some(({ label }) => label !== '')) return nothing;
    return html`<div class="note">
      <p>${msg('Allow the microphone to see the names of your devices.', { id: 'audio-allow-text' })}</p>
      <button type="button" class="chip" @click=${() => this.#ask({ type: 'request-microphone' })}>
        ${msg('Allow', { id: 'audio-allow' })}
      </button>
    </div>`;
  }

  #microphonePart({ state }: PhoneAudio): TemplateResult {
    const { msg } = this;
    const { step } = this.#trial;
    return html`<fieldset>
      <legend>${msg('Microphone', { id: 'audio-microphone' })}</legend>
      ${deviceField('microphone', state, msg, this.#choose)} ${volumeField('microphone', state, msg, this.#choose)}
      <cemscale-level-meter
        .label=${msg('Level of the microphone', { id: 'audio-microphone-level' })}
        .source=${this.#microphone}
      ></cemscale-level-meter>
      <div class="buttons">
        ${
          step === 'off'
            ? this.#button('mic', msg('Test', { id: 'audio-test-microphone' }), this.#startTrial)
            : this.#button('mic', msg('Stop', { id: 'audio-stop' }), () => this.#trial.stop(), true)
        }
        ${step === 'listening' ? this.#button('play', msg('Record 3 seconds', { id: 'audio-record' }), () => void this.#trial.record()) : nothing}
      </div>
      <p class="hint" role="status">${this.#trialWords()}</p>
    </fieldset>`;
  }

  #trialWords(): string {
    const { msg } = this;
    switch (this.#trial.step) {
      case 'off':
        return '';
      case 'listening':
        return msg('Speak: the bar shows how loud you are.', { id: 'audio-listening' });
      case 'recording':
        return msg('Recording. Say something.', { id: 'audio-recording' });
      case 'playing':
        return msg('This is how others hear you.', { id: 'audio-playing' });
    }
  }

  #speakerPart({ state, live }: PhoneAudio): TemplateResult {
    const { msg, playing } = this;
    return html`<fieldset>
      <legend>${msg('Speaker', { id: 'audio-speaker' })}</legend>
      ${deviceField('speaker', state, msg, this.#choose)} ${volumeField('speaker', state, msg, this.#choose)}
      <cemscale-level-meter
        .label=${msg('Level of the speaker', { id: 'audio-speaker-level' })}
        .source=${playing === 'speaker' ? this.#tones?.speakerNode : live.farEnd}
      ></cemscale-level-meter>
      <div class="buttons">
        ${this.#button('speaker', msg('Play a melody', { id: 'audio-test-speaker' }), () => void this.#playOn('speaker'))}
      </div>
    </fieldset>`;
  }

  #ringerPart(state: AudioState): TemplateResult {
    const { msg } = this;
    return html`<fieldset>
      <legend>${msg('Ringing', { id: 'audio-ringer' })}</legend>
      ${deviceField('ringer', state, msg, this.#choose)} ${volumeField('ringer', state, msg, this.#choose)}
      <div class="buttons">
        ${this.#button('phone', msg('Ring once', { id: 'audio-test-ringer' }), () => void this.#playOn('ringer'))}
      </div>
    </fieldset>`;
  }

  #processing({ choices }: AudioState): TemplateResult {
    const { msg } = this;
    const check = (
      name: 'noiseSuppression' | 'echoCancellation' | 'autoGainControl',
      label: string,
      hint: string,
    ) =>
      checkField({
        id: name,
        label,
        hint,
        checked: choices[name],
        onChange: (checked) => this.#choose({ [name]: checked }),
      });
    return html`<fieldset>
      <legend>${msg('Your voice', { id: 'audio-processing' })}</legend>
      ${check(
        'noiseSuppression',
        msg('Reduce noise', { id: 'audio-noise' }),
        msg('Takes fans, keys and the street out.', { id: 'audio-noise-text' }),
      )}
      ${check(
        'echoCancellation',
        msg('Cancel echo', { id: 'audio-echo' }),
        msg('Others do not hear themselves. Turn it off with a headset only.', { id: 'audio-echo-text' }),
      )}
      ${check(
        'autoGainControl',
        msg('Even out loudness', { id: 'audio-gain' }),
        msg('Quiet voices become louder.', { id: 'audio-gain-text' }),
      )}
    </fieldset>`;
  }

  #button(name: IconName, label: string, act: () => void, pressed = false): TemplateResult {
    return html`<button type="button" class="chip ${pressed ? 'primary' : ''}" @click=${act}>
      ${icon(name)}<span>${label}</span>
    </button>`;
  }

  readonly #connectHeadset = (connect: boolean): void => {
    void (connect ? this.#headset?.connect() : this.#headset?.forget());
  };

  readonly #choose = (change: Partial<AudioChoices>): void => {
    const { audio } = this.#link;
    if (audio) void this.#attempt(() => chosenSoundOf(audio).choose(change));
  };

  readonly #startTrial = (): void => {
    const { audio } = this.#link;
    if (audio) void this.#attempt(() => this.#trial.start(audio));
  };

  /** Tells what fails. Unlike other wishes these follow each other while a slider is dragged. */
  async #attempt(act: () => Promise<unknown> | undefined): Promise<void> {
    try {
      await act();
      this.problem = null;
    } catch (error) {
      if (!(error instanceof SoftphoneError)) throw error;
      this.problem = error;
    }
  }

  /** What the bar of the microphone shows: the trial, else the call. */
  #followMicrophone({ live }: PhoneAudio): void {
    const track = this.#trial.stream?.getAudioTracks()[0] ?? live.microphone;
    if (track === (this.#microphone?.getAudioTracks()[0] ?? null)) return;
    this.#microphone = this.#trial.stream ?? (track && new MediaStream([track]));
  }

  #followHeadset(): void {
    const headset = this.softphone && headsetOf(this.softphone);
    if (headset === this.#headset) return;
    this.#stopHeadset();
    this.#headset = headset;
    this.#stopHeadset = headset?.on('change', () => this.requestUpdate()) ?? (() => {});
  }

  async #playOn(kind: 'speaker' | 'ringer'): Promise<void> {
    if (this.playing === kind) return;
    const tones = this.#sounds();
    const over = kind === 'speaker' ? tones.melody() : tones.ringOnce();
    this.playing = kind;
    await over;
    if (this.playing === kind) this.playing = null;
  }

  #sounds(): TrialTones {
    this.#tones ??= new TrialTones();
    if (this.#link.audio) this.#tones.route(routesOf(this.#link.audio.state));
    return this.#tones;
  }
}

/** What makes the trial listen anew. */
function trialKey({ choices }: AudioState): string {
  const { microphone, microphoneVolume, noiseSuppression, echoCancellation, autoGainControl } = choices;
  return JSON.stringify([microphone, microphoneVolume, noiseSuppression, echoCancellation, autoGainControl]);
}

define('cemscale-audio-section', AudioSection);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-audio-section': AudioSection;
  }
}
