import { Emitter } from '../shared/emitter.js';
import { CallError, type MediaError } from '../shared/errors.js';
import { mediaFailed } from './call-errors.js';
import { firstSnapshot, recordOf, resumedSnapshot } from './call-beginning.js';
import type { CallEvents, CallOptions } from './call-options.js';
import type { ActiveState, CallSnapshot, CallState, EndReason } from './call-state.js';
import { transition, type CallEvent } from './call-transition.js';
import type { IncomingLeg, LegEnd, OutgoingLeg } from './leg.js';
import { MediaRecovery } from './media/media-recovery.js';
import { LateMonitor } from './media/quality/late-monitor.js';
import type { QualitySample } from './media/quality/quality.js';
import type { FormerLeg } from './resume/former-leg.js';
import type { CallRecord, ConferenceNote, ResumeRecord } from './resume/record.js';
import { RingLimits } from './ring-limits.js';

/** What becomes of a call by itself: it follows its leg, or one after the other, and is the only writer of its snapshot. */
export abstract class CallLife extends Emitter<CallEvents> {
  protected leg: OutgoingLeg | IncomingLeg;
  #stopFollowing: (() => void)[] = [];
  /** What the call is resumed from, until a leg of our own is confirmed. */
  #former: FormerLeg | null = null;
  protected readonly options: CallOptions;
  readonly #monitor: LateMonitor;
  readonly #stops: (() => void)[] = [];
  #snapshot: CallSnapshot;
  /** Fulfilled when the call has ended. */
  protected readonly over: Promise<void>;
  #tellOver = (): void => {};
  protected readonly recovery: MediaRecovery;
  protected readonly ringLimits: RingLimits;
  /** What the far end's BYE means, when something that was asked for brings it. */
  protected farewell: EndReason | null = null;

  #conference: ConferenceNote | null = null;

