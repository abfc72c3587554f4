import type { Colleague } from '../softphone/presence-board.js';

const fact: EventInit = { bubbles: true, composed: true };

/** Somebody whom this element shows does something else now. At most one a frame, with all who changed. */
export class PresenceChangedEvent extends Event {
  /** Who changed, as they are now. */
  readonly people: readonly Colleague[];

  constructor(people: readonly Colleague[]) {
    super('cemscale-presence-changed', fact);
    this.people = people;
  }
}

/** Statuses arrive as they happen from now on, or no longer do. */
export class RealtimeChangedEvent extends Event {
  readonly isRealtime: boolean;

  constructor(isRealtime: boolean) {
    super('cemscale-realtime-changed', fact);
    this.isRealtime = isRealtime;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cemscale-presence-changed': PresenceChangedEvent;
    'cemscale-realtime-changed': RealtimeChangedEvent;
  }
}
