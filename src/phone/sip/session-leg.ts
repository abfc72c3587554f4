import { SessionState, type Bye, type Session } from 'sip.js';
import type { Clock } from '../../shared/clock.js';
import { Emitter } from '../../shared/emitter.js';
import { CallError } from '../../shared/errors.js';
import type { Leg, LegEnd, LegEvents, RenegotiateOptions } from '../leg.js';
import type { MediaPeer } from '../media/peer.js';
import { endOfBye } from './end-reason.js';
import { assertedIdentity, parseRetryAfter } from './headers.js';
import { displayUpdate } from './display-update.js';
import { referTo, replacing, sendRefer } from './referral.js';
import { PeerDescriptionHandler } from './session-description-handler.js';

/** Offers repeated after glare or a passing server error before a wish is given up. */
const MAX_ATTEMPTS = 6;

/** Tells FreeSWITCH that it may say by INFO who is at the far end now. */
export const supports = 'X-FS-Support: update_display,send_info';

/** What happened to one re-INVITE. */
interface Outcome {
  readonly statusCode: number;
  readonly retryAfterMs?: number | undefined;
  /** The far end agreed, but the browser could not use its answer: both sides now believe something else. */
  readonly answerRefused?: boolean;
}

/** What both directions of a leg share once the session exists. */
export abstract class SessionLeg<S extends Session> extends Emitter<LegEvents> {
  protected readonly session: S;
  protected readonly peer: MediaPeer;
  /** What a message of the server said in `X-FS-UUID`. */
  protected toldUuid: string | undefined;
  readonly #clock: Clock;
  #queue: Promise<void> = Promise.resolve();
  #ended = false;
  #losses = 0;

  constructor(session: S, peer: MediaPeer, clock: Clock) {
    super();
    this.session = session;
    this.peer = peer;
    this.#clock = clock;
    session.stateChange.addListener((state) => {
      if (state === SessionState.Established) this.onEstablished();
      else if (state === SessionState.Terminated) this.#onTerminated();
    });
    session.delegate = {
      onBye: (bye) => this.#onBye(bye),
      onInvite: (request) => {
        this.emit('renegotiated');
        this.#tellIdentity(assertedIdentity(request));
      },
      onInfo: (info) => {
        void info.accept();
        this.#tellIdentity(displayUpdate(info.request));
      },
    };
  }

  /** 2.1 to 4 s for the owner of the Call-ID, 0 to 2 s for the other side (RFC 3261 section 14.1). */
  protected abstract glareDelayMs(): number;
  /** Resolves when the first offer and answer are through and may be followed by another. */
  protected abstract readyToOffer(): Promise<void>;
  /** Declines or cancels a session that is not established. */
  protected abstract abandon(): void;
  /** How it ended when nothing better is known. */
  protected abstract fallbackEnd(): LegEnd;

  get channelUuid(): string | null {
    const { dialog } = this.session;
    return dialog ? (this.toldUuid ?? dialog.callId) : null;
  }

  /** Serialised: a second wish waits for the first. Rejects with `CallError` when the far end refuses. */
  renegotiate(options: RenegotiateOptions = {}): Promise<void> {
    const run = this.#queue.then(() => this.#offerUntilAnswered(options));
    this.#queue = run.catch(() => {});
    return run;
  }

  hangup(): void {
    this.#ended = true;
    if (this.session.state === SessionState.Established) this.session.bye().catch(() => {});
    else if (this.session.state !== SessionState.Terminated) this.abandon();
  }

  async sendInfoDtmf(digit: string): Promise<void> {
    await this.session.info({
      requestOptions: {
        body: {
          contentDisposition: 'render',
          contentType: 'application/dtmf-relay',
          content: `Signal=${digit}\r\nDuration=100\r\n`,
        },
      },
    });
  }

  async refer(to: string | Leg, onRinging: () => void): Promise<LegEnd> {
    const { session } = this;
    const address =
      typeof to === 'string'
        ? referTo(to, session.userAgent)
        : replacing(to instanceof SessionLeg ? (to.session as Session) : undefined);
    return sendRefer(session, address, onRinging);
  }

