import { listDevices, noDevices, type AudioDevices } from '../../phone/media/devices.js';
import type { AmplifiedMicrophone } from '../../phone/media/amplifier.js';
import { openMicrophone, plainMicrophone, type Microphone } from '../../phone/media/microphone.js';
import { Emitter, type Unsubscribe } from '../../shared/emitter.js';
import { MediaError } from '../../shared/errors.js';
import { isKept, onKeptElsewhere } from '../kept-mark.js';
import { defaultChoices, processingOf, type AudioChoices } from './choices.js';
import { findDevice, whatChanged, type DeviceNotice } from './device-changes.js';

/** All that the settings of sound are drawn from. Frozen; every change is a new object. */
export interface AudioState {
  readonly choices: AudioChoices;
  readonly devices: AudioDevices;
  /** What became of a device that went away; null when that is no news any more. */
  readonly notice: DeviceNotice | null;
}

/** The part of the SIP engine that has the calls. */
interface CallHolder {
  changeMicrophone(): Promise<void>;
}

/** What calls speak through. */
export interface OpenMicrophone {
  readonly raw: MediaStreamTrack;
  readonly amplifier: AmplifiedMicrophone | null;
  readonly sent: MediaStreamTrack;
}

/**
 * How the calls of one extension are spoken and heard: opens microphones and makes players as the person chose, keeps
 * live ones to the choice, and finds the next device when one goes away.
 */
export class PhoneAudio extends Emitter<{ change: AudioState }> {
  #state: AudioState = Object.freeze({ choices: defaultChoices, devices: noDevices, notice: null });
  #owner: string | null = null;
  #calls: CallHolder | null = null;
  /** The open ones. */
  readonly microphones = new Set<OpenMicrophone>();
  #players: WeakRef<HTMLAudioElement>[] = [];
  #changing: Promise<void> = Promise.resolve();
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  /** Of what another tab keeps. */
  #stopHearing: Unsubscribe = () => {};

  get state(): AudioState {
    return this.#state;
  }

  /** Id of the extension whose choices these are; null before the first. */
  get owner(): string | null {
    return this.#owner;
  }

  /** The players of calls, as far as they play. */
  get players(): readonly HTMLAudioElement[] {
    return this.#allPlayers().filter(({ srcObject }) => srcObject !== null);
  }

  /** Is as this extension, by its id, has chosen it, here or in another tab. */
  belongTo(owner: string): void {
    this.#stopHearing();
    if (owner !== this.#owner) {
      this.#owner = owner;
      this.#update({ choices: defaultChoices });
      if (isKept('preferences')) return this.#restore();
    }
    this.#stopHearing = onKeptElsewhere('preferences', this.#restore);
  }

