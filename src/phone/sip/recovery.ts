import { Inviter, SessionState, type Session } from 'sip.js';
import type { IncomingResponse } from 'sip.js/lib/core/index.js';
import type { Clock } from '../../shared/clock.js';
import type { DialogFacts, DialogId, LegEnd } from '../leg.js';
import type { MediaPeer } from '../media/peer.js';
import { supports } from './display-update.js';
import { endOfRefusal, isGone } from './end-reason.js';
import { forgetSession } from './forget-session.js';
import { nobodyAt, replacesValue } from './replaces.js';
import type { Outcome } from './reinvite.js';
import { bindPeer } from './session-description-handler.js';

/** Longest wait for the answer to the question whether a dialog lives, before the next step is tried. */
const ASKING_MS = 3000;
/** Longest wait for the answer to an INVITE with Replaces; servers give it at once. */
const TAKING_MS = 10_000;
/** Between two tries at a server that gives no clear answer. */
const PAUSE_MS = 1000;
/** A call that no server has confirmed for this long after the line came back is lost. */
const GIVE_UP_MS = 60_000;

type Response = IncomingResponse['message'];

/** The leg, as its recovery sees it. */
export interface RecoveryOptions {
  readonly clock: Clock;
  readonly peer: MediaPeer;
  session(): Session;
  dialog(): DialogFacts | null;
  reinvite(): Promise<Outcome>;
  /** The leg goes on with this session and this media. */
  moveTo(inviter: Inviter, fork: MediaPeer): Promise<void>;
  progress(response: IncomingResponse): void;
  accepted(message: Response): void;
  refused(end: LegEnd): void;
  /** The person hung up, or the far end did. */
  isOver(): boolean;
}

/**
 * Finds the dialog of a leg again after the socket was lost and another one is registered.
 *
 * ```
 *  re-INVITE ── 481 ─────────────────────────────────────► ended meanwhile
 *      │ 200: it lives        │ anything else, or no answer in 3 s; not asked while it only rings
 *      ▼                      ▼
 *  INVITE with Replaces ── 200 ──► the dialog is on the new socket
 *      │ 480, 481: unknown    │ 5xx: again after 1 s, for 60 s; then connection-lost
 *      ▼
 *  re-INVITE once more, where the first one was agreed to: 200 goes on in the old dialog, 481 is the end
 * ```
 *
 * The re-INVITE touches no sound and says whether the call lives. It is not enough: FreeSWITCH sends what it has to
 * say later, the BYE of the far end and the session refresh, to the socket on which a dialog was made, so a called
 * phone would be given up after a minute and the end of a call never be heard of. Replaces makes a dialog on the new
 * socket. It costs a new media path, about 0.3 s of silence, once and right after an outage; a call that hangs for
 * minutes after the far end has gone costs more. Servers that route by the Contact (RFC 3261 section 12.2.1.1) answer
 * the Replaces with 4xx: there the re-INVITE was all that was needed.
 */
export class Recovery {
  readonly #options: RecoveryOptions;
  #pending: { readonly inviter: Inviter; readonly fork: MediaPeer } | null = null;

  constructor(options: RecoveryOptions) {
    this.#options = options;
  }

  /** The socket is gone once more: what was asked on it is not answered any more. */
  abandon(): void {
    const pending = this.#pending;
    this.#pending = null;
    if (!pending) return;
    forgetSession(pending.inviter);
    pending.fork.discard();
  }

  /** Resolves with how the call ended, or null when it goes on or was ended here. */
  async run(): Promise<LegEnd | null> {
    const { clock, session, isOver } = this.#options;
    const wasAnswered = session().state === SessionState.Established;
    const asked = wasAnswered ? await this.#ask() : 0;
    const end = (statusCode: number): LegEnd => ({
      reason: wasAnswered && isUnknown(statusCode) ? 'remote-hangup' : 'connection-lost',
      statusCode,
    });
    if (isGone(asked)) return end(asked);
    for (const deadline = clock.monotonic() + GIVE_UP_MS; !isOver();) {
      const statusCode = await this.takeOver();
      if (statusCode === 200 || isOver()) return null;
      if (asked === 200) return isGone(await this.#ask()) ? end(481) : null;
      if (isUnknown(statusCode) || clock.monotonic() > deadline) return end(statusCode);
      await new Promise<void>((resolve) => void clock.after(PAUSE_MS, resolve));
    }
    return null;
  }

  async #ask(): Promise<number> {
    const { clock, reinvite } = this.#options;
    return new Promise((resolve) => {
      const cancel = clock.after(ASKING_MS, () => resolve(408));
      void reinvite().then(({ statusCode }) => {
        cancel();
        resolve(statusCode);
      });
    });
  }

  /** Resolves with the final status, or with 200 as soon as a call that only rings goes on ringing. */
  takeOver(): Promise<number> {
    const options = this.#options;
    const old = options.session();
    const dialog = options.dialog();
    if (!dialog) return Promise.resolve(481);
    const isEarly = old.state !== SessionState.Established;
    const fork = options.peer.fork();
    const inviter = successor(old, dialog, fork);
    this.#pending = { inviter, fork };
    return new Promise((resolve) => {
      const late = options.clock.after(TAKING_MS, () => void inviter.cancel().catch(() => {}));
      let moved: Promise<void> | null = null;
      const move = (): Promise<void> => {
        late();
        if (moved) return moved;
        this.#pending = null;
        moved = options.moveTo(inviter, fork);
        forgetSession(old);
        return moved;
      };
      const isAbandoned = (): boolean => !moved && this.#pending?.inviter !== inviter;
      const refused = (message: Response): void => {
        late();
        const { statusCode = 500 } = message;
        if (moved) options.refused(endOfRefusal(statusCode, message));
        else if (!isAbandoned()) this.#pending = null;
        if (!moved) fork.discard();
        resolve(statusCode);
      };
      void inviter
        .invite({
          requestDelegate: {
            onProgress: (response) => {
              if (!isEarly || isAbandoned() || (response.message.statusCode ?? 0) < 180) return;
              void move().then(() => options.progress(response));
              resolve(200);
            },
            onAccept: ({ message }) => {
              if (isAbandoned()) return;
              // It was hung up meanwhile, in a dialog that the server does not know any more.
              if (options.isOver()) {
                void inviter.bye().catch(() => {});
                fork.discard();
              } else if (inviter.state === SessionState.Established)
                void move().then(() => options.accepted(message));
              else return refused(message);
              resolve(200);
            },
            onRedirect: ({ message }) => refused(message),
            onReject: ({ message }) => refused(message),
          },
        })
        .catch(() => {
          fork.discard();
          resolve(500);
        });
    });
  }
}

/** What a server says that does not know the dialog, or has nobody to give it to. */
function isUnknown(statusCode: number): boolean {
  return isGone(statusCode) || statusCode === 480;
}

/** An INVITE that takes the place of that dialog. */
function successor({ userAgent }: Session, dialog: DialogId, peer: MediaPeer): Inviter {
  const inviter = new Inviter(userAgent, nobodyAt(userAgent), {
    earlyMedia: false,
    extraHeaders: [supports, `Replaces: ${replacesValue(dialog)}`],
  });
  bindPeer(inviter, peer);
  return inviter;
}
