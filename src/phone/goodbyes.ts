import type { Clock } from '../shared/clock.js';
import { Emitter } from '../shared/emitter.js';
import type { DialogFacts, Leg } from './leg.js';
import { randomUuid } from './sip/random-token.js';

/** Longest wait for one way to confirm a hang-up before another one may try; answers come within a round trip. */
const PATIENCE_MS = 1500;
/** Between two tries by SIP while the line is up. */
const AGAIN_MS = 2000;
/** After this, platforms have given up a leg whose phone is gone. */
const EXPIRY_MS = 600_000;

/** A hang-up that the server has not confirmed yet, as plain data that another page can go on with. A secret. */
export interface Goodbye {
  readonly id: string;
  /** Epoch milliseconds of the wish. */
  readonly at: number;
  /** Id of our leg on the platform; null where none was told. */
  readonly channelUuid: string | null;
  /** Our dialog; null where an INVITE was not answered with anything that makes one. */
  readonly dialog: DialogFacts | null;
}

interface Entry {
  readonly goodbye: Goodbye;
  readonly say: () => Promise<boolean>;
  isBusy: boolean;
}

export interface GoodbyesOptions {
  readonly clock: Clock;
  /** A SIP request sent now would go out. */
  readonly canSend: () => boolean;
  /** Nothing came back: the socket may be dead. */
  readonly probe: () => void;
}

/**
 * The hang-up journal: every hang-up stays here until the server has confirmed it, and is said again when the line is
 * back. One way at a time: another one is tried only once the one before has failed or said nothing for 1.5 s, so that
 * nothing is ended twice.
 */
export class Goodbyes extends Emitter<{ change: void }> {
  readonly #options: GoodbyesOptions;
  readonly #entries = new Map<string, Entry>();

  constructor(options: GoodbyesOptions) {
    super();
    this.#options = options;
  }

  /** Not confirmed yet, oldest first. */
  get pending(): readonly Goodbye[] {
    return [...this.#entries.values()].map(({ goodbye }) => goodbye);
  }

  /** Nobody is trying at the moment: by SIP it could not be sent, or brought nothing. */
  isWaiting(id: string): boolean {
    return this.#entries.get(id)?.isBusy === false;
  }

  /** Ends a leg, once `after` is through. */
  say(leg: Leg, after?: Promise<unknown>): void {
    const { channelUuid, goodbye: dialog } = leg;
    const entry = this.#add({ id: randomUuid(), at: this.#options.clock.now(), channelUuid, dialog }, () =>
      leg.hangup(),
    );
    if (!after) return this.#sayBySip(entry);
    entry.isBusy = true;
    const go = (): void => {
      entry.isBusy = false;
      this.#sayBySip(entry);
    };
    after.then(go, go);
  }

  /** Goes on with what a page before has left unsaid. `say`: as `Leg.hangup`. */
  restore(goodbye: Goodbye, say: () => Promise<boolean>): void {
    if (!this.#entries.has(goodbye.id)) this.#sayBySip(this.#add(goodbye, say));
  }

  /** The line is back. */
  connected(): void {
    for (const entry of [...this.#entries.values()]) this.#sayBySip(entry);
  }

  /** Tries another way than SIP, unless one is being tried. Resolves true when the hang-up is confirmed. */
  async sayOtherwise(id: string, way: () => Promise<boolean>): Promise<boolean> {
    const entry = this.#entries.get(id);
    if (!entry) return true;
    if (entry.isBusy) return false;
    await this.#try(entry, way);
    if (this.#entries.has(id)) this.#sayBySip(entry);
    return !this.#entries.has(id);
  }

  #add(goodbye: Goodbye, say: () => Promise<boolean>): Entry {
    const entry: Entry = { goodbye, say, isBusy: false };
    this.#entries.set(goodbye.id, entry);
    return entry;
  }

  #sayBySip(entry: Entry): void {
    const { clock, canSend, probe } = this.#options;
    if (entry.isBusy || !this.#entries.has(entry.goodbye.id)) return;
    if (clock.now() - entry.goodbye.at > EXPIRY_MS) return this.#remove(entry);
    if (!canSend()) return this.emit('change');
    void this.#try(entry, entry.say).then(() => {
      if (!this.#entries.has(entry.goodbye.id)) return;
      probe();
      clock.after(AGAIN_MS, () => this.#sayBySip(entry));
    });
    this.emit('change');
  }

  async #try(entry: Entry, way: () => Promise<boolean>): Promise<void> {
    entry.isBusy = true;
    await new Promise<void>((resolve) => {
      const cancel = this.#options.clock.after(PATIENCE_MS, resolve);
      const settled = (isConfirmed: boolean): void => {
        cancel();
        // Late, it counts all the same.
        if (isConfirmed) this.#remove(entry);
        resolve();
      };
      way().then(settled, () => settled(false));
    });
    entry.isBusy = false;
    if (this.#entries.has(entry.goodbye.id)) this.emit('change');
  }

  #remove({ goodbye }: Entry): void {
    if (this.#entries.delete(goodbye.id)) this.emit('change');
  }
}
