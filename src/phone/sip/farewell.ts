import { Invitation, Inviter, SessionState, type Session } from 'sip.js';
import type { IncomingResponse } from 'sip.js/lib/core/index.js';
import type { OutgoingRequestMessage } from 'sip.js/lib/core/messages/outgoing-request-message.js';
import { TransactionState } from 'sip.js/lib/core/transactions/transaction-state.js';
import { sendBye, sendCancel } from './dialog-facts.js';
import type { DialogFacts } from '../leg.js';

/** A server transaction, as far as it tells whether a refusal was acknowledged. */
interface Acknowledged {
  readonly state: TransactionState;
  addStateChangeListener(listener: () => void): void;
}

/** Whether an answer says that the server knows: a 481 does, a timeout and a dead socket do not. */
export function isHeard(statusCode: number): boolean {
  return statusCode !== 408 && statusCode !== 503;
}

/**
 * Ends what one session stands for, in the way its state asks for. May be said again over another socket, where nothing
 * confirmed it: SIP.js has ended the session for itself by then.
 */
export class Farewell {
  readonly #session: Session;
  readonly #dialog: DialogFacts | null;
  readonly #wasAnswered: boolean;
  #isSaid = false;

  /** `dialog`: as it is now; early ones count. */
  constructor(session: Session, dialog: DialogFacts | null) {
    this.#session = session;
    this.#dialog = dialog;
    this.#wasAnswered = session.state === SessionState.Established;
  }

  /** Resolves true once the server has confirmed it, false when it was lost; not at all when nothing comes back. */
  say(): Promise<boolean> {
    if (this.#isSaid) return this.#repeat();
    this.#isSaid = true;
    const session = this.#session;
    if (session.state === SessionState.Established) return bye(session);
    if (session instanceof Invitation) return decline(session);
    if (session instanceof Inviter && session.state !== SessionState.Terminated) return cancel(session);
    return this.#dialog && session.state !== SessionState.Terminated ? this.#repeat() : Promise.resolve(true);
  }

  async #repeat(): Promise<boolean> {
    const { userAgent } = this.#session;
    // A refusal can be sent once; without its ACK there is nothing more to do by SIP.
    if (this.#session instanceof Invitation && !this.#wasAnswered) return true;
    if (this.#session instanceof Inviter && !this.#wasAnswered) {
      const invite = (this.#session as unknown as { readonly outgoingRequestMessage: OutgoingRequestMessage })
        .outgoingRequestMessage;
      const statusCode = await sendCancel(userAgent, invite);
      // 481: it was answered before the CANCEL came, or is over.
      if (statusCode !== 481 || !this.#dialog) return isHeard(statusCode);
    }
    return this.#dialog ? isHeard(await sendBye(userAgent, this.#dialog)) : false;
  }
}

function bye(session: Session): Promise<boolean> {
  return new Promise((resolve) => {
    const answered = ({ message: { statusCode = 500 } }: IncomingResponse): void => resolve(isHeard(statusCode));
    session
      .bye({ requestDelegate: { onAccept: answered, onRedirect: answered, onReject: answered } })
      .catch(() => resolve(false));
  });
}

/** Confirmed by the final answer to the INVITE; an answer that crosses the CANCEL gets its BYE by SIP.js. */
function cancel(session: Inviter): Promise<boolean> {
  return new Promise((resolve) => {
    session.stateChange.addListener((state) => state === SessionState.Terminated && resolve(true));
    session.cancel().catch(() => resolve(false));
  });
}

/** Confirmed by the ACK. */
function decline(session: Invitation): Promise<boolean> {
  if (session.state === SessionState.Terminated) return Promise.resolve(true);
  return new Promise((resolve) => {
    const { transaction } = (session as unknown as { incomingInviteRequest: { transaction: Acknowledged } })
      .incomingInviteRequest;
    transaction.addStateChangeListener(() => {
      if (transaction.state === TransactionState.Confirmed) resolve(true);
      else if (transaction.state === TransactionState.Terminated) resolve(false);
    });
    // Ending already, SIP.js waits for the far end's own ACK.
    if (session.state !== SessionState.Terminating)
      session.reject({ statusCode: 603 }).catch(() => resolve(false));
  });
}
