import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import '../internal/call-timer.js';
import { define } from '../internal/define.js';
import { englishMsg } from '../internal/localize.js';
import { LatePart } from '../internal/late-part.js';
import type { Msg } from '../internal/localize.js';
import { NumbersLink } from '../internal/phone-numbers.js';
import { asker } from '../internal/request.js';
import type { OfferedCall } from '../internal/request.js';
import { activeView } from './active-view.js';
import { incomingView, outgoingView } from './call-views.js';
import { ExtrasLink } from './extras-link.js';
import { IdleLink } from './idle-link.js';
import { OtherCallsLink } from './other-calls-link.js';
import { TransferLink } from './transfer-link.js';
import { DoubleTapGuard } from './double-tap.js';
import type { OwnState } from './own-state.js';
import { panelHeader } from './panel-header.js';
import { panelStyles } from './panel.styles.js';
import { partyOf } from './party.js';
import { ToldLink } from './told-link.js';
import { mayAdd, mayControl, viewFrame, viewOf } from './view.js';
import type { CallView, Layer, PanelModel, View } from './view.js';

export { openPanel } from './open-panel.js';

/**
 * The open phone: one view at a time, drawn from a snapshot. Acts by requests only.
 *
 * @tag cemscale-phone-panel
 * @internal
 */
export class PhonePanel extends LitElement {
  static override readonly styles = panelStyles;

  readonly #ask = asker(this);
  readonly #taps = new DoubleTapGuard(this);
  readonly #idle = new IdleLink(this, () => this.#inIdle);
  /** Not there until somebody is added for the first time. */
  readonly #threeWay = new LatePart(this, () => import('../cemscale-three-way/panel-part.js'));
  readonly #transfers = new TransferLink(this);
  readonly #others = new OtherCallsLink(this);
  readonly #extras = new ExtrasLink(this);
  readonly #told = new ToldLink(this);
  readonly #soundMark = new LatePart(this, () => import('./sound-mark.js'));
  /** What is said of the person at the phone, once it is online. */
  readonly #ownPart = new LatePart(this, () => import('./own-state.js'));
  #own: OwnState | null = null;
  #view: View | null = null;
  #hadFocus = false;
  #wasThreeWay = false;
  /** What lies over the view of a live call. */
  @state() private layer: Layer = 'none';
  /** Number of the page that was not called, because there is a call. */
  @state() private notCalled = '';
  @query('[data-focus]') private readonly heading!: HTMLElement | null;

  @property({ attribute: false }) model!: PanelModel;
  @property({ attribute: false }) msg: Msg = englishMsg;

