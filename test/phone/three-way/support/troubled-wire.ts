import type { FakeClock } from '../../../support/fake-clock.js';
import { troubles, type Trouble } from './troubles.js';

/** Looks in a row that find nobody, at most: a platform that starts anew knows its conferences again by then. */
const MOST_BLIND = 2;

/** The way of requests to the platform: a wish is carried out, or not, and its answer comes, or not. */
export class TroubledWire {
  /** What happens to the next requests, one each. */
  readonly trouble: Trouble[] = [];
  readonly asked: string[] = [];
  /** Requests that nobody has answered yet. */
  open = 0;
  readonly #clock: FakeClock;
  #blindLooks = 0;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  carry<Answer>(name: string, carryOut: () => Answer): Promise<Answer> {
    this.open += 1;
    return this.#carry(name, carryOut).finally(() => (this.open -= 1));
  }

  async #carry<Answer>(name: string, carryOut: () => Answer): Promise<Answer> {
    this.asked.push(name);
    const trouble = this.trouble.shift();
    await Promise.resolve();
    const isBlind = trouble?.kind === 'blind' && (name === 'find' || name === 'members');
    if (name === 'members') this.#blindLooks = isBlind ? this.#blindLooks + 1 : 0;
    if (isBlind && this.#blindLooks <= MOST_BLIND) return null as Answer;
    if (!trouble || isBlind) return carryOut();
    switch (trouble.kind) {
      case 'slow-request':
        await this.#wait(trouble.ms);
        return carryOut();
      case 'slow-answer': {
        const answer = carryOut();
        await this.#wait(trouble.ms);
        return answer;
      }
      case 'lost-answer':
        try {
          carryOut();
        } catch {
          // Nobody hears of the refusal either.
        }
        throw troubles['lost-answer']();
      default:
        throw troubles[trouble.kind]();
    }
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#clock.after(ms, resolve));
  }
}
