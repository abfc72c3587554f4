import { toneSamples } from '../media/players.js';
import { greetingTone } from '../media/tones.js';

/** What a mailbox says before the beep. The platform cannot speak: `default` and `text` are a chord. */
export interface Greeting {
  readonly type: 'default' | 'text' | 'audio';
  readonly text: string | null;
  /** File name of the uploaded greeting. */
  readonly name: string | null;
  readonly audio: { readonly file: Uint8Array; readonly type: string; readonly samples: Int16Array } | null;
}

/** Stands for every mailbox that has no greeting of its own. */
export const everybody = '*';

const usual: Greeting = { type: 'default', text: null, name: null, audio: null };
const chord = toneSamples(greetingTone, 800);

/** The greeting of every mailbox, by extension. */
export class Greetings {
  readonly #greetings = new Map<string, Greeting>();

  of(extension: string): Greeting {
    return this.#greetings.get(extension) ?? this.#greetings.get(everybody) ?? usual;
  }

  set(extension: string, changes: Partial<Greeting>): Greeting {
    const greeting = { ...this.of(extension), ...changes };
    this.#greetings.set(extension, greeting);
    return greeting;
  }

  samplesOf(extension: string): Int16Array {
    const { type, audio } = this.of(extension);
    return type === 'audio' && audio !== null ? audio.samples : chord;
  }
}
