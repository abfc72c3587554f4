import { MusicPlayer, ringback } from '../media/players.js';
import { Bridge } from './bridge.js';
import type { Callee, Leg } from './leg.js';
import type { Undertaking, UndertakingCall, UndertakingTools } from './undertaking.js';

export interface ConsultationOptions extends UndertakingTools {
  readonly call: UndertakingCall;
  /** Who transfers. */
  readonly agent: Leg;
  /** Who is transferred, and hears music until then. */
  readonly waiting: Leg;
  readonly callTarget: () => Callee;
}

/**
 * An attended transfer by an order of the API. The agent talks to the target first; when the agent hangs up, the one who waited
 * and the target are connected. A target that fails or leaves gives the agent the waiting one back.
 */
export class Consultation implements Undertaking {
  readonly callee: Callee;
  readonly #options: ConsultationOptions;
  readonly #music: Bridge;
  #consulted: Leg | null = null;
  #closed = false;

  constructor(options: ConsultationOptions) {
    this.#options = options;
    this.callee = options.callTarget();
    this.#music = new Bridge(options.clock, () => undefined);
  }

  get consulted(): Leg | null {
    return this.#consulted;
  }

  start(): void {
    const { agent, bridge, waiting } = this.#options;
    this.#music.playTo(waiting.party, new MusicPlayer());
    this.callee.start({
      ringing: () => this.#consulted === null && !this.#closed && bridge.playTo(agent.party, ringback()),
      earlyMedia: (party) => this.#consulted === null && !this.#closed && bridge.playTo(agent.party, party),
      answered: (leg) => this.#answered(leg),
      failed: () => this.#giveBack(),
      redirected: () => this.#giveBack(),
      refers: () => undefined,
      holds: () => undefined,
    });
  }

  left(leg: Leg): boolean {
    const { call, agent, waiting, callTarget } = this.#options;
    const consulted = this.#consulted;
    if (leg === consulted) this.#giveBack();
    else if (leg === waiting && consulted !== null) this.#pair(agent, consulted);
    else if (leg === agent && consulted !== null) this.#pair(waiting, consulted);
    else if (leg === agent) call.continueWith(waiting, callTarget());
    else return false;
    return true;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#music.close();
    if (this.#consulted === null) this.callee.cancel('NORMAL_CLEARING');
  }

  #answered(leg: Leg): void {
    if (this.#closed) return leg.end('LOSE_RACE');
    const { agent, bridge, changed } = this.#options;
    this.#consulted = leg;
    leg.onend = () => void this.left(leg);
    bridge.connect({ party: agent.party, holding: false }, { party: leg.party, holding: false });
    changed();
  }

  #giveBack(): void {
    if (this.#closed) return;
    this.close();
    this.#options.call.resume();
  }

  #pair(one: Leg, other: Leg): void {
    this.close();
    this.#options.call.pair(one, other);
  }
}
