import type { CancelTimer } from '../shared/clock.js';
import { Emitter } from '../shared/emitter.js';
import { CallError, MediaError } from '../shared/errors.js';
import { invalidNumber, mediaFailed } from './call-errors.js';
import type { CallEvents, CallOptions } from './call-options.js';
import type { ActiveState, CallSnapshot, CallState, EndReason } from './call-state.js';
import { transition, type CallEvent } from './call-transition.js';
import type { IncomingLeg, LegEnd, OutgoingLeg } from './leg.js';
import { MediaRecovery } from './media/media-recovery.js';
import { LateMonitor } from './media/quality/late-monitor.js';
import type { QualitySample } from './media/quality/quality.js';
import { randomUuid } from './sip/random-token.js';

/** Longest time a call of ours may go without a final answer; the network's own timers are shorter. */
const NO_ANSWER_MS = 120_000;

export type { CallOptions } from './call-options.js';

/** One call: the only writer of its snapshot, above its signalling leg and its media peer. */
export class Call extends Emitter<CallEvents> {
  readonly #leg: OutgoingLeg | IncomingLeg;
  readonly #options: CallOptions;
  readonly #monitor: LateMonitor;
  readonly #stops: (() => void)[] = [];
  #snapshot: CallSnapshot;
  /** Fulfilled when the call has ended. */
  readonly #over: Promise<void>;
  #tellOver = (): void => {};
  #cancelNoAnswer: CancelTimer = () => {};
  /** What the far end's BYE means, when something that was asked for brings it. */
  #farewell: EndReason | null = null;

  /** In a conference people wait one by one: our own leg on hold would leave all of them alone, and is refused. */
  isConference = false;

