import type { FrameClock } from '../media/frame-clock.js';
import { MusicPlayer, ringback } from '../media/players.js';
import { Bridge } from './bridge.js';
import type { Callee, Leg } from './leg.js';

/** What a consultation does to its call. */
export interface ConsultedCall {
  pair(near: Leg, far: Leg): void;
  continueWith(leg: Leg, target: Callee): void;
  consultationChanged(): void;
}

export interface ConsultationOptions {
  readonly call: ConsultedCall;
  /** Who transfers. */
  readonly agent: Leg;
  /** Who is transferred, and hears music until then. */
  readonly waiting: Leg;
  readonly callTarget: () => Callee;
  readonly clock: FrameClock;
  /** The sound of the call; the agent and the target talk over it. */
  readonly bridge: Bridge;
}

/**
 * An attended transfer. The agent talks to the target first; when the agent hangs up, the one who waited
 * and the target are connected. A target that fails or leaves gives the agent the waiting one back.
 */
export class Consultation {
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

  /** The target, once it answered. */
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

  /** A leg went away; whether the call goes on without it. */
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

  /** Ends what belongs to the consultation alone. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#music.close();
    if (this.#consulted === null) this.callee.cancel('NORMAL_CLEARING');
  }

  #answered(leg: Leg): void {
    if (this.#closed) return leg.end('LOSE_RACE');
    const { agent, bridge, call } = this.#options;
    this.#consulted = leg;
    leg.onend = () => void this.left(leg);
    bridge.connect({ party: agent.party, holding: false }, { party: leg.party, holding: false });
    call.consultationChanged();
  }

  #giveBack(): void {
    if (this.#closed) return;
    const { agent, waiting } = this.#options;
    this.#pair(agent, waiting);
  }

  #pair(one: Leg, other: Leg): void {
    this.close();
    this.#options.call.pair(one, other);
  }
}
