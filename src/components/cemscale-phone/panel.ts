import { LitElement, html } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import '../internal/call-timer.js';
import { define } from '../internal/define.js';
import { icon } from '../internal/panel-icons.js';
import { englishMsg } from '../internal/localize.js';
import type { Msg } from '../internal/localize.js';
import { NumbersLink } from '../internal/phone-numbers.js';
import { PhoneRequestEvent, asker } from '../internal/request.js';
import type { OfferedCall } from '../internal/request.js';
import { statusDot, statusOf } from '../internal/status-dot.js';
import { activeView } from './active-view.js';
import { incomingView, outgoingView } from './call-views.js';
import './dial-view.js';
import type { DialView } from './dial-view.js';
import { inTheWayWords } from './dial-words.js';
import { endedView } from './ended-view.js';
import { notices } from './notices.js';
import { panelStyles } from './panel.styles.js';
import { callWord, connectionWord, ownerOf } from './status-words.js';
import { mayAdd, partyOf, viewOf } from './view.js';
import type { PanelModel, View } from './view.js';

export { announcementFor } from './announcements.js';

type ThreeWayPart = typeof import('../cemscale-three-way/panel-part.js');

/** The second tap of a double tap, meant for the view before, must not end the call of the view that just came. */
const DOUBLE_TAP_MS = 500;
const endsOrDismisses = new Set(['hangup', 'dismiss', 'answer', 'call']);

/**
 * The open phone: one view at a time, drawn from a snapshot. Acts by requests only.
 *
 * @tag cemscale-phone-panel
 * @internal
 */
export class PhonePanel extends LitElement {
  static override readonly styles = panelStyles;

  readonly #ask = asker(this);
  #view: View | null = null;
  #viewSince = 0;
  #presses: [before: number, last: number] = [-Infinity, -Infinity];
  #hadFocus = false;
  #wasThreeWay = false;
  @state() private keypadOpen = false;
  /** The field for a third person is open. */
  @state() private addOpen = false;
  /** What it takes did not load. */
  @state() private addFailed = false;
  /** Null until somebody is added for the first time. */
  @state() private threeWay: ThreeWayPart | null = null;
  /** Number of the page that was not called, because there is a call. */
  @state() private notCalled = '';
  @query('cemscale-dial-view') private readonly dialView!: DialView | null;
  @query('[data-focus]') private readonly heading!: HTMLElement | null;

  @property({ attribute: false }) model!: PanelModel;
  @property({ attribute: false }) msg: Msg = englishMsg;

