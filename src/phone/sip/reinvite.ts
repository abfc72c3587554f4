import { CallError } from '../../shared/errors.js';
import type { Session } from 'sip.js';
import type { MediaPeer } from '../media/peer.js';
import { parseRetryAfter } from './headers.js';
import { PeerDescriptionHandler } from './session-description-handler.js';

/** What happened to one re-INVITE. */
export interface Outcome {
  readonly statusCode: number;
  readonly retryAfterMs?: number | undefined;
  /** The far end agreed, but the browser could not use its answer: both sides now believe something else. */
  readonly answerRefused?: boolean;
}

/** Glare, a server that asks to try again, or one that lost it. */
export function isPassing(statusCode: number): boolean {
  return [408, 491, 500, 503].includes(statusCode);
}

/** Offers anew what the peer wishes, once. Never rejects. */
export function reinvite(session: Session, peer: MediaPeer): Promise<Outcome> {
  return new Promise((resolve) => {
    session
      .invite({
        requestDelegate: {
          onAccept: () =>
            resolve(confirmAnswer(session, peer) ? { statusCode: 200 } : { statusCode: 488, answerRefused: true }),
          onRedirect: ({ message }) => resolve({ statusCode: message.statusCode ?? 300 }),
          onReject: ({ message }) => {
            const seconds = parseRetryAfter(message.getHeader('Retry-After'));
            resolve({
              statusCode: message.statusCode ?? 500,
              retryAfterMs: seconds && Math.min(seconds, 10) * 1000,
            });
          },
        },
      })
      // Thrown while the far end's own re-INVITE is open: glare that never reached the wire.
      .catch(() =>
        peer.rollback().then(
          () => resolve({ statusCode: 491 }),
          () => resolve({ statusCode: 491 }),
        ),
      );
  });
}

function confirmAnswer({ sessionDescriptionHandler: handler }: Session, peer: MediaPeer): boolean {
  if (handler instanceof PeerDescriptionHandler && handler.takeRefusedAnswer() !== undefined) return false;
  peer.confirm();
  return true;
}

/** What whoever wished for it hears. */
export function refusedChange(statusCode: number): CallError {
  return new CallError('refused', `The far end refused the change (SIP ${statusCode}).`, {
    advice: 'The call goes on as it was; try again.',
  });
}