  /**
   * A leg that can invite makes an outgoing call, one that can accept an incoming one; with a record it is a call that
   * another page began.
   */
  constructor(leg: OutgoingLeg | IncomingLeg | FormerLeg, options: CallOptions, record?: ResumeRecord) {
    super();
    this.leg = leg;
    this.options = options;
    this.over = new Promise((resolve) => (this.#tellOver = resolve));
    this.#snapshot = record ? resumedSnapshot(record) : firstSnapshot(leg, options.clock.now());
    const { peer, audio } = options;
    this.ringLimits = new RingLimits(options.clock, (end) => this.abandon(end));
    this.recovery = new MediaRecovery({
      peer,
      clock: options.clock,
      restart: () => this.restoreMedia(),
      onFailure: (cause) => this.phase === 'active' && this.emit('error', mediaFailed(cause)),
    });
    this.#monitor = new LateMonitor({
      peer,
      clock: options.clock,
      state: () => this.#snapshot.state,
      onChange: (quality) => this.update({ quality }),
      onSample: (sample) => this.emit('sample', sample),
      onQuiet: () => options.probeLine('patiently'),
      onSilent: () => {
        options.probeLine('urgently');
        return this.recovery.now();
      },
    });
    this.#follow(leg);
    if ('retire' in leg && record) this.#resumeFrom(leg, record);
    this.#stops.push(
      peer.on('stream', (stream) => audio.play(stream)),
      peer.on('health', (health) => this.emit('mediahealth', health)),
      audio.on('blocked', (blocked) => this.emit('audioblocked', blocked)),
      () => this.recovery.stop(),
    );
  }

  get snapshot(): CallSnapshot {
    return this.#snapshot;
  }

  /** What another page needs to go on with this call; null while it has no dialog, and after its end. A secret. */
  get record(): CallRecord | null {
    const { dialogId: dialog, channelUuid } = this.leg;
    if (this.phase === 'ended' || !dialog) return null;
    return { ...recordOf(this.#snapshot), conference: this.#conference, dialog, channelUuid };
  }

  /** In a conference people wait one by one: our own leg on hold would leave all of them alone, and is refused. */
  get conference(): ConferenceNote | null {
    return this.#conference;
  }
  set conference(note: ConferenceNote | null) {
    if (note?.since === this.#conference?.since && note?.third === this.#conference?.third) return;
    this.#conference = note;
    // The record is another one.
    this.update({});
  }

  /** FreeSWITCH's id of our leg; null until the call is active. Never part of the snapshot: it is a secret. */
  get channelUuid(): string | null {
    return this.phase === 'active' ? this.leg.channelUuid : null;
  }

  /** Whether our leg is this channel of the platform; known while an incoming call rings, too. */
  isChannel(uuid: string): boolean {
    return this.leg.channelUuid === uuid;
  }

  /** Somebody else is at the far end now: a conference or a transfer has left us with them. */
  showRemote(remote: CallSnapshot['remote']): void {
    this.update({ remote: Object.freeze({ ...remote }) });
  }

  protected get phase(): CallState['phase'] {
    return this.#snapshot.state.phase;
  }

  /** What rings in the dialog of a page that is gone rings no more. */
  stopRinging(reason: EndReason): void {
    if (!this.#former || this.phase !== 'incoming') return;
    this.#former.retire();
    this.#former = null;
    this.end({ reason });
  }

  /**
   * Lets go of the microphone and the media of a call that another page of ours goes on with, or will. Nothing is said
   * to the far end.
   */
  letGo(): void {
    this.#former?.retire();
    this.#former = null;
    for (const stop of this.#stopFollowing) stop();
    this.end({ reason: 'taken-over' });
  }

  /** Looks for another way for its sound. */
  abstract restoreMedia(): Promise<void>;

  /**
   * The socket is gone. A call goes on; one that only rings is waited for some seconds. An INVITE that nobody has
   * answered with anything cannot be found again.
   */
  connectionLost(): void {
    if (this.#former) return this.#former.connectionLost();
    this.leg.connectionLost();
    if (this.phase === 'dialing') this.abandon({ reason: 'connection-lost' });
    else this.ringLimits.lineLost(this.phase);
  }

  /** The line is back, over another socket. */
  async recover(): Promise<void> {
    if (this.#former) return;
    this.ringLimits.lineBack(this.phase);
    await this.leg.recover();
  }

  /** The last second of its sound, measured; null before the first. */
  get sample(): QualitySample | null {
    return this.#monitor.sample;
  }

  /** This leg signals for the call from now on, and the one before is not listened to any more. */
  #follow(leg: OutgoingLeg | IncomingLeg | FormerLeg): void {
    for (const stop of this.#stopFollowing) stop();
    this.leg = leg;
    this.#stopFollowing = [
      leg.on('progress', ({ earlyMedia }) => this.dispatch({ type: 'progress', earlyMedia })),
      leg.on('confirmed', () => this.#onConfirmed()),
      leg.on('renegotiated', () => this.#onRenegotiated()),
      leg.on('identity', (remote) => this.showRemote(remote)),
      leg.on('ended', (end) => this.#onLegEnd(end)),
    ];
  }

  /** Until it is resumed, the leg before decides what the end of an attempt means. */
  #onLegEnd(end: LegEnd): void {
    if (this.#former) return;
    // What was lost on the way may live on at the server.
    if (end.reason === 'connection-lost') this.abandon(end);
    else this.end(this.#meant(end));
  }

  #onConfirmed(): void {
    this.ringLimits.stop();
    const former = this.#former;
    this.#former = null;
    former?.retire();
    if (this.phase === 'ended') {
      this.options.sayGoodbye(this.leg);
      return this.options.peer.close();
    }
    this.dispatch({ type: 'confirmed', at: this.options.clock.now() });
    // The first offer says so already; far ends that take a hold only from a call that is up hear it once more.
    if (former && this.options.peer.heldConfirmed) this.leg.renegotiate().catch(() => {});
    this.#monitor.start();
  }

  #onRenegotiated(): void {
    const { peer } = this.options;
    this.dispatch({ type: 'hold-confirmed', held: peer.heldConfirmed });
    this.dispatch({ type: 'remote-hold-changed', held: peer.heldByRemote });
  }

  #resumeFrom(former: FormerLeg, { muted, held, conference }: ResumeRecord): void {
    const { peer } = this.options;
    this.#former = former;
    this.#conference = conference;
    peer.setMuted(muted);
    peer.wishHeld(held);
    former.onSuccessor = (leg) => this.#follow(leg);
    former.on('ended', (end) => {
      this.#former = null;
      this.end(end);
      peer.close();
    });
  }

  protected abandon(end: LegEnd, error?: MediaError, after?: Promise<unknown>): void {
    if (this.phase === 'ended') return;
    if (this.#former) {
      this.end(end, error);
      return void this.#former.hangup();
    }
    const somethingSent = this.phase !== 'preparing';
    this.end(end, error);
    if (somethingSent) this.options.sayGoodbye(this.leg, after);
  }

  protected end({ reason, statusCode }: LegEnd, error?: MediaError): void {
    if (this.phase === 'ended') return;
    this.ringLimits.stop();
    // What is on its way here ends when it has come: it needs the media for that, and nobody hears them.
    if (this.#former?.isTrying) this.options.peer.releaseMicrophone();
    else this.options.peer.close();
    this.options.audio.close();
    for (const stop of this.#stops) stop();
    const quality = this.#monitor.stop();
    if (quality) this.update({ quality });
    this.dispatch({ type: 'ended', reason, statusCode, error, at: this.options.clock.now() });
    this.#tellOver();
  }

  #meant(end: LegEnd): LegEnd {
    if (
      end.reason === 'answered-elsewhere' &&
      this.phase === 'active' &&
      this.options.isTakenOver(this.#snapshot.id)
    )
      return { ...end, reason: 'taken-over' };
    return end.reason === 'remote-hangup' && this.farewell ? { ...end, reason: this.farewell } : end;
  }

  protected requireActive(action: string): ActiveState {
    const { state } = this.#snapshot;
    if (state.phase !== 'active') throw CallError.wrongState(action, state.phase);
    return state;
  }

  protected dispatch(event: CallEvent): void {
    const state = transition(this.#snapshot.state, event);
    if (state !== this.#snapshot.state) this.update({ state: Object.freeze(state) });
  }

  protected update(change: Partial<CallSnapshot>): void {
    this.#snapshot = Object.freeze({ ...this.#snapshot, ...change });
    this.emit('statechange', this.#snapshot);
  }
}
