import { SessionState, type Bye, type Inviter, type Session } from 'sip.js';
import type { IncomingResponse, SessionDialog } from 'sip.js/lib/core/index.js';
import type { Clock } from '../../shared/clock.js';
import { Emitter } from '../../shared/emitter.js';
import { CallError } from '../../shared/errors.js';
import { Gate } from '../../shared/gate.js';
import { lazily } from '../../shared/lazily.js';
import type { DialogFacts, DialogId, Leg, LegEnd, LegEvents, RenegotiateOptions } from '../leg.js';
import type { MediaPeer } from '../media/peer.js';
import { factsOf } from './dialog-facts.js';
import { keepEarlyBye } from './early-bye.js';
import { endOfBye, isGone } from './end-reason.js';
import { Farewell } from './farewell.js';
import { assertedIdentity, channelUuid } from './headers.js';
import { displayUpdate } from './display-update.js';
import { LateRecovery } from './late-recovery.js';
import { isPassing, refusedChange, reinvite, type Outcome } from './reinvite.js';
import { bindPeer, PeerDescriptionHandler } from './session-description-handler.js';

/** Offers repeated after glare or a passing server error before a wish is given up. */
const MAX_ATTEMPTS = 6;
/** Half a minute passes with each that nobody answers. The sound of before goes on: no reason to end the call. */
const MAX_UNANSWERED = 2;

/** Comes in the file that finds a call again, so it is here. */
const loadReferral = lazily(() => import('./referral.js'));

type Response = IncomingResponse['message'];

/** What both directions of a leg share once the session exists. Another session may take its place (RFC 3891). */
export abstract class SessionLeg extends Emitter<LegEvents> {
  protected readonly peer: MediaPeer;
  /** It rings here, and its socket is gone: there is nothing to ask until it is answered. */
  protected isLostEarly = false;
  /** What a message of the server said in `X-FS-UUID`. */
  protected toldUuid: string | undefined;
  #session: Session;
  #hasMoved = false;
  readonly #clock: Clock;
  readonly #recovery: LateRecovery;
  /** Closed from the loss of the socket until the dialog was found again: wishes wait there. */
  readonly #reachable = new Gate();
  #queue: Promise<void> = Promise.resolve();
  #farewell: Farewell | null = null;
  #ended = false;
  #losses = 0;

