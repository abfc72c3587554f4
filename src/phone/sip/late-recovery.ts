import { lazily } from '../../shared/lazily.js';
import type { LegEnd } from '../leg.js';
import type { Recovery, RecoveryOptions } from './recovery.js';

const load = lazily(() => import('./recovery.js'));

/**
 * A `Recovery` whose code is fetched when its leg begins, beside the call: it is here before the network is lost. Where
 * it did not come it is asked for once more when the line is back; a call that cannot be found again without it ends.
 */
export class LateRecovery {
  readonly #options: RecoveryOptions;
  #recovery: Recovery | null = null;
  #losses = 0;

  constructor(options: RecoveryOptions) {
    this.#options = options;
    load().catch(() => undefined);
  }

  /** As `Recovery.abandon`. */
  abandon(): void {
    this.#losses += 1;
    this.#recovery?.abandon();
  }

  /** As `Recovery.run`. */
  async run(): Promise<LegEnd | null> {
    const losses = this.#losses;
    const recovery = await this.#load();
    if (losses !== this.#losses) return null;
    return recovery ? recovery.run() : { reason: 'connection-lost' };
  }

  /** As `Recovery.takeOver`. */
  async takeOver(): Promise<number> {
    const losses = this.#losses;
    const recovery = await this.#load();
    return recovery && losses === this.#losses ? recovery.takeOver() : 503;
  }

  async #load(): Promise<Recovery | null> {
    if (this.#recovery) return this.#recovery;
    const part = await load().catch(() => null);
    return part && (this.#recovery ??= new part.Recovery(this.#options));
  }
}
