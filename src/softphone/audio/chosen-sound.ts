import { openPreferences, type Preferences } from '../preferences.js';
import { defaultChoices, processingOf, type AudioChoices } from './choices.js';
import type { OpenMicrophone, PhoneAudio } from './phone-audio.js';
import { readChoices } from './read-choices.js';

const processing = ['echoCancellation', 'noiseSuppression', 'autoGainControl'] as const;

const sounds = new WeakMap<PhoneAudio, ChosenSound>();

/** What is chosen for this sound. */
export function chosenSoundOf(audio: PhoneAudio): ChosenSound {
  const known = sounds.get(audio) ?? new ChosenSound(audio);
  sounds.set(audio, known);
  return known;
}

/** Takes the choices of a person, keeps them for their extension, and lets the calls that go on follow them. */
class ChosenSound {
  readonly #audio: PhoneAudio;
  #owner: string | null = null;
  #preferences: Promise<Preferences> | null = null;

  constructor(audio: PhoneAudio) {
    this.#audio = audio;
  }

  /**
   * Takes another choice, in live calls at once and without a renegotiation, and keeps it. Rejects with `MediaError`,
   * live calls unchanged.
   */
  async choose(change: Partial<AudioChoices>): Promise<void> {
    const choices = readChoices({ ...this.#audio.state.choices, ...change });
    void this.#open()?.then((preferences) => preferences.set('audio', choices));
    await this.#apply(choices);
  }

  /** Is as the extension that the sound belongs to has chosen it, here or in another tab. */
  async restore(): Promise<void> {
    const { owner } = this.#audio;
    const kept = (await this.#open())?.get('audio');
    if (kept && owner === this.#audio.owner) await this.#apply(readChoices(kept));
  }

  /** Null while the sound belongs to nobody. */
  #open(): Promise<Preferences> | null {
    const { owner } = this.#audio;
    if (owner === this.#owner || owner === null) return this.#preferences;
    this.#owner = owner;
    this.#preferences = openPreferences(owner).then((preferences) => {
      preferences.on('change', () => {
        // The person signed out.
        if (owner === this.#audio.owner && !preferences.get('audio')) void this.#apply(defaultChoices);
      });
      preferences.on('elsewhere', () => {
        const kept = preferences.get('audio');
        // A microphone that cannot be opened leaves the call with the one it has.
        if (owner === this.#audio.owner && kept) this.#apply(readChoices(kept)).catch(() => undefined);
      });
      return preferences;
    });
    return this.#preferences;
  }

  async #apply(choices: AudioChoices): Promise<void> {
    const before = this.#audio.state.choices;
    this.#audio.take(choices);
    const { microphones } = this.#audio;
    if (needsOther(microphones, before, choices) || !(await reprocess(microphones, before, choices)))
      await this.#audio.changeMicrophone();
  }
}

/** Whether the open microphones cannot become what is chosen now. */
function needsOther(
  microphones: ReadonlySet<OpenMicrophone>,
  before: AudioChoices,
  { microphone, microphoneVolume: volume }: AudioChoices,
): boolean {
  if (microphone?.id !== before.microphone?.id) return true;
  for (const { amplifier } of microphones) amplifier?.setVolume(volume);
  return volume !== 1 && [...microphones].some(({ amplifier }) => amplifier === null);
}

/** False where the browser processes the sound of an open microphone as it did before. */
async function reprocess(
  microphones: ReadonlySet<OpenMicrophone>,
  before: AudioChoices,
  choices: AudioChoices,
): Promise<boolean> {
  if (processing.every((name) => before[name] === choices[name])) return true;
  const wanted = processingOf(choices);
  const isSo = (track: MediaStreamTrack): boolean => {
    const settings = track.getSettings();
    return processing.every((name) => settings[name] === undefined || settings[name] === wanted[name]);
  };
  const done = [...microphones].map(async ({ raw }) => {
    await raw.applyConstraints({ ...raw.getConstraints(), ...wanted }).catch(() => undefined);
    // Chromium resolves without a change.
    return isSo(raw);
  });
  return (await Promise.all(done)).every(Boolean);
}