  /** A leg that can invite makes an outgoing call, one that can accept an incoming one. */
  constructor(leg: OutgoingLeg | IncomingLeg, options: CallOptions) {
    super();
    this.#leg = leg;
    this.#options = options;
    this.#over = new Promise((resolve) => (this.#tellOver = resolve));
    const outgoing = 'invite' in leg;
    this.#snapshot = Object.freeze({
      id: randomUuid(),
      direction: outgoing ? 'outbound' : 'inbound',
      remote: leg.remote,
      startedAt: options.clock.now(),
      quality: null,
      digits: '',
      ...('answerAfter' in leg && leg.answerAfter !== null ? { answerAfter: leg.answerAfter } : {}),
      state: Object.freeze<CallState>({ phase: outgoing ? 'preparing' : 'incoming' }),
    });
    const { peer, audio } = options;
    const recovery = new MediaRecovery(peer, options.clock, () => this.#restoreMedia());
    this.#monitor = new LateMonitor({
      peer,
      clock: options.clock,
      state: () => this.#snapshot.state,
      onChange: (quality) => this.#update({ quality }),
      onSample: (sample) => this.emit('sample', sample),
    });
    this.#stops.push(
      leg.on('progress', ({ earlyMedia }) => this.#dispatch({ type: 'progress', earlyMedia })),
      leg.on('confirmed', () => this.#onConfirmed()),
      leg.on('renegotiated', () => this.#onRenegotiated()),
      leg.on('identity', (remote) => this.showRemote(remote)),
      leg.on('ended', (end) => this.#end(this.#meant(end))),
      peer.on('stream', (stream) => audio.play(stream)),
      peer.on('health', (health) => this.emit('mediahealth', health)),
      audio.on('blocked', (blocked) => this.emit('audioblocked', blocked)),
      () => recovery.stop(),
    );
  }

  get snapshot(): CallSnapshot {
    return this.#snapshot;
  }

  /** FreeSWITCH's id of our leg; null until the call is active. Never part of the snapshot: it is a secret. */
  get channelUuid(): string | null {
    return this.#phase === 'active' ? this.#leg.channelUuid : null;
  }

  /** Whether our leg is this channel of the platform; known while an incoming call rings, too. */
  isChannel(uuid: string): boolean {
    return this.#leg.channelUuid === uuid;
  }

  /** Somebody else is at the far end now: a conference or a transfer has left us with them. */
  showRemote(remote: CallSnapshot['remote']): void {
    this.#update({ remote: Object.freeze({ ...remote }) });
  }

  get #phase(): CallState['phase'] {
    return this.#snapshot.state.phase;
  }

  /**
   * Ends the call, whatever its phase. The screen and the microphone do not wait for the network; the BYE of an active
   * call waits for `after`. `reason`: what it means that an active call ends.
   */
  hangup(after?: Promise<unknown>, reason: EndReason = 'hangup'): void {
    if (this.#phase === 'active') this.#abandon({ reason }, undefined, after);
    else this.#abandon({ reason: this.#snapshot.direction === 'outbound' ? 'canceled' : 'declined' });
  }

  /** Silences our microphone towards the far end; local, so it holds at once. Throws `CallError` unless active. */
  setMuted(muted: boolean): void {
    this.#requireActive(muted ? 'mute' : 'unmute');
    this.#options.peer.setMuted(muted);
    this.#dispatch({ type: 'mute-changed', muted });
  }

  /** Puts the far end on hold or takes it off. Resolves when it agreed; rejects with `CallError`, the call unchanged. */
  async setHeld(held: boolean): Promise<void> {
    const action = held ? 'hold' : 'resume';
    const state = this.#requireActive(action);
    if (held && this.isConference) throw CallError.wrongState(action, 'a call of three');
    // A wish that is on its way may still end elsewhere than where the state is now.
    const isOther = this.#options.peer.wishHeld(held);
    if (state.held === held && !isOther) return;
    await Promise.race([this.#leg.renegotiate(), this.#over]);
    this.#requireActive(action);
  }

  /**
   * Asks the far end by REFER (RFC 3515) to talk to this number, or to whoever that other call is with (RFC 5589), and
   * no longer to us. Resolves with what became of it: `transferred`, or why not; null when the call ended without a word.
   */
  async refer(to: string | Call, onRinging: () => void): Promise<LegEnd | null> {
    this.#requireActive('transfer');
    const end = this.#leg.refer(typeof to === 'string' ? to : to.#leg, onRinging);
    return Promise.race([end, this.#over.then(() => null)]);
  }

  /** From now on a BYE of the far end has this reason; null: it hangs up as ever. */
  expectEnd(reason: EndReason | null): void {
    this.#farewell = reason;
  }

  /** Sends digits as RFC 4733 events, or by INFO where the far end has no telephone-event. */
  async sendDtmf(digits: string): Promise<void> {
    this.#requireActive('send digits in');
    if (!/^[0-9*#A-D]+$/.test(digits)) throw invalidNumber('only 0-9, *, # and A-D are tones');
    this.#update({ digits: this.#snapshot.digits + digits });
    if (this.#options.peer.insertDtmf(digits)) return;
    for (const digit of digits) await this.#leg.sendInfoDtmf(digit);
  }

  /**
   * Speaks through a microphone opened anew, where one was open: another was chosen, or that one is gone. Mute stays.
   * Rejects with `MediaError`, the call unchanged.
   */
  async changeMicrophone(): Promise<void> {
    const { peer, openMicrophone } = this.#options;
    if (peer.hasMicrophone) await peer.attachMicrophone(await openMicrophone());
  }

  /** Statistics of its media. */
  stats(): Promise<RTCStatsReport> {
    return this.#options.peer.stats();
  }

  /** The last second of its sound, measured; null before the first. */
  get sample(): QualitySample | null {
    return this.#monitor.sample;
  }

  /** Looks for another way for its sound: ICE restart in a re-INVITE. Resolves when the far end agreed; throws `CallError`. */
  async restoreMedia(): Promise<void> {
    this.#requireActive('reconnect the sound of');
    await this.#leg.renegotiate({ iceRestart: true });
  }

  /** Plays the far end after a gesture. */
  resumeAudio(): Promise<void> {
    return this.#options.audio.resume();
  }

  /** The socket is gone. What was confirmed goes on; what was not can get no answer any more. */
  connectionLost(): void {
    this.#leg.connectionLost();
    if (this.#phase !== 'active' && this.#phase !== 'preparing') this.#abandon({ reason: 'connection-lost' });
  }

  /** Dials. With the permission already granted the INVITE does not wait for the microphone. */
  async start(permissionGranted: boolean): Promise<void> {
    const leg = this.#leg;
    if (!('invite' in leg)) throw CallError.wrongState('dial', this.#phase);
    const microphone = this.#attachMicrophone();
    if (!permissionGranted && !(await microphone)) return;
    if (this.#phase !== 'preparing') return;
    this.#dispatch({ type: 'invite-sent' });
    this.#cancelNoAnswer = this.#options.clock.after(NO_ANSWER_MS, () => this.#abandon({ reason: 'no-answer' }));
    try {
      await leg.invite();
    } catch (cause) {
      this.#end({ reason: 'media-failed' }, mediaFailed(cause));
    }
  }

  /** False when the call ended for lack of a microphone. */
  async #attachMicrophone(): Promise<boolean> {
    try {
      await this.#options.peer.attachMicrophone(await this.#options.openMicrophone());
      return true;
    } catch (error) {
      this.#abandon({ reason: 'microphone' }, error instanceof MediaError ? error : mediaFailed(error));
      return false;
    }
  }

  /** Takes an incoming call. Rejects with `MediaError` when the microphone is refused; the caller still rings then. */
  async answer(): Promise<void> {
    const leg = this.#leg;
    if (!('accept' in leg) || this.#phase !== 'incoming') throw CallError.wrongState('answer', this.#phase);
    this.#dispatch({ type: 'accepted-here' });
    try {
      await this.#options.peer.attachMicrophone(await this.#options.openMicrophone());
    } catch (error) {
      // The caller still rings: the person may allow the microphone and answer again.
      this.#dispatch({ type: 'accept-failed' });
      throw error;
    }
    // The caller may have given up meanwhile.
    if (this.#snapshot.state.phase !== 'answering') return;
    try {
      await leg.accept();
    } catch (cause) {
      this.#end({ reason: 'media-failed' }, mediaFailed(cause));
    }
  }

  #onConfirmed(): void {
    this.#cancelNoAnswer();
    this.#dispatch({ type: 'confirmed', at: this.#options.clock.now() });
    this.#monitor.start();
  }

  #onRenegotiated(): void {
    const { peer } = this.#options;
    this.#dispatch({ type: 'hold-confirmed', held: peer.heldConfirmed });
    this.#dispatch({ type: 'remote-hold-changed', held: peer.heldByRemote });
  }

  async #restoreMedia(): Promise<void> {
    if (this.#phase !== 'active') return;
    try {
      await this.restoreMedia();
    } catch (cause) {
      if (this.#phase === 'active') this.emit('error', mediaFailed(cause));
    }
  }

  #abandon(end: LegEnd, error?: MediaError, after?: Promise<unknown>): void {
    if (this.#phase === 'ended') return;
    const somethingSent = this.#phase !== 'preparing';
    this.#end(end, error);
    const sayGoodbye = (): void => this.#options.whenConnected(() => this.#leg.hangup());
    if (after) void after.finally(sayGoodbye);
    else if (somethingSent) sayGoodbye();
  }

  #end({ reason, statusCode }: LegEnd, error?: MediaError): void {
    if (this.#phase === 'ended') return;
    this.#cancelNoAnswer();
    this.#options.peer.close();
    this.#options.audio.close();
    for (const stop of this.#stops) stop();
    const quality = this.#monitor.stop();
    if (quality) this.#update({ quality });
    this.#dispatch({ type: 'ended', reason, statusCode, error, at: this.#options.clock.now() });
    this.#tellOver();
  }

  #meant(end: LegEnd): LegEnd {
    return end.reason === 'remote-hangup' && this.#farewell ? { ...end, reason: this.#farewell } : end;
  }

  #requireActive(action: string): ActiveState {
    const { state } = this.#snapshot;
    if (state.phase !== 'active') throw CallError.wrongState(action, state.phase);
    return state;
  }

  #dispatch(event: CallEvent): void {
    const state = transition(this.#snapshot.state, event);
    if (state !== this.#snapshot.state) this.#update({ state: Object.freeze(state) });
  }

  #update(change: Partial<CallSnapshot>): void {
    this.#snapshot = Object.freeze({ ...this.#snapshot, ...change });
    this.emit('statechange', this.#snapshot);
  }
}
