import type { PropertyValues, TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { CallSnapshot } from '../../phone/call-state.js';
import { CallError, RegistrationError, type SoftphoneError } from '../../shared/errors.js';
import { isLive, type SoftphoneSnapshot } from '../../softphone/snapshot.js';
import { hasKeptCalls } from '../../softphone/resume/mark.js';
import type { Softphone } from '../../softphone/softphone.js';
import type { CallSource } from '../events.js';
import { ColorSchemeController } from '../internal/color-scheme.js';
import { CoreLink, noTokenUrl } from '../internal/core-link.js';
import { define } from '../internal/define.js';
import { LatePart } from '../internal/late-part.js';
import { LocaleController } from '../internal/localize.js';
import { CallMethods } from './call-methods.js';
import { styles } from './cemscale-phone.styles.js';
import { viewWithoutDesk } from './closed-view.js';
import { FocusKeeper } from './focus-keeper.js';
import { FrameGate } from './frame-gate.js';
import { Layout } from './layout.js';
import { markOpen, wasOpen } from './open-mark.js';
import { phoneBox } from './phone-box.js';
import { RequestDesk } from './request-desk.js';
import type { PhoneDesk } from './phone-desk.js';

export * from '../events.js';
export type { CallNotes, CallNotesEvent } from '../notes-events.js';
export type { QueueChangedEvent } from '../queue-events.js';
export * from '../three-way-events.js';
export * from '../transfer-events.js';

/** Where a floating phone sits. */
export type Placement = 'bottom-end' | 'bottom-start' | 'top-end' | 'top-start';

/**
 * A complete softphone for any page: floating in a corner, or inline where it stands.
 *
 * @tag cemscale-phone
 *
 * @attr {boolean} [confirm-calls=false] - What the page shows is not called at once: the phone opens with the number, and one more press calls it.
 * @attr {boolean} [notes=false] - A field for notes in each call; `cemscale-call-notes` hands them to the page.
 * @attr {string} [dispositions] - Outcomes of a call to choose from beside the notes, with commas between them.
 *
 * @fires {CallRequestEvent} cemscale-call-request - A call is about to be made. Cancelable; answerable with a verdict.
 * @fires {ContactRequestEvent} cemscale-contact-request - Who is this? Answerable with a name, picture and link.
 * @fires {CallLogEvent} cemscale-call-log - A call to be written down, told until it is acknowledged.
 * @fires {CallNotesEvent} cemscale-call-notes - What a person noted about a call, told until it is acknowledged.
 * @fires {QueueChangedEvent} cemscale-queue-changed - The person logged into a queue or out of it, or began or ended a break.
 * @fires {CallStartedEvent} cemscale-call-started - A call exists, dialled here or arriving.
 * @fires {CallRingingEvent} cemscale-call-ringing - The far end rings, or this phone does.
 * @fires {CallAnsweredEvent} cemscale-call-answered - Both sides can talk.
 * @fires {CallEndedEvent} cemscale-call-ended - A call is over; carries its reason and duration.
 * @fires {CallQualityEvent} cemscale-call-quality - How a call sounds is another, or summed up at its end.
 * @fires {ThreeWayStartedEvent} cemscale-three-way-started - A third person is being called into the call.
 * @fires {ThreeWayChangedEvent} cemscale-three-way-changed - Who hears whom is another.
 * @fires {ThreeWayEndedEvent} cemscale-three-way-ended - The call of three is over; carries its reason.
 * @fires {TransferStartedEvent} cemscale-transfer-started - A call is on its way to somebody else.
 * @fires {TransferEndedEvent} cemscale-transfer-ended - It was handed over, or why it was not.
 * @fires {CallParkedEvent} cemscale-call-parked - A call waits in a slot.
 * @fires {RegisteredEvent} cemscale-registered - Calls can be made and received.
 * @fires {UnregisteredEvent} cemscale-unregistered - No longer.
 * @fires {PhoneErrorEvent} cemscale-error - Something failed; carries the typed error.
 *
 * @csspart root - The box around everything.
 * @csspart launcher - The closed phone.
 * @csspart bar - The closed phone during a call.
 * @csspart panel - The open phone.
 * @csspart header - Its first row, with the status.
 * @csspart notice - A note about what stands in the way of a call.
 * @csspart display - The number being dialled.
 * @csspart keypad - The twelve keys.
 * @csspart key - One key.
 * @csspart avatar - The round picture of the other side.
 * @csspart name - The name of the other side.
 * @csspart record-link - Opens what the page knows of the other side.
 * @csspart control - Mute and hold.
 * @csspart call-button - Call, call again, call back.
 * @csspart answer-button - Answer.
 * @csspart end-button - Decline, cancel, end.
 * @csspart keypad-button - Opens the keys of a call.
 * @csspart done-button - Puts an ended call away.
 * @csspart hide-button - Puts the open phone away.
 *
 * @cssprop [--cemscale-hue=255] - Hue of the accent and of the greys, in degrees of oklch.
 * @cssprop [--cemscale-font=system-ui] - Font family.
 * @cssprop [--cemscale-radius=16px] - Corner radius of the panel.
 * @cssprop [--cemscale-width=344px] - Width of the floating phone, 280 to 420 px.
 * @cssprop [--cemscale-z-index=2147483000] - Stacking order of the floating phone.
 * @cssprop --cemscale-accent - Accent colour; `--cemscale-accent-ink` is the text on it.
 * @cssprop --cemscale-ok - The green; `--cemscale-bad` the red, `--cemscale-warn` the amber.
 * @cssprop --cemscale-bg - Ground of the panel; `--cemscale-raise` of keys, `--cemscale-line` of borders.
 * @cssprop --cemscale-ink - Text; `--cemscale-ink-2` is the quieter text.
 */
export class CemscalePhone extends CallMethods {
  static override readonly styles = styles;

  readonly #locale = new LocaleController(this);
  readonly #scheme = new ColorSchemeController(this);
  readonly #core = new CoreLink(this, (snapshot) => this.#follow(snapshot));
  readonly #gate = new FrameGate(this);
  readonly #layout = new Layout(this);
  readonly #panel = new LatePart(this, () => import('./panel.js'), this.#core.tell);
  readonly #tools = {
    phone: this,
    core: this.#core,
    panel: this.#panel,
    layout: this.#layout,
    locale: this.#locale,
    show: (open: boolean) => (this.open = this.#focus.wantsPanel = open),
    open: () => (this.open = true),
    onProblem: (problem: SoftphoneError | null) => (this.problem = problem),
  };
  readonly #desk: LatePart<PhoneDesk> = new LatePart(
    this,
    () =>
      import('./phone-desk.js').then((part) => new part.PhoneDesk({ ...this.#tools, take: this.#requests.take })),
    this.#core.tell,
  );
  readonly #requests: RequestDesk = new RequestDesk({ ...this.#tools, desk: this.#desk });
  readonly #focus = new FocusKeeper(this, () => this.panel);
  /** It came open with its page: nothing moves. */
  #isBack = false;
  @query('cemscale-phone-panel') private readonly panel!: HTMLElement | null;
  @query('.pill, cemscale-call-bar') private readonly launcherButton!: HTMLElement | null;
  @state() private problem: SoftphoneError | null = null;
  @state() private lastNumber = '';

  /** Address of the page's own token endpoint. */
  @property({ attribute: 'token-url', reflect: true, useDefault: true }) tokenUrl = '';
  /** Floats in a corner; stands where it is, as large as a phone; fills a side column; or is one row that opens a panel. */
  @property({ reflect: true, useDefault: true }) mode: 'floating' | 'inline' | 'docked' | 'bar' = 'floating';
  /** The floating panel is open; after a page load in the same tab it is as it was there. */
  @property({ type: Boolean, reflect: true }) open = false;
  /** `auto` goes online as soon as the element is in the page, `manual` waits for `connect()`. */
  @property({ attribute: 'connect', useDefault: true }) connectMode: 'auto' | 'manual' = 'auto';
  /** `auto` is what the person chose, else the page's scheme, else the system's; any other value is the page's last word. */
  @property({ reflect: true, useDefault: true }) theme: 'auto' | 'light' | 'dark' = 'auto';
  /** Corner of a floating phone. */
  @property({ reflect: true, useDefault: true }) placement: Placement = 'bottom-end';
  /** What the page calls this phone; "Phone" in the element's language when empty. */
  @property({ useDefault: true }) label = '';
  /** Who has added people to a call may leave while they go on talking; without it the end is the end for all. */
  @property({ type: Boolean, attribute: 'allow-leave' }) allowLeave = false;
  /** Exact origins, between spaces, of pages that may use this phone by `postMessage`. */
  @property({ attribute: 'allowed-origins', useDefault: true }) allowedOrigins = '';
  /** Phone links of the page call with this phone; `text`: numbers in plain text, too. */
  @property({ attribute: 'click-to-call', useDefault: true }) clickToCall: 'off' | 'links' | 'text' = 'links';
  /** Region whose numbers the page writes without `+`, such as `US`. */
  @property({ useDefault: true }) country = '';
  /** Tells of calls by the system's notifications, once the person has allowed them; `off` never asks. */
  @property({ useDefault: true }) notifications: 'on' | 'off' = 'on';
  /** Keys that work on the whole page: without a value the usual ones, or such as `answer: Alt+A; mute: F8`. */
  @property() shortcuts: string | null = null;
  /** A service worker of the page, so that notifications can answer and decline: see the guide to alerts. */
  @property({ attribute: false }) serviceWorker: ServiceWorkerRegistration | null = null;
  /** A second caller rings while a call goes on (`on`), or hears busy. */
  @property({ attribute: 'call-waiting', useDefault: true }) callWaiting: 'on' | 'off' = 'on';
  /** Calls at once, held ones included, 1 to 4: a caller beyond them hears busy, and no further one is made. */
  @property({ type: Number, attribute: 'max-calls', useDefault: true }) maxCalls = 4;
  /** Calls that answer themselves while no other lives: those of colleagues, or all. */
  @property({ attribute: 'auto-answer', useDefault: true }) autoAnswer: 'off' | 'internal' | 'all' = 'off';
  /** Seconds until they do, unless the caller asks for another time (`answer-after`). */
  @property({ type: Number, attribute: 'auto-answer-after' }) autoAnswerAfter = 3;
  /** What becomes of call logs nobody acknowledged: `keep` tells them again, on later pages too; `tell` tells each once. */
  @property({ attribute: 'call-log', useDefault: true }) callLog: 'keep' | 'tell' = 'keep';

  /** All that is known right now; frozen, a new object with every change. */
  get snapshot(): SoftphoneSnapshot {
    return this.#core.snapshot;
  }

  // An accessor, because frameworks assign to a property that has the name of an attribute they were given:
  // `<cemscale-phone connect="manual">` in React or Vue must not replace the method.
  /** Goes online: fetches a token, loads the engine, registers. Rejects with the first failure, yet keeps trying. */
  get connect(): () => Promise<void> {
    return () => this.act((softphone) => softphone.connect());
  }
  set connect(mode: 'auto' | 'manual') {
    this.connectMode = mode;
  }

  /** Ends every call and removes the registration. */
  async disconnect(): Promise<void> {
    await this.#core.softphone?.disconnect();
  }

  /** Signs the person out: as `disconnect()`, and this browser forgets their preferences and recent calls. */
  async logout(): Promise<void> {
    const { softphone } = this.#core;
    if (!softphone) return;
    const { logout } = await import('../../softphone/logout.js').catch((cause: unknown) => {
      throw RegistrationError.engineFailed(cause);
    });
    await logout(softphone);
  }

  /** Calls a number or an extension, after `cemscale-call-request`, which is told `source`. Opens a floating phone. */
  async call(number: string, source: CallSource = 'api'): Promise<CallSnapshot> {
    await this.permit(number, source);
    const call = await this.act((softphone) => softphone.call(number));
    this.lastNumber = number;
    return call;
  }

  /** Calls the number that was called last. */
  redial(): Promise<CallSnapshot> {
    return this.call(this.lastNumber);
  }

  /**
   * Declines, cancels or ends the call at hand, or the one with this id; also ends the wait for `respondWith()` of a
   * call request.
   */
  async hangup(callId?: string): Promise<void> {
    const nothingElse = this.#desk.part?.page.giveUp() && !this.snapshot.calls.some(isLive);
    if (!nothingElse) await this.act((softphone) => softphone.hangup(callId));
  }

  /** Opens a floating phone. */
  show(): void {
    this.open = true;
  }

  /** Closes a floating phone; calls go on. */
  hide(): void {
    this.open = false;
  }

  override focus(options?: FocusOptions): void {
    (this.panel ?? this.launcherButton)?.focus(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#useCore();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated) this.#isBack = this.open = wasOpen() ?? this.open;
    else if (changed.has('open')) {
      markOpen(this.open);
      this.#isBack = false;
    }
    const isOther = !this.hasUpdated || changed.has('tokenUrl');
    if (isOther || changed.has('connectMode')) this.#useCore(changed.has('connectMode'));
    if (this.open || this.#layout.stands) this.#panel.want();
  }

  protected override render(): TemplateResult {
    const { problem, lastNumber, allowLeave, country, snapshot } = this;
    const desk = this.#desk.part;
    const softphone = this.#core.softphone ?? null;
    const label = this.label || this.#locale.msg('Phone', { id: 'phone' });
    const floating = !this.#layout.stands;
    const own = { softphone, country, label, floating, problem, lastNumber, allowLeave };
    const model = { ...(desk?.view(snapshot) ?? viewWithoutDesk(snapshot)), ...own };
    const { followsSystem } = this.#scheme;
    return phoneBox(model, this.open, {
      ...this.#tools,
      desk,
      requests: this.#requests,
      followsSystem,
      isBack: this.#isBack,
    });
  }

  #useCore(connectNow = false): void {
    const isNew = this.isConnected && this.#core.use(this.tokenUrl);
    // Its failure is in the snapshot and in `cemscale-error` already.
    if ((isNew || connectNow) && (this.connectMode === 'auto' || hasKeptCalls(this.tokenUrl)))
      this.#core.softphone?.connect().catch(() => undefined);
  }

  protected permit(number: string, source: CallSource): Promise<void> {
    return this.#desk.use(({ page }) => page.permit(number, source));
  }

  protected async act<Result>(wish: (softphone: Softphone) => Promise<Result>): Promise<Result> {
    this.#useCore();
    const { softphone } = this.#core;
    if (!softphone) throw this.isConnected ? noTokenUrl() : CallError.notOnline();
    return wish(softphone);
  }

  #follow(snapshot: SoftphoneSnapshot): void {
    const desk = this.#desk.part;
    if (desk) desk.follow(snapshot);
    else if (this.#core.softphone && snapshot.status !== 'offline') this.#desk.want();
    this.#gate.follow(snapshot);
    this.requestUpdate();
  }
}

define('cemscale-phone', CemscalePhone);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-phone': CemscalePhone;
  }
}
