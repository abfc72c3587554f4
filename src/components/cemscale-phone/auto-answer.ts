import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CallSnapshot } from '../../phone/call-state.js';
import { systemClock, type CancelTimer, type Clock } from '../../shared/clock.js';
import { isLive, type SoftphoneSnapshot } from '../../softphone/snapshot.js';
import type { Msg } from '../internal/localize.js';
import './answer-countdown.js';

/** The element, as far as the policy reads and uses it. */
export interface AutoAnswering {
  readonly autoAnswer: 'off' | 'internal' | 'all';
  readonly autoAnswerAfter: number;
  answer(callId: string): Promise<void>;
  requestUpdate(): void;
}

const LONGEST_S = 60;

/**
 * Answers calls by itself where the page's policy says so, and only there: a caller's own wish (`answer-after`) decides
 * the time, never whether. While another call lives nobody is answered by itself.
 */
export class AutoAnswer {
  readonly #phone: AutoAnswering;
  readonly #clock: Clock;
  #callId: string | null = null;
  #cancelTimer: CancelTimer = () => {};
  /** When the call that rings is answered, by the clock that never jumps; null when it is not. */
  #at: number | null = null;

  constructor(phone: AutoAnswering, clock: Clock = systemClock) {
    this.#phone = phone;
    this.#clock = clock;
  }

  /** Counts from when a call begins to ring alone, once for each call. */
  follow(snapshot: SoftphoneSnapshot): void {
    const [call, other] = snapshot.calls.filter(isLive);
    // Of several tabs the one with the phone answers.
    if (snapshot.elsewhere) return this.stop();
    const ringing = call?.state.phase === 'incoming' && !other ? call : null;
    if (!ringing) return this.stop();
    if (ringing.id === this.#callId) return;
    this.#callId = ringing.id;
    this.stop();
    if (!this.#allows(ringing, snapshot)) return;
    const seconds = ringing.answerAfter ?? this.#phone.autoAnswerAfter;
    const wait = Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), LONGEST_S) : LONGEST_S;
    this.#at = this.#clock.monotonic() + wait * 1000;
    this.#phone.requestUpdate();
    this.#cancelTimer = this.#clock.after(wait * 1000, () => {
      this.stop();
      // Why it could not be answered stands in the snapshot.
      if (this.#allows(ringing, snapshot)) this.#phone.answer(ringing.id).catch(() => {});
    });
  }

  /** Leaves the call that rings to the person. */
  stop(): void {
    this.#cancelTimer();
    if (this.#at === null) return;
    this.#at = null;
    this.#phone.requestUpdate();
  }

  /** What is shown of it beside a call that rings. */
  countdown(msg: Msg): TemplateResult | typeof nothing {
    if (this.#at === null) return nothing;
    return html`<cemscale-answer-countdown
      .at=${this.#at}
      .msg=${msg}
      .onStop=${() => this.stop()}
    ></cemscale-answer-countdown>`;
  }

  /** A colleague has a number like one's own. Whose number a caller shows is the server's to check. */
  #allows({ remote }: CallSnapshot, { extension }: SoftphoneSnapshot): boolean {
    const { autoAnswer } = this.#phone;
    if (autoAnswer === 'all') return true;
    return (
      autoAnswer === 'internal' && /^\d+$/.test(remote.number) && remote.number.length === extension?.number.length
    );
  }
}