  constructor() {
    super();
    this.addController(new NumbersLink(this));
    this.addEventListener('keydown', this.#onKey);
    this.addEventListener('paste', this.#onPaste);
  }

  /** Puts the focus where the view begins. */
  override focus(options?: FocusOptions): void {
    const over = this.renderRoot.querySelector<HTMLElement>('cemscale-three-way, cemscale-transfer-view');
    if (over) over.focus(options);
    else if (!this.#inIdle) this.heading?.focus(options);
    else this.#idle.part?.focus(options);
  }

  /** Puts a number of the page into the dial field. While there is a call it only says that it was not called. */
  offer(offered: OfferedCall): void {
    const place = (): unknown => this.#taps.isHasty() || offered.place();
    if (!this.#inIdle || !this.#idle.offer({ ...offered, place })) {
      this.notCalled = offered.number;
      return void this.#idle.load();
    }
    // The second click of a double click on the page may hit Call, which was not there for the first one.
    this.#taps.viewChanged(true);
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    let done = await super.getUpdateComplete();
    if (this.#inIdle && !this.#idle.part && (await this.#idle.load())) done = await super.getUpdateComplete();
    if (await this.#told.comes()) done = await super.getUpdateComplete();
    await this.#idle.part?.updateComplete;
    return done;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#own?.stop();
    this.#own = null;
  }

  protected override willUpdate(): void {
    this.#followOwn();
    this.#told.want();
    if (this.model.snapshot.currentCall?.quality) this.#soundMark.want();
    const view = viewOf(this.model.snapshot.currentCall);
    this.#hadFocus = this.matches(':focus-within');
    const isThreeWay = this.model.snapshot.threeWay !== null;
    if (isThreeWay && !this.#wasThreeWay) {
      if (this.layer === 'add') this.layer = 'none';
      void this.#threeWay.load();
    }
    this.#wasThreeWay = isThreeWay;
    if (this.#transfers.follow(this.model.snapshot)) this.layer = 'none';
    if (view === this.#view) return;
    this.layer = 'none';
    this.#threeWay.failed = false;
    this.notCalled = '';
    this.#view = view;
    if (view === 'active') this.#idle.prepare();
    this.#taps.viewChanged();
  }

  #followOwn(): void {
    const { model } = this;
    if (model.softphone && model.snapshot.status === 'online') this.#ownPart.want();
    const { part } = this.#ownPart;
    if (!part || !this.isConnected) return;
    this.#own ??= new part.OwnState(() => this.requestUpdate());
    this.#own.follow(model);
  }

  protected override updated(): void {
    // A control that had the focus may be gone: the view that came takes it, nobody else's focus is touched.
    if (this.#hadFocus && !this.matches(':focus-within')) this.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    const { msg } = this;
    const model = this.#whole;
    const view = this.#view ?? 'dial';
    return html`<section class="panel" part="panel" role="region" aria-label=${model.label}>
      ${panelHeader(model, msg, this.#ask)} ${this.#told.notices(model, view, msg, this.#ask, this.#news())}
      <div class="above">${this.#above(view)}</div>
      ${this.#inIdle ? this.#idle.draw(model, msg) : this.#callBody(view)}
    </section>`;
  }

  get #whole(): PanelModel {
    return { ...this.model, own: this.#own };
  }

  /** The keypad and the rooms beside it are what is shown. */
  get #inIdle(): boolean {
    return this.#view === 'dial';
  }

  /** What of other calls may matter now, whatever else is shown. */
  #above(view: View): TemplateResult | typeof nothing {
    const shown = view === 'ended' ? null : this.#shown;
    return !shown ? nothing : html`${this.#transfers.above(shown)}${this.#others.draw(shown)}`;
  }

  get #shown(): CallView | null {
    const { model, msg } = this;
    const call = model.snapshot.currentCall;
    return call && { call, model, msg, ask: this.#ask };
  }

  #callBody(view: View): TemplateResult | typeof nothing {
    const { model, layer } = this;
    const shown = this.#shown;
    if (!shown) return nothing;
    const { call } = shown;
    const { state } = call;
    const threeWay = this.#threeWay.part;
    if (threeWay && view === 'active' && (layer === 'add' || model.snapshot.threeWay))
      return threeWay.threeWayView(shown, this.#closeLayer);
    const field =
      layer === 'transfer' && view === 'active' ? this.#transfers.field(shown, this.#closeLayer) : null;
    if (field) return html`<div class="view">${field}</div>`;
    const content =
      state.phase === 'active'
        ? activeView(shown, {
            state,
            keys: layer === 'keypad' ? this.#idle.keys(shown, state, this.#sendDigit) : null,
            onKeypad: (open) => (open ? this.#openKeys() : this.#closeLayer()),
            onAdd: mayAdd(model.snapshot) ? this.#openAdd : null,
            onTransfer: mayControl(model.snapshot) ? this.#openTransfer : null,
          })
        : state.phase === 'ended'
          ? this.#told.ended(shown, state)
          : view === 'incoming'
            ? incomingView(shown)
            : outgoingView(shown);
    return viewFrame(view, html`${this.#extras.draw(shown, this)}${content}`);
  }

  readonly #openAdd = (): Promise<void> => this.#cover('add', this.#threeWay.load());
  readonly #openTransfer = (): Promise<void> => this.#cover('transfer', this.#transfers.load());

  /** Lays something over the call once its code is there. */
  async #cover(layer: Layer, loading: Promise<unknown>): Promise<void> {
    if (await loading) this.layer = layer;
    await this.updateComplete;
    this.focus();
  }

  #openKeys(): void {
    this.layer = 'keypad';
    if (!this.#idle.part) void this.#idle.load().then((came) => came || this.#closeLayer());
  }

  readonly #closeLayer = (): void => void (this.layer = 'none');

  /** What became of a third person, of a transfer, or of a number of the page. */
  #news(): string {
    const { threeWayEnd, currentCall } = this.model.snapshot;
    if (this.notCalled && this.#idle.part) return this.#idle.inTheWay(this.notCalled, this.msg);
    const { part, failed } = this.#threeWay;
    if (failed || this.#transfers.failed || this.#idle.failed)
      return this.msg('Could not load', { id: 'load-failed' });
    const handedOver = this.#transfers.news(this.model, this.msg);
    if (handedOver || !threeWayEnd || !currentCall || !part) return handedOver;
    return part.outcomeWords(threeWayEnd, partyOf(currentCall, this.msg), this.msg);
  }

  readonly #sendDigit = (digits: string): void => {
    this.#ask({ type: 'key-tone', key: digits });
    this.#ask({ type: 'dtmf', digits });
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Escape' ? this.#back() : this.#takeKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  /** One step back. It never ends a call. */
  #back(): boolean {
    if (this.#inIdle && this.#idle.part?.leave()) return true;
    if (this.layer !== 'none') this.layer = 'none';
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
    // A field takes its keys itself; Enter in that of the keypad calls.
    if (from instanceof Element && from.matches('input, textarea, select'))
      return key === 'Enter' && (this.#idle.part?.takeEnter(event.composedPath()) ?? false);
    if (key === 'Enter' && from instanceof HTMLButtonElement) return false;
    if (this.#inIdle) return this.#idle.part?.takeKey(key) ?? false;
    if (
      this.#view !== 'active' ||
      this.layer === 'add' ||
      this.layer === 'transfer' ||
      this.model.snapshot.threeWay ||
      !/^[\d*#]$/.test(key)
    )
      return false;
    this.#sendDigit(key);
    this.#openKeys();
    return true;
  }

  readonly #onPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text') ?? '';
    if (event.defaultPrevented || text === '' || !this.#inIdle) return;
    if (this.#idle.part?.paste(text)) event.preventDefault();
  };
}

define('cemscale-phone-panel', PhonePanel);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-phone-panel': PhonePanel;
  }
}