  /** Serves the calls of this extension, by its id, from now on. */
  start(owner: string, calls: CallHolder): void {
    if (!this.#calls) navigator.mediaDevices?.addEventListener('devicechange', this.#onDevices);
    this.#calls = calls;
    void this.refresh();
    this.belongTo(owner);
  }

  /** The phone is off: nothing is listened to any more. */
  stop(): void {
    this.#calls = null;
    this.#stopHearing();
    navigator.mediaDevices?.removeEventListener('devicechange', this.#onDevices);
  }

  /** What a live call sends and hears, for meters; null where there is none. */
  get live(): { readonly microphone: MediaStreamTrack | null; readonly farEnd: MediaStream | null } {
    const [open] = this.microphones;
    const farEnd = this.players[0]?.srcObject;
    return { microphone: open?.sent ?? null, farEnd: farEnd instanceof MediaStream ? farEnd : null };
  }

  /** Opens the chosen microphone for a trial, apart from calls. Rejects with `MediaError`. */
  async tryMicrophone(): Promise<Microphone> {
    const raw = await this.#openTrack();
    void this.refresh();
    return (await this.#amplifier(raw)) ?? plainMicrophone(raw);
  }

  /** Opens a microphone for a call. Rejects with `MediaError`. */
  async openMicrophone(): Promise<Microphone> {
    const raw = await this.#openTrack();
    const amplifier = await this.#amplifier(raw);
    const { track, stop } = amplifier ?? plainMicrophone(raw);
    const open = { raw, amplifier, sent: track };
    this.microphones.add(open);
    raw.addEventListener('ended', this.#onDevices);
    // The names are told from the first microphone on.
    if (this.#state.devices.microphones.every(({ label }) => label === '')) void this.refresh();
    return {
      track,
      device: raw,
      stop: () => {
        this.microphones.delete(open);
        stop();
        if (this.microphones.size === 0) this.#update({ notice: null });
      },
    };
  }

  /** Makes the player of a call. */
  createPlayer(): HTMLAudioElement {
    const player = new Audio();
    this.#players.push(new WeakRef(player));
    this.#tune(player);
    return player;
  }

  /** Looks again which devices there are, and keeps the calls going with what is left. */
  refresh(): Promise<void> {
    this.#lookAgain = this.#looking !== null;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
      if (this.#lookAgain) void this.refresh();
    });
    return this.#looking;
  }

  readonly #onDevices = (): void => void this.refresh();

  async #openTrack(): Promise<MediaStreamTrack> {
    const { choices, devices } = this.#state;
    const wanted = processingOf(choices);
    const { microphone } = choices;
    const chosen =
      findDevice(devices.microphones, microphone) ?? (devices.groups.length === 0 ? microphone : null);
    if (!chosen) return openMicrophone(wanted);
    try {
      return await openMicrophone({ ...wanted, deviceId: { exact: chosen.id } });
    } catch (error) {
      // It went away, or somebody else holds it: any other is better than none.
      const reason = error instanceof MediaError ? error.reason : '';
      if (reason !== 'microphone-missing' && reason !== 'microphone-busy') throw error;
      return openMicrophone(wanted);
    }
  }

  /** Null where the microphone is as loud as its device. */
  async #amplifier(raw: MediaStreamTrack): Promise<AmplifiedMicrophone | null> {
    const { microphoneVolume: volume } = this.#state.choices;
    if (volume === 1) return null;
    const { amplify } = await import('../../phone/media/amplifier.js').catch(() => ({ amplify: null }));
    return (await amplify?.(raw, volume)) ?? null;
  }

  /** Sounds so from now on; the open microphones are not touched. */
  take(choices: AudioChoices): void {
    this.#update({ choices, notice: null });
    for (const player of this.#allPlayers()) this.#tune(player);
  }

  /** From then on it hears by itself of what other tabs keep. Where its file does not come, the defaults stay. */
  readonly #restore = (): void => {
    this.#stopHearing();
    import('./chosen-sound.js').then(({ chosenSoundOf }) => chosenSoundOf(this).restore()).catch(() => undefined);
  };

  /** One after the other: each opens what is chosen when its turn comes, so the last one is right. */
  changeMicrophone(): Promise<void> {
    const change = this.#changing.then(() => this.#calls?.changeMicrophone());
    this.#changing = change.catch(() => undefined);
    return change;
  }

  #tune(player: HTMLAudioElement): void {
    const { choices, devices } = this.#state;
    player.volume = choices.speakerVolume;
    const id = findDevice(devices.speakers, choices.speaker)?.id ?? '';
    // Refused: it plays where it played.
    if ('setSinkId' in player && player.sinkId !== id) player.setSinkId(id).catch(() => undefined);
  }

  async #look(): Promise<void> {
    const { choices, devices: before } = this.#state;
    const devices = await listDevices();
    const notice = whatChanged(choices, before, devices);
    this.#update({ devices, ...(notice ? { notice } : {}) });
    for (const player of this.#allPlayers()) this.#tune(player);
    const lost = [...this.microphones].find(({ raw }) => isGone(raw, devices))?.raw.label ?? null;
    if (lost === null && notice?.kind !== 'microphone') return;
    // What it could not open is told by the notice; the next device that comes is tried.
    await this.changeMicrophone().catch(() => undefined);
    if (lost !== null) this.#tellLoss(lost);
  }

  #tellLoss(lost: string): void {
    const next = [...this.microphones].find(({ raw }) => raw.readyState === 'live')?.raw.label ?? null;
    this.#update({ notice: Object.freeze({ kind: 'microphone', lost, next }) });
  }

  #allPlayers(): HTMLAudioElement[] {
    this.#players = this.#players.filter((player) => player.deref());
    return this.#players.map((player) => player.deref()).filter((player) => player !== undefined);
  }

  #update(change: Partial<AudioState>): void {
    this.#state = Object.freeze({ ...this.#state, ...change });
    this.emit('change', this.#state);
  }
}

/** Ended, or without an end where the hardware is no longer listed. */
function isGone(track: MediaStreamTrack, { groups }: AudioDevices): boolean {
  if (track.readyState === 'ended') return true;
  const { groupId } = track.getSettings();
  return !!groupId && groups.length > 0 && !groups.includes(groupId);
}
