import type { ThreeWayEnd } from '../phone/three-way/three-way.js';
import type { ThreeWaySession } from '../phone/three-way/session.js';

/** A fact about a three-way call. An element beside a phone that tells it, too, tells it to its own listeners only. */
abstract class ThreeWayFactEvent extends Event {
  readonly session: ThreeWaySession;

  constructor(type: string, session: ThreeWaySession, bubbles: boolean) {
    super(type, { bubbles, composed: true });
    this.session = session;
  }
}

/** The platform made a conference of the call, and the third person rings. */
export class ThreeWayStartedEvent extends ThreeWayFactEvent {
  constructor(session: ThreeWaySession, bubbles = true) {
    super('cemscale-three-way-started', session, bubbles);
  }
}

/** Something about it is another: who is there, who hears whom, what is being asked for. */
export class ThreeWayChangedEvent extends ThreeWayFactEvent {
  constructor(session: ThreeWaySession, bubbles = true) {
    super('cemscale-three-way-changed', session, bubbles);
  }
}

/** It is over; the call may go on with one other person. */
export class ThreeWayEndedEvent extends ThreeWayFactEvent {
  readonly reason: ThreeWayEnd['outcome']['reason'];
  /** Whom the reason is about: who did not come, who left. Null when it is about the person at this page. */
  readonly who: ThreeWayEnd['outcome']['who'];
  /** With whom the call goes on when it is somebody else than before; null otherwise. */
  readonly remaining: ThreeWayEnd['remaining'];

  constructor({ outcome, session, remaining }: ThreeWayEnd, bubbles = true) {
    super('cemscale-three-way-ended', session, bubbles);
    this.reason = outcome.reason;
    this.who = outcome.who;
    this.remaining = remaining;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cemscale-three-way-started': ThreeWayStartedEvent;
    'cemscale-three-way-changed': ThreeWayChangedEvent;
    'cemscale-three-way-ended': ThreeWayEndedEvent;
  }
}
