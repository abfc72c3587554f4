import type { Call } from './call.js';
import { sidesOf } from './call-control.js';
import { BlindTransfer } from './blind-transfer.js';
import type { HangupCause } from './causes.js';
import type { DialogId } from './dialog-id.js';
import type { Callee, Leg } from './leg.js';
import { isService } from './played-leg.js';
import type { Referral } from './referral.js';

/** What transfers by REFER need of the exchange. */
export interface TransfersOptions {
  readonly findDialog: (dialog: DialogId) => Leg | undefined;
  readonly findCall: (uuid: string) => Call | undefined;
  /** The target behind a number that `by` names for `leg`. */
  readonly route: (call: Call, to: string, leg: Leg, by: Leg) => Callee;
  /** Where calls to a target that failed are forwarded. */
  readonly forwardOf: (call: Call, target: Callee, cause: HangupCause, from: Leg) => Callee | null;
  /** A conference takes `leg` in instead of the one who sits on `seat`; null when the seat is none. */
  readonly joinInstead: (seat: Leg, leg: Leg) => Callee | null;
}

/** Executes the REFERs of pages inside their calls. */
export class Transfers {
  readonly #options: TransfersOptions;

  constructor(options: TransfersOptions) {
    this.#options = options;
  }

  /** `by` is the leg that sent it: what it transfers is the other side of its call. */
  refer(call: Call, by: Leg, referral: Referral): void {
    const sides = sidesOf(call, by.uuid);
    if (call.isConsulting) return referral.refuse(491);
    if (sides === null || isService(sides.other)) return referral.refuse(403);
    referral.accept();
    if (referral.replaces === null) this.#blind(call, by, sides.other, referral);
    else this.#attended(call, by, sides.other, referral, referral.replaces);
  }

  #blind(call: Call, transferor: Leg, transferee: Leg, { target, tell }: Referral): void {
    const { forwardOf, route } = this.#options;
    const callee = route(call, target, transferee, transferor);
    call.undertake((tools) => {
      const instead = (failed: Callee, cause: HangupCause) => forwardOf(call, failed, cause, transferee);
      const told = (progress: Parameters<typeof tell>[0]): void => {
        if (progress.statusCode === 200) note(call, transferor, callee.number);
        tell(progress);
      };
      return new BlindTransfer({ ...tools, call, transferor, transferee, target: callee, instead, tell: told });
    });
  }

  #attended(call: Call, by: Leg, transferee: Leg, { tell }: Referral, dialog: DialogId): void {
    const own = this.#options.findDialog(dialog);
    const other = own === undefined ? undefined : this.#options.findCall(own.uuid);
    const sides = own === undefined || other === undefined ? null : sidesOf(other, own.uuid);
    if (other === undefined || other === call || sides === null || other.isConsulting)
      return tell({ statusCode: 481, reasonPhrase: 'Call/Transaction Does Not Exist' });
    tell({ statusCode: 200, reasonPhrase: 'OK' });
    note(call, by, sides.other.number);
    const seat = this.#options.joinInstead(sides.other, transferee);
    if (seat !== null) call.continueWith(transferee, seat);
    const target = seat === null ? other.release(sides.other) : null;
    other.end('NORMAL_CLEARING');
    if (target === null) return;
    const leaving = call.release(by);
    call.pair(transferee, target);
    leaving.end('NORMAL_CLEARING');
  }
}

function note(call: Call, by: Leg, to: string): void {
  call.transferredTo = to;
  call.transferredBy = by.extension;
}
