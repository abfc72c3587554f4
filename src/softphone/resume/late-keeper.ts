import type { RequestGrant } from '../../api/token-source.js';
import type { Phone } from '../../phone/phone.js';
import { remember } from '../../shared/tab-memory.js';
import { keepsCalls, keptCalls, resumeKey } from './mark.js';
import type { ResumeKeeper, ResumeKeeperOptions } from './resume-keeper.js';

/** A `ResumeKeeper` whose code comes with the line, beside the token where the page before has left some calls. */
export class LateKeeper {
  readonly #key: string | null;
  #keeper: Promise<ResumeKeeper> | null = null;

  constructor(source: string | RequestGrant) {
    this.#key = keepsCalls() ? resumeKey(source) : null;
  }

  /** The page before has left some. */
  get hasCalls(): boolean {
    return keptCalls(this.#key) !== null;
  }

  /** Fetches what the calls of the page before need, while the engine is being fetched. */
  prepare(): void {
    if (this.hasCalls) import('./resume-keeper.js').catch(ignore);
  }

  /**
   * Calls of this phone go on in the next page of this window, and those of the one before in this. The code is here
   * before the first call: a page may be left in the moment it rings.
   */
  keep(phone: Phone, options: Pick<ResumeKeeperOptions, 'clock' | 'tokens' | 'number' | 'core'>): void {
    const key = this.#key;
    if (key === null) return;
    this.#keeper ??= import('./resume-keeper.js').then(async ({ ResumeKeeper: Keeper }) => {
      const keeper = new Keeper({ ...options, phone, key });
      await keeper.start();
      return keeper;
    });
    // Without its code a call ends with its page.
    this.#keeper.catch(() => (this.#keeper = null));
  }

  /** Nothing is left for another page: the calls have ended, or another tab has them. */
  stop(): void {
    this.#keeper?.then((keeper) => keeper.stop(), ignore);
    this.#keeper = null;
    if (this.#key !== null) remember(this.#key, null);
  }
}

/** The next call tries again. */
function ignore(): void {}
