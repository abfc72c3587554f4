import type { CancelTimer, Clock } from '../../../shared/clock.js';
import type { Reading } from './reading.js';

/** Without a packet for this long sound is missing: a hundred that should have come. */
const PATIENCE_MS = 2000;
const LONGEST_PATIENCE_MS = 64_000;
/** A gap this long may be the beginning of one; jitter is shorter. */
const GAP_MS = 200;
/** Sound that is heard this soon after another way was agreed on came over it. */
const HELPED_MS = 1500;

export interface SilenceWatchOptions {
  readonly clock: Clock;
  /** Whether packets should come at all: not on hold. */
  readonly isDue: () => boolean;
  /** Reads again, between the readings of each second. */
  readonly look: () => void;
  /** Half the patience is over. */
  readonly onQuiet: () => void;
  /** Nothing came for as long as patience lasts. Settles when what was done about it is done. */
  readonly onSilent: () => Promise<unknown>;
}

/**
 * Notices that packets no longer come, 2 s after the last one: browsers tell of a lost network after 7 s, or not at all.
 * Some far ends send nothing while nobody speaks (RFC 3389): each alarm that brought no sound doubles the patience, one
 * that did brings it back, so that they cost a re-INVITE or two and no storm. Before the first packet nothing is missed.
 */
export class SilenceWatch {
  readonly #options: SilenceWatchOptions;
  #patience = PATIENCE_MS;
  #before: { readonly ssrc: number; readonly packets: number } | null = null;
  /** On the clock of the readings, like `Reading.at`. */
  #heardAt = 0;
  #alarmedAt = -Infinity;
  #toldQuiet = false;
  /** Of the last alarm: being acted upon, or since when that is done (clock). */
  #acted: 'now' | number | null = null;
  #cancelLook: CancelTimer = () => {};

  constructor(options: SilenceWatchOptions) {
    this.#options = options;
  }

  stop(): void {
    this.#cancelLook();
  }

  take({ at, incoming }: Reading): void {
    this.#cancelLook();
    const { ssrc = 0, packets = 0, heardAt = null } = incoming ?? {};
    if (packets > 0 && (packets !== this.#before?.packets || ssrc !== this.#before.ssrc))
      this.#heard(heardAt === null ? at : Math.min(at, heardAt), at);
    this.#before = { ssrc, packets };
    if (packets === 0 || !this.#options.isDue()) {
      // What is not due is not missed; afterwards it has its time to come.
      this.#heardAt = at;
      return;
    }
    this.#judge(at);
  }

  #judge(at: number): void {
    const silence = at - Math.max(this.#heardAt, this.#alarmedAt);
    if (silence >= this.#patience) return this.#alarm(at);
    const isHalf = silence >= this.#patience / 2;
    if (isHalf && !this.#toldQuiet) {
      this.#toldQuiet = true;
      this.#options.onQuiet();
    }
    if (silence < GAP_MS) return;
    const left = (isHalf ? this.#patience : this.#patience / 2) - silence;
    this.#cancelLook = this.#options.clock.after(Math.max(left, 20), this.#options.look);
  }

  #alarm(at: number): void {
    this.#alarmedAt = at;
    this.#toldQuiet = false;
    this.#patience = Math.min(this.#patience * 2, LONGEST_PATIENCE_MS);
    this.#acted = 'now';
    const done = (): void => void (this.#acted = this.#options.clock.monotonic());
    this.#options.onSilent().then(done, done);
  }

  #heard(heardAt: number, at: number): void {
    this.#heardAt = heardAt;
    this.#toldQuiet = false;
    if (this.#acted === null || heardAt < this.#alarmedAt) return;
    const ago = this.#options.clock.monotonic() - (at - heardAt);
    if (this.#acted === 'now' || ago - this.#acted <= HELPED_MS) this.#patience = PATIENCE_MS;
    this.#acted = null;
  }
}