  constructor(session: Session, peer: MediaPeer, clock: Clock) {
    super();
    this.#session = session;
    this.peer = peer;
    this.#clock = clock;
    this.#recovery = new LateRecovery({
      clock,
      session: () => this.#session,
      dialog: () => this.dialogFacts,
      peer,
      reinvite: () => this.#reinvite(),
      moveTo: (inviter, fork) => this.#moveTo(inviter, fork),
      progress: (response) => this.progressed(response),
      accepted: (message) => this.accepted(message),
      refused: (end) => this.end(end),
      isOver: () => this.#ended,
    });
    this.#follow(session);
  }

  /** Resolves when the first offer and answer are through and may be followed by another. */
  protected abstract readyToOffer(): Promise<void>;
  /** 2.1 to 4 s for the owner of the Call-ID, 0 to 2 s for the other side (RFC 3261 section 14.1). */
  protected abstract glareDelayMs(): number;
  /** How it ended when nothing better is known. */
  protected abstract fallbackEnd(): LegEnd;
  /** 18x came to an INVITE that took the place of the first one. */
  protected progressed(_response: IncomingResponse): void {}

  /** 2xx came to an INVITE that took the place of the first one. */
  protected accepted(message: Response): void {
    this.toldUuid = channelUuid(message);
    this.peer.confirm();
    this.emit('renegotiated');
    // FreeSWITCH has forgotten with the old channel that somebody waits.
    if (this.peer.heldConfirmed) this.renegotiate().catch(() => {});
  }

  protected get session(): Session {
    return this.#session;
  }

  /** The dialog, also while it is early; null where there is none. */
  protected get dialogFacts(): DialogFacts | null {
    const { dialog } = this.#session;
    return dialog ? factsOf(dialog as SessionDialog) : null;
  }

  get channelUuid(): string | null {
    const { dialog } = this.#session;
    return dialog ? (this.toldUuid ?? dialog.callId) : null;
  }

  get dialogId(): DialogId | null {
    const facts = this.#session.state === SessionState.Terminated ? null : this.dialogFacts;
    return facts && { callId: facts.callId, localTag: facts.localTag, remoteTag: facts.remoteTag };
  }

  /** Serialised: a second wish waits for the first, and for the line. Rejects with `CallError` when the far end refuses. */
  renegotiate(options: RenegotiateOptions = {}): Promise<void> {
    const { path } = this.peer;
    return this.#inTurn(() => this.#offerUntilAnswered(options, path));
  }

  hangup(): Promise<boolean> {
    this.#ended = true;
    this.#reachable.open();
    this.#farewell ??= new Farewell(this.#session, this.dialogFacts);
    return this.#farewell.say();
  }

  get goodbye(): DialogFacts | null {
    return this.dialogFacts;
  }

  sendInfoDtmf(digit: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#reachable.passed;
      await this.#session.info({
        requestOptions: {
          body: {
            contentDisposition: 'render',
            contentType: 'application/dtmf-relay',
            content: `Signal=${digit}\r\nDuration=100\r\n`,
          },
        },
      });
    });
  }

  async refer(to: string | Leg, onRinging: () => void): Promise<LegEnd> {
    // A wish of before, such as hold, is through first; the answer to the REFER keeps nobody waiting.
    await this.#inTurn(() => this.#reachable.passed);
    const referral = await loadReferral().catch(() => null);
    if (!referral) return { reason: 'failed' };
    const { referTo, replacing, sendRefer } = referral;
    const session = this.#session;
    const address =
      typeof to === 'string'
        ? referTo(to, session.userAgent)
        : replacing(to instanceof SessionLeg ? to.#session : undefined);
    return sendRefer(session, address, onRinging);
  }

  connectionLost(): void {
    this.#losses += 1;
    this.#reachable.close();
    this.#recovery.abandon();
    // An ACK that was on the dead socket never comes. SIP.js would wait for it for ever, answer 500 to every later
    // re-INVITE and send none of ours.
    this.#awaitNoAck();
  }

  async recover(): Promise<void> {
    if (this.#ended || this.#reachable.isOpen) return;
    const losses = this.#losses;
    const end = this.isLostEarly ? null : await this.#recovery.run();
    if (losses !== this.#losses) return;
    if (end) this.end(end);
    this.#reachable.open();
  }

  /** Has another INVITE take the place of a call that rings here, once the line is back. Ends where nobody knows it. */
  protected async takeOver(): Promise<void> {
    await this.#reachable.passed;
    const statusCode = await this.#recovery.takeOver();
    if (statusCode !== 200) this.end({ reason: 'missed', statusCode });
  }

  protected onEstablished(): void {
    this.peer.confirm();
    this.emit('confirmed');
  }

  protected end(end: LegEnd): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#reachable.open();
    this.emit('ended', end);
  }

  /** Another session has the place of the one before, which is forgotten by now. */
  async #moveTo(inviter: Inviter, fork: MediaPeer): Promise<void> {
    this.#session = inviter;
    this.#hasMoved = true;
    this.#follow(inviter);
    bindPeer(inviter, this.peer);
    const { sessionDescriptionHandler: handler } = inviter;
    if (handler instanceof PeerDescriptionHandler) handler.use(this.peer);
    await this.peer.moveTo(fork);
  }

  #follow(session: Session): void {
    keepEarlyBye(session);
    session.stateChange.addListener((state) => {
      if (session !== this.#session) return;
      if (state === SessionState.Established && !this.#hasMoved) this.onEstablished();
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

  #inTurn<Result>(wish: () => Promise<Result>): Promise<Result> {
    const run = this.#queue.then(wish);
    this.#queue = run.then(
      () => {},
      () => {},
    );
    return run;
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
    const { dialog } = this.#session as unknown as { dialog?: { reinviteUserAgentServer: unknown } };
    if (dialog) dialog.reinviteUserAgentServer = undefined;
  }

  #onBye(bye: Bye): void {
    void bye.accept();
    this.end(endOfBye(bye.request));
  }

  async #offerUntilAnswered({ iceRestart = false }: RenegotiateOptions, path: unknown): Promise<void> {
    await this.readyToOffer();
    for (let attempt = 1; ; attempt += 1) {
      await this.#reachable.passed;
      if (this.#session.state !== SessionState.Established) throw CallError.wrongState('change', 'ended');
      // A dialog that was found again by Replaces has come with a new path for its sound.
      if (iceRestart && path !== this.peer.path) return;
      const losses = this.#losses;
      if (iceRestart) this.peer.restartIce();
      const outcome = await this.#reinvite();
      if (outcome.statusCode === 200) return;
      // The socket took the answer with it: asked again over the next one, as if for the first time.
      if (losses !== this.#losses) {
        attempt = 0;
        continue;
      }
      if (isGone(outcome.statusCode)) this.#dialogGone(outcome.statusCode);
      const enough = outcome.statusCode === 408 ? MAX_UNANSWERED : MAX_ATTEMPTS;
      if (attempt >= enough || !isPassing(outcome.statusCode)) await this.#giveUp(outcome);
      const delay = this.#hasMoved ? 2100 + Math.random() * 1900 : this.glareDelayMs();
      await this.#wait(outcome.retryAfterMs ?? delay);
    }
  }

  async #reinvite(): Promise<Outcome> {
    const outcome = await reinvite(this.#session, this.peer);
    if (outcome.statusCode === 200) this.emit('renegotiated');
    return outcome;
  }

  async #giveUp({ statusCode, answerRefused }: Outcome): Promise<never> {
    this.peer.giveUpWishes();
    // The far end agreed to a change that did not happen here: offering what is true takes it back there too.
    if (answerRefused) await this.#reinvite();
    throw refusedChange(statusCode);
  }

  #dialogGone(statusCode: number): never {
    this.end({ reason: 'connection-lost', statusCode });
    throw CallError.wrongState('change', 'ended');
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#clock.after(ms, resolve));
  }
}
