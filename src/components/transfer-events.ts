import type { TransferEnd, TransferSession } from '../phone/transfer/transfers.js';
import type { ParkedHere } from '../softphone/snapshot.js';

const fact: EventInit = { bubbles: true, composed: true };

/** A call is on its way to somebody else: they are asked first (`attended`), or take it without a word (`blind`). */
export class TransferStartedEvent extends Event {
  readonly transfer: TransferSession;

  constructor(transfer: TransferSession) {
    super('cemscale-transfer-started', fact);
    this.transfer = transfer;
  }
}

/** A transfer is over: `completed`, or why it was not. The call goes on here then, unless somebody hung up. */
export class TransferEndedEvent extends Event {
  readonly reason: TransferEnd['reason'];
  readonly kind: TransferEnd['kind'];
  /** Who was handed over, or was to be. */
  readonly caller: TransferEnd['caller'];
  /** (The field is not called `target`: that name belongs to the DOM.) */
  readonly recipient: TransferEnd['target'];

  constructor({ reason, kind, caller, target }: TransferEnd) {
    super('cemscale-transfer-ended', fact);
    this.reason = reason;
    this.kind = kind;
    this.caller = caller;
    this.recipient = target;
  }
}

/** This phone has parked a call: dialling `*71` and the slot takes it back. */
export class CallParkedEvent extends Event {
  readonly slot: string;
  readonly caller: ParkedHere['caller'];

  constructor({ slot, caller }: ParkedHere) {
    super('cemscale-call-parked', fact);
    this.slot = slot;
    this.caller = caller;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cemscale-transfer-started': TransferStartedEvent;
    'cemscale-transfer-ended': TransferEndedEvent;
    'cemscale-call-parked': CallParkedEvent;
  }
}
