/** The person at the phone logged into a queue or out of it, began a break or ended one, and the platform confirmed it. */
export class QueueChangedEvent extends Event {
  readonly queueId: string;
  readonly queueName: string;
  readonly loggedIn: boolean;
  readonly paused: boolean;
  /** Why the break: `break`, `lunch`, `meeting` or `training`; empty without one. The platform does not keep it. */
  readonly reason: string;

  constructor(place: Pick<QueueChangedEvent, 'queueId' | 'queueName' | 'loggedIn' | 'paused' | 'reason'>) {
    super('cemscale-queue-changed', { bubbles: true, composed: true });
    ({
      queueId: this.queueId,
      queueName: this.queueName,
      loggedIn: this.loggedIn,
      paused: this.paused,
      reason: this.reason,
    } = place);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'cemscale-queue-changed': QueueChangedEvent;
  }
}