  connectionLost(): void {
    this.#losses += 1;
    // An ACK that was on the dead socket never comes. SIP.js would wait for it for ever, answer 500 to every later
    // re-INVITE and send none of ours.
    this.#awaitNoAck();
  }

  protected onEstablished(): void {
    this.peer.confirm();
    this.emit('confirmed');
  }

  protected end(end: LegEnd): void {
    if (this.#ended) return;
    this.#ended = true;
    this.emit('ended', end);
  }

  #tellIdentity(remote: Leg['remote'] | undefined): void {
    if (remote && remote.number !== '') this.emit('identity', remote);
  }

  #onTerminated(): void {
    // Or SIP.js may go on repeating an answer to a re-INVITE for as long as the page lives.
    this.#awaitNoAck();
    // SIP.js ends the session first and tells why right after.
    queueMicrotask(() => this.end(this.fallbackEnd()));
  }

  #awaitNoAck(): void {
    const { dialog } = this.session as unknown as { dialog?: { reinviteUserAgentServer: unknown } };
    if (dialog) dialog.reinviteUserAgentServer = undefined;
  }

  #onBye(bye: Bye): void {
    void bye.accept();
    this.end(endOfBye(bye.request));
  }

  async #offerUntilAnswered({ iceRestart = false }: RenegotiateOptions): Promise<void> {
    await this.readyToOffer();
    for (let attempt = 1; ; attempt += 1) {
      if (this.session.state !== SessionState.Established) throw CallError.wrongState('change', 'ended');
      const losses = this.#losses;
      if (iceRestart) this.peer.restartIce();
      const outcome = await this.#reinvite();
      if (outcome.statusCode === 200) return;
      // The dialog is gone at the far end (RFC 3261 section 12.2.1.2), unless our own socket was the reason.
      if (outcome.statusCode === 481 || (outcome.statusCode === 408 && losses === this.#losses)) {
        this.#dialogGone(outcome.statusCode);
      }
      if (attempt === MAX_ATTEMPTS || !isPassing(outcome.statusCode)) await this.#giveUp(outcome);
      await this.#wait(outcome.retryAfterMs ?? this.glareDelayMs());
    }
  }

  #reinvite(): Promise<Outcome> {
    return new Promise((resolve) => {
      this.session
        .invite({
          requestDelegate: {
            onAccept: () =>
              resolve(this.#confirmAnswer() ? { statusCode: 200 } : { statusCode: 488, answerRefused: true }),
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
          this.peer.rollback().then(
            () => resolve({ statusCode: 491 }),
            () => resolve({ statusCode: 491 }),
          ),
        );
    });
  }

  #confirmAnswer(): boolean {
    const handler = this.session.sessionDescriptionHandler;
    if (handler instanceof PeerDescriptionHandler && handler.takeRefusedAnswer() !== undefined) return false;
    this.peer.confirm();
    this.emit('renegotiated');
    return true;
  }

  async #giveUp({ statusCode, answerRefused }: Outcome): Promise<never> {
    this.peer.giveUpWishes();
    // The far end agreed to a change that did not happen here: offering what is true takes it back there too.
    if (answerRefused) await this.#reinvite();
    throw refusedChange(statusCode);
  }

  #dialogGone(statusCode: number): never {
    this.end({ reason: 'connection-lost', statusCode });
    this.session.bye().catch(() => {});
    throw CallError.wrongState('change', 'ended');
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#clock.after(ms, resolve));
  }
}

function refusedChange(statusCode: number): CallError {
  return new CallError('refused', `The far end refused the change (SIP ${statusCode}).`, {
    advice: 'The call goes on as it was; try again.',
  });
}

/** Glare, or a server that asks to try again. */
function isPassing(statusCode: number): boolean {
  return statusCode === 491 || statusCode === 500 || statusCode === 503;
}