  constructor() {
    super();
    this.addController(new NumbersLink(this));
    this.addEventListener('keydown', this.#onKey);
    this.addEventListener('paste', this.#onPaste);
    this.addEventListener('pointerdown', () => (this.#presses = [this.#presses[1], performance.now()]), {
      capture: true,
    });
    this.addEventListener('keydown', () => (this.#presses = [-Infinity, -Infinity]), { capture: true });
    this.addEventListener(PhoneRequestEvent.type, this.#dropHasty);
  }

  /** Puts the focus where the view begins. */
  override focus(options?: FocusOptions): void {
    const threeWay = this.renderRoot.querySelector('cemscale-three-way');
    if (threeWay) threeWay.focus(options);
    else if (this.#view === 'dial') this.dialView?.focus(options);
    else this.heading?.focus(options);
  }

  /** Puts a number of the page into the dial field. While there is a call it only says that it was not called. */
  offer(offered: OfferedCall): void {
    if (!this.dialView) return void (this.notCalled = offered.number);
    // The second click of a double click on the page may hit Call, which was not there for the first one.
    this.#viewSince = performance.now();
    this.#presses = [-Infinity, this.#viewSince - 1];
    this.dialView.offer({ ...offered, place: () => this.#isHasty() || offered.place() });
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    await this.dialView?.updateComplete;
    return done;
  }

  protected override willUpdate(): void {
    const view = viewOf(this.model.snapshot.currentCall);
    this.#hadFocus = this.matches(':focus-within');
    const isThreeWay = this.model.snapshot.threeWay !== null;
    if (isThreeWay && !this.#wasThreeWay) {
      this.addOpen = false;
      void this.#loadThreeWay();
    }
    this.#wasThreeWay = isThreeWay;
    if (view === this.#view) return;
    this.keypadOpen = this.addOpen = this.addFailed = false;
    this.notCalled = '';
    this.#view = view;
    this.#viewSince = performance.now();
  }

  protected override updated(changed: PropertyValues<this>): void {
    // A control that had the focus may be gone: the view that came takes it, nobody else's focus is touched.
    if (changed.size > 0 && this.#hadFocus && !this.matches(':focus-within')) this.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    const { model, msg } = this;
    const view = this.#view ?? 'dial';
    return html`<section class="panel" part="panel" role="region" aria-label=${model.label}>
      ${this.#header()} ${notices(model, view, msg, this.#ask, this.#news())} ${this.#body(view)}
    </section>`;
  }

  #header(): TemplateResult {
    const { model, msg } = this;
    const { snapshot } = model;
    const { threeWay } = snapshot;
    const word = threeWay ? msg('Three-way call', { id: 'three-way' }) : callWord(snapshot.currentCall, msg);
    const owner = ownerOf(snapshot, model.label, msg);
    return html`<header class="head" part="header">
      ${statusDot(statusOf(snapshot))}
      <div class="head-text">
        <b><bdi>${word || owner}</bdi></b>
        <span class="word">${word ? html`<bdi>${owner}</bdi>` : connectionWord(snapshot.status, msg)}</span>
      </div>
      ${threeWay ? html`<cemscale-call-timer class="clock" .since=${threeWay.activeSince ?? answeredAt(snapshot)}></cemscale-call-timer>` : ''}
      ${
        model.floating
          ? html`<button
              type="button"
              class="round hide"
              part="hide-button"
              aria-label=${msg('Hide phone', { id: 'hide' })}
              @click=${() => this.#ask({ type: 'hide' })}
            >
              ${icon('chevronDown')}
            </button>`
          : ''
      }
    </header>`;
  }

  #body(view: View): TemplateResult {
    const { model, msg } = this;
    const call = model.snapshot.currentCall;
    const state = call?.state;
    if (!call || !state || view === 'dial') {
      return html`<cemscale-dial-view
        exportparts="keypad, key, display, call-button"
        .msg=${msg}
        .ready=${model.snapshot.status === 'online'}
        .lastNumber=${model.lastNumber}
      ></cemscale-dial-view>`;
    }
    if (this.threeWay && view === 'active' && (this.addOpen || model.snapshot.threeWay))
      return html`<div class="view third">
        <cemscale-three-way
          embedded
          exportparts="diagram, hearing, people, person, control, merge-button, cancel-button, add-button, leave-button, end-button"
          ?allow-leave=${model.allowLeave}
          .remote=${call.remote}
          @close=${this.#closeAdd}
        ></cemscale-three-way>
      </div>`;
    const shown = { call, model, msg, ask: this.#ask };
    const content =
      state.phase === 'active'
        ? activeView(shown, {
            state,
            keypadOpen: this.keypadOpen,
            onKeypad: this.#setKeypad,
            onDigit: this.#sendDigit,
            onAdd: mayAdd(model.snapshot.permissions) ? this.#openAdd : null,
          })
        : state.phase === 'ended'
          ? endedView(shown, state)
          : view === 'incoming'
            ? incomingView(shown)
            : outgoingView(shown);
    // One container per view, so that each fades in and none inherits the scroll of another.
    return view === 'active'
      ? html`<div class="view">${content}</div>`
      : view === 'ended'
        ? html`<div class="view over">${content}</div>`
        : html`<div class="view way">${content}</div>`;
  }

  readonly #openAdd = async (): Promise<void> => {
    await this.#loadThreeWay();
    this.addFailed = !this.threeWay;
    this.addOpen = this.threeWay !== null;
    await this.updateComplete;
    this.focus();
  };

  readonly #closeAdd = (): void => {
    this.addOpen = false;
  };

  async #loadThreeWay(): Promise<void> {
    if (this.threeWay) return;
    await import('../cemscale-three-way/panel-part.js').then(
      (part) => (this.threeWay = part),
      // The next wish tries again; a call of three goes on without its view.
      () => undefined,
    );
  }

  /** What became of a third person, or of a number of the page. */
  #news(): string {
    const { threeWayEnd, currentCall } = this.model.snapshot;
    if (this.notCalled) return inTheWayWords(this.notCalled, this.msg);
    if (this.addFailed) return this.msg('Could not load', { id: 'load-failed' });
    if (!threeWayEnd || !currentCall || !this.threeWay) return '';
    return this.threeWay.outcomeWords(threeWayEnd, partyOf(currentCall, this.msg), this.msg);
  }

  readonly #setKeypad = (open: boolean): void => {
    this.keypadOpen = open;
  };

  readonly #sendDigit = (digits: string): void => {
    this.#ask({ type: 'key-tone', key: digits });
    this.#ask({ type: 'dtmf', digits });
  };

  readonly #dropHasty = (event: Event): void => {
    if (event instanceof PhoneRequestEvent && endsOrDismisses.has(event.request.type) && this.#isHasty())
      event.stopImmediatePropagation();
  };

  #isHasty(): boolean {
    const [before, last] = this.#presses;
    return before < this.#viewSince && this.#viewSince < last && last - before < DOUBLE_TAP_MS;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Escape' ? this.#back() : this.#takeKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  /** One step back. It never ends a call. */
  #back(): boolean {
    if (this.keypadOpen) this.keypadOpen = false;
    else if (this.addOpen) this.addOpen = false;
    else if (this.#view === 'ended') this.#ask({ type: 'dismiss' });
    else if (this.model.floating) this.#ask({ type: 'hide' });
    else return false;
    return true;
  }

  #takeKey(event: KeyboardEvent): boolean {
    const from = event.composedPath()[0];
    const { key } = event;
    // A key that is still held from what brought the focus here asks for nothing.
    if (key === 'Enter' && event.repeat) return false;
    if (from instanceof HTMLInputElement) return key === 'Enter' && (this.dialView?.takeKey(key) ?? false);
    if (key === 'Enter' && from instanceof HTMLButtonElement) return false;
    if (this.#view === 'dial') return this.dialView?.takeKey(key) ?? false;
    if (this.#view !== 'active' || this.addOpen || this.model.snapshot.threeWay || !/^[\d*#]$/.test(key))
      return false;
    this.keypadOpen = true;
    this.#sendDigit(key);
    return true;
  }

  readonly #onPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text') ?? '';
    if (event.defaultPrevented || text === '' || !this.dialView) return;
    event.preventDefault();
    this.dialView.insert(text);
  };
}

function answeredAt({ currentCall }: PanelModel['snapshot']): number {
  return currentCall?.state.phase === 'active' ? currentCall.state.answeredAt : Date.now();
}

define('cemscale-phone-panel', PhonePanel);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-phone-panel': PhonePanel;
  }
}
