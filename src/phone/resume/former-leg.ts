import { Backoff } from '../../shared/backoff.js';
import type { CancelTimer, Clock } from '../../shared/clock.js';
import { Emitter } from '../../shared/emitter.js';
import { CallError } from '../../shared/errors.js';
import type { IncomingLeg, LegEnd, LegEvents, OutgoingLeg } from '../leg.js';
import { RECORD_LIFE_MS, type ResumeRecord } from './record.js';

/** What is known of a call that rings in the dialog of a page that is gone. */
export type FormerRinging = Pick<IncomingLeg, 'remote' | 'channelUuid'>;

export interface FormerLegOptions {
  readonly record: ResumeRecord;
  /** An INVITE that takes the place of the dialog, not yet sent. */
  readonly replace: () => OutgoingLeg;
  /** Refuses a call that rings in the dialog. */
  readonly decline: (ringing: FormerRinging) => void;
  /** Runs the task once the SIP server can be reached, at once if it can be. */
  readonly whenConnected: (task: () => void) => void;
  readonly clock: Clock;
}

/**
 * The leg of a page that is gone. Nothing can be said in its dialog any more; its place is taken by INVITE with Replaces
 * (RFC 3891), again after failures that pass, for as long as the record may be used.
 */
export class FormerLeg extends Emitter<LegEvents> implements IncomingLeg {
  readonly remote: ResumeRecord['remote'];
  readonly dialogId: ResumeRecord['dialog'];
  readonly channelUuid: string | null;
  readonly answerAfter = null;
  readonly goodbye = null;
  /** Told of each attempt: this leg signals for the call from now on. Until it is confirmed, its end is decided here. */
  onSuccessor: (leg: OutgoingLeg) => void = () => {};
  readonly #options: FormerLegOptions;
  readonly #backoff = new Backoff({ first: 300, cap: 4000 });
  #until = Infinity;
  #attempt: OutgoingLeg | null = null;
  #cancelRetry: CancelTimer = () => {};
  #cancelDeadline: CancelTimer = () => {};
  #isOver = false;
  /** The person has hung up. */
  #isUnwanted = false;
  #hasProgress = false;

  constructor(options: FormerLegOptions) {
    super();
    this.#options = options;
    this.remote = options.record.remote;
    this.dialogId = options.record.dialog;
    this.channelUuid = options.record.channelUuid;
  }

  /** Takes the dialog's place. The far end of a ringing call is answered by it. */
  async accept(): Promise<void> {
    const { clock, record } = this.#options;
    const since = this.#isRinging ? clock.now() : record.savedAt;
    this.#until = since + RECORD_LIFE_MS;
    this.#cancelDeadline = clock.after(this.#until - clock.now(), () => this.#giveUp());
    this.#try();
  }

  /** Its successor has a dialog of its own: this one is history. */
  retire(): void {
    this.#isOver = true;
    this.#cancelRetry();
    this.#cancelDeadline();
  }

  /** Its place is being taken. */
  get isTrying(): boolean {
    return this.#until < Infinity && !this.#isOver;
  }

  /**
   * Declines what rings here by the platform's REST interface: an INVITE with Replaces would answer the call, and a
   * refusal can only be sent by who received the INVITE, on the socket that is gone. A call whose place is being taken
   * ends when that is done; while it rings there, it is cancelled.
   */
  async hangup(): Promise<boolean> {
    this.#isUnwanted = true;
    if (this.isTrying) {
      this.#cancelRinging();
      return true;
    }
    this.retire();
    this.#options.decline(this);
    return true;
  }

  /** An attempt whose answer can come no more is made anew. */
  connectionLost(): void {
    if (this.#isOver || !this.#attempt) return;
    void this.#attempt.hangup();
    this.#attempt = null;
    this.#try();
  }

  async recover(): Promise<void> {}

  renegotiate(): Promise<never> {
    return Promise.reject(CallError.wrongState('change', 'resuming'));
  }

  refer(): Promise<never> {
    return Promise.reject(CallError.wrongState('transfer', 'resuming'));
  }

  sendInfoDtmf(): Promise<never> {
    return Promise.reject(CallError.wrongState('send digits in', 'resuming'));
  }

  get #isRinging(): boolean {
    const { direction, answeredAt } = this.#options.record;
    return direction === 'inbound' && answeredAt === null;
  }

  #try(): void {
    this.#options.whenConnected(() => {
      if (this.#isOver || this.#attempt) return;
      const leg = this.#options.replace();
      this.#attempt = leg;
      leg.on('ended', (end) => this.#onRefused(leg, end));
      leg.on('progress', () => {
        this.#hasProgress = true;
        this.#cancelRinging();
      });
      this.onSuccessor(leg);
      leg.invite().catch(() => this.#onRefused(leg, { reason: 'media-failed' }));
    });
  }

  #cancelRinging(): void {
    if (!this.#isUnwanted || !this.#hasProgress) return;
    void this.#attempt?.hangup();
    this.#end({ reason: 'canceled' });
  }

  #onRefused(leg: OutgoingLeg, end: LegEnd): void {
    if (this.#isOver || leg !== this.#attempt) return;
    const { statusCode } = end;
    this.#attempt = null;
    if (isGone(statusCode))
      return this.#end({ reason: this.#isRinging ? 'missed' : 'ended-meanwhile', statusCode });
    if (!isPassing(end)) return this.#end(end);
    this.#cancelRetry = this.#options.clock.after(this.#backoff.next(), () => this.#try());
  }

  #giveUp(): void {
    void this.#attempt?.hangup();
    this.#end({ reason: 'connection-lost' });
  }

  #end(end: LegEnd): void {
    if (this.#isOver) return;
    this.retire();
    this.emit('ended', end);
  }
}

/**
 * There is no such dialog: FreeSWITCH dials the number beside an unknown one, which is 480 or 404 for the name that is
 * dialled here; others say 481 (RFC 3891 section 3).
 */
function isGone(statusCode: number | undefined): boolean {
  return statusCode === 404 || statusCode === 410 || statusCode === 480 || statusCode === 481;
}

/** The line or the server was in the way, not the dialog. */
function isPassing({ statusCode, reason }: LegEnd): boolean {
  if (statusCode === undefined) return reason !== 'media-failed';
  return statusCode === 408 || (statusCode >= 500 && statusCode < 600);
}
