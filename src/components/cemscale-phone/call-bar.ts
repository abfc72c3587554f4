import { LitElement, html } from 'lit';
import type { TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { ActiveState, CallSnapshot } from '../../phone/call-state.js';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';
import '../internal/call-timer.js';
import { adoptInto } from '../internal/adopted-styles.js';
import { define } from '../internal/define.js';
import { icon } from '../internal/panel-icons.js';
import { englishMsg } from '../internal/localize.js';
import type { Msg } from '../internal/localize.js';
import { NumbersLink } from '../internal/phone-numbers.js';
import { asker } from '../internal/request.js';
import { statusDot, statusOf } from '../internal/status-dot.js';
import { callBarStyles } from './call-bar.styles.js';
import { partyOf } from './party.js';
import { callWord } from './status-words.js';

/**
 * The call at hand in one row, with its controls: the closed phone during a call. Acts by requests only.
 *
 * @tag cemscale-call-bar
 * @internal
 */
export class CallBar extends LitElement {
  static override readonly styles = callBarStyles;

  readonly #ask = asker(this);
  readonly #numbers = new NumbersLink(this);
  @query('.who') private readonly who!: HTMLElement | null;
  @property({ attribute: false }) snapshot!: SoftphoneSnapshot;
  @property({ attribute: false }) msg: Msg = englishMsg;

  // In a window of its own the bar takes its styles along.
  protected override createRenderRoot(): ShadowRoot {
    const root = this.attachShadow(CallBar.shadowRootOptions);
    adoptInto(root, CallBar.elementStyles);
    return root;
  }

  override focus(options?: FocusOptions): void {
    this.who?.focus(options);
  }

  protected override render(): TemplateResult | undefined {
    const { snapshot, msg } = this;
    const call = snapshot.currentCall;
    if (!call) return;
    const { state } = call;
    return html`<div class="bar" part="bar" role="group" aria-label=${callWord(call, msg)}>
      <button type="button" class="who" @click=${() => this.#ask({ type: 'show' })}>
        ${statusDot(statusOf(snapshot))}
        <span class="text">
          <span class="name"
            ><bdi>${this.#others || this.#named(partyOf(call, msg), call.remote.number)}</bdi></span
          >
          <span class="sub">${subline(call, msg)}</span>
        </span>
        <span class="sr-only">${msg('Show the call', { id: 'show-call' })}</span>
      </button>
      ${state.phase === 'active' ? this.#liveButtons(state) : ''}
      ${state.phase === 'incoming' ? this.#answerButtons() : this.#round('hangup', 'red', msg('End call', { id: 'end-call' }), 'hangup')}
    </div>`;
  }

  get #others(): string {
    const { participants = [], third } = this.snapshot.threeWay ?? {};
    const others = participants.filter(({ isSelf }) => !isSelf);
    const names = others.map(({ callerIdName, callerIdNumber }) => this.#named(callerIdName, callerIdNumber));
    return [...names, third && this.#named(third.name, third.number)].filter(Boolean).join(', ');
  }

  /** A number that stands for a name is shown as the page's country writes it. */
  #named(name: string | null, number: string): string {
    return !name || name === number ? this.#numbers.shown(number) : name;
  }

  /** In a conference people wait one by one: the open phone says who. */
  #liveButtons({ muted, held }: ActiveState): TemplateResult {
    const { msg } = this;
    return html`${this.#toggle(muted ? 'micOff' : 'mic', msg('Mute', { id: 'mute' }), muted, 'mute')}
    ${this.snapshot.threeWay ? '' : this.#toggle(held ? 'play' : 'pause', msg('Hold', { id: 'hold' }), held, 'hold')}`;
  }

  #answerButtons(): TemplateResult {
    return html`${this.#round('hangup', 'red', this.msg('Decline', { id: 'decline' }), 'hangup')}
      <span class="gap"></span>
      ${this.#round('phone', 'green', this.msg('Answer', { id: 'answer' }), 'answer')}`;
  }

  #toggle(
    name: 'mic' | 'micOff' | 'pause' | 'play',
    label: string,
    on: boolean,
    type: 'mute' | 'hold',
  ): TemplateResult {
    return html`<button
      type="button"
      class="round"
      aria-label=${label}
      title=${label}
      aria-pressed=${on ? 'true' : 'false'}
      @click=${() => this.#ask({ type, on: !on })}
    >
      ${icon(name)}
    </button>`;
  }

  #round(
    name: 'hangup' | 'phone',
    colour: 'red' | 'green',
    label: string,
    type: 'hangup' | 'answer',
  ): TemplateResult {
    const act = () => this.#ask({ type });
    return html`<button type="button" class="round ${colour}" aria-label=${label} title=${label} @click=${act}>
      ${icon(name)}
    </button>`;
  }
}

function subline(call: CallSnapshot, msg: Msg): unknown {
  const { state } = call;
  if (!('answeredAt' in state)) return callWord(call, msg);
  const timer = html`<cemscale-call-timer .since=${state.answeredAt}></cemscale-call-timer>`;
  return state.phase === 'resuming' || state.held || state.heldByRemote
    ? html`${timer} · ${callWord(call, msg)}`
    : timer;
}

define('cemscale-call-bar', CallBar);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-call-bar': CallBar;
  }
}
