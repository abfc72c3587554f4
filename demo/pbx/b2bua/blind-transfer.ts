import type { AudioParty } from '../media/party.js';
import { MusicPlayer, ringback } from '../media/players.js';
import { finalResponse, type HangupCause } from './causes.js';
import type { Callee, CalleeListener, Leg } from './leg.js';
import type { ReferralProgress } from './referral.js';
import type { Undertaking, UndertakingCall, UndertakingTools } from './undertaking.js';

export interface BlindTransferOptions extends UndertakingTools {
  readonly call: UndertakingCall;
  /** Who transfers, and stays until the target answered. */
  readonly transferor: Leg;
  readonly transferee: Leg;
  readonly target: Callee;
  /** Who is called instead of a target that failed. */
  readonly instead: (target: Callee, cause: HangupCause) => Callee | null;
  readonly tell: (progress: ReferralProgress) => void;
}

/**
 * A transfer by REFER. The target is called for the transferee; when it answers the transferor is let go, when it
 * does not the two talk on. A transferor who hangs up meanwhile leaves the rest to the call.
 */
export class BlindTransfer implements Undertaking {
  readonly consulted = null;
  readonly #options: BlindTransferOptions;
  #callee: Callee;
  /** The call itself, once the transferor is gone. */
  #heir: CalleeListener | null = null;
  #isOver = false;

  constructor(options: BlindTransferOptions) {
    this.#options = options;
    this.#callee = options.target;
  }

  get callee(): Callee {
    return this.#callee;
  }

  start(): void {
    this.#play(new MusicPlayer());
    this.#dial(this.#callee);
  }

  left(leg: Leg): boolean {
    const { call, tell, transferee, transferor } = this.#options;
    if (leg === transferor) {
      this.#heir = call.handOver(transferee, this.#callee);
      return true;
    }
    tell(finalResponse('ORIGINATOR_CANCEL'));
    return false;
  }

  close(): void {
    if (this.#isOver || this.#heir !== null) return;
    this.#isOver = true;
    this.#callee.cancel('NORMAL_CLEARING');
  }

  #dial(target: Callee): void {
    this.#callee = target;
    const report = (act: (heir: CalleeListener | null) => void) => {
      if (!this.#isOver && this.#callee === target) act(this.#heir);
    };
    target.start({
      ringing: () => report((heir) => (heir === null ? this.#rings() : heir.ringing())),
      earlyMedia: (sound) => report((heir) => (heir === null ? this.#early(sound) : heir.earlyMedia(sound))),
      answered: (leg) => this.#answered(target, leg),
      failed: (cause) => report((heir) => (heir === null ? this.#failed(cause) : heir.failed(cause))),
      redirected: (to) =>
        report((heir) => (heir === null ? this.#failed('REDIRECTION_TO_NEW_DESTINATION') : heir.redirected(to))),
      refers: (to) => report((heir) => heir?.refers(to)),
      holds: (held) => report((heir) => heir?.holds(held)),
    });
  }

  #rings(): void {
    this.#options.tell({ statusCode: 180, reasonPhrase: 'Ringing' });
    this.#play(ringback());
  }

  #early(sound: AudioParty): void {
    this.#options.tell({ statusCode: 183, reasonPhrase: 'Session Progress' });
    this.#play(sound);
  }

  #play(sound: AudioParty): void {
    const { bridge, transferee } = this.#options;
    bridge.playTo(transferee.party, sound);
  }

  #answered(target: Callee, leg: Leg): void {
    if (this.#isOver || this.#callee !== target) return leg.end('LOSE_RACE');
    const { call, tell, transferee, transferor } = this.#options;
    if (this.#heir === null) {
      tell({ statusCode: 200, reasonPhrase: 'OK' });
      this.#heir = call.handOver(transferee, target);
      transferor.end('NORMAL_CLEARING');
    }
    this.#heir.answered(leg);
  }

  #failed(cause: HangupCause): void {
    const { call, instead, tell } = this.#options;
    const next = instead(this.#callee, cause);
    if (next !== null) return this.#dial(next);
    this.#isOver = true;
    tell(finalResponse(cause));
    call.resume();
  }
}
