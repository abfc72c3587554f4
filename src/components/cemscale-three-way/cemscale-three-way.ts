import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { CallSnapshot } from '../../phone/call-state.js';
import type { ThreeWaySession } from '../../phone/three-way/session.js';
import { SoftphoneError } from '../../shared/errors.js';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';
import '../internal/call-timer.js';
import { ColorSchemeController } from '../internal/color-scheme.js';
import { define } from '../internal/define.js';
import { Sounds } from '../internal/sounds.js';
import { LocaleController } from '../internal/localize.js';
import { NumbersLink } from '../internal/phone-numbers.js';
import './add-person.js';
import type { AddPerson } from './add-person.js';
import { styles } from './cemscale-three-way.styles.js';
import { hearingWords } from './hearing-words.js';
import { HoldTimes, activeCall, peopleOf, withShownNumbers, type Person, type ThreeWayAsk } from './model.js';
import { outcomeWords, problemWords } from './outcome-words.js';
import { SpeakingMeter } from './speaking-meter.js';
import { ThreeWayLink } from './three-way-link.js';
import { addView, emptyView, talkView } from './views.js';

export * from '../three-way-events.js';

/**
 * Takes a third person into a call and shows who hears whom: add, speak with each in turn, all together, drop, leave.
 * Stands alone anywhere in a page, or inside `<cemscale-phone>`, which brings it with "Add call".
 *
 * @tag cemscale-three-way
 *
 * @fires {ThreeWayStartedEvent} cemscale-three-way-started - A third person is being called into the call.
 * @fires {ThreeWayChangedEvent} cemscale-three-way-changed - Who hears whom is another.
 * @fires {ThreeWayEndedEvent} cemscale-three-way-ended - It is over; carries its reason.
 *
 * @csspart root - The box around everything.
 * @csspart diagram - The drawing of who hears whom.
 * @csspart hearing - The same in words.
 * @csspart people - The rows.
 * @csspart person - One row.
 * @csspart control - A button of a row.
 * @csspart merge-button - All together.
 * @csspart cancel-button - Stops calling.
 * @csspart add-button - Opens the field for another one.
 * @csspart leave-button - Leaves the others talking.
 * @csspart end-button - Ends the call for all.
 *
 * @cssprop [--cemscale-hue=255] - Hue of the accent and of the greys, in degrees of oklch.
 * @cssprop [--cemscale-font=system-ui] - Font family.
 * @cssprop [--cemscale-radius=16px] - Corner radius.
 */
export class CemscaleThreeWay extends LitElement {
  static override readonly styles = styles;

  readonly #locale = new LocaleController(this);
  readonly #scheme = new ColorSchemeController(this);
  readonly #link = new ThreeWayLink(this);
  readonly #meter = new SpeakingMeter(this);
  readonly #holdTimes = new HoldTimes();
  readonly #sounds = new Sounds(this);
  readonly #numbers = new NumbersLink(this);
  #hadFocus = false;
  #view = '';
  #callId: string | undefined;
  @query('cemscale-add-person') private readonly field!: AddPerson | null;
  @query('[data-focus]') private readonly heading!: HTMLElement | null;
  @state() private isAdding = false;
  @state() private problem = '';

  /** Id of the phone that this belongs to, where the page has several. */
  @property({ attribute: 'for' }) htmlFor = '';
  /** Address of a token endpoint, for a page without a phone. */
  @property({ attribute: 'token-url' }) tokenUrl = '';
  /** `auto` follows the page, else the system. */
  @property({ reflect: true }) theme: 'auto' | 'light' | 'dark' = 'auto';
  /** The person may leave while the others go on talking; without it the end is the end for all. */
  @property({ type: Boolean, attribute: 'allow-leave' }) allowLeave = false;
  /** How many people a call may have, the one at this page included; more than 3 where the platform allows it. */
  @property({ type: Number, attribute: 'max-people' }) maxPeople = 3;
  /** What the page calls this; "Three-way call" when empty. */
  @property() label = '';
  /**
   * Stands in the panel of a phone, which has frame and title.
   * @internal
   */
  @property({ type: Boolean, reflect: true }) embedded = false;
  /**
   * Who the call is with, as the phone around it shows them.
   * @internal
   */
  @property({ attribute: false }) remote: CallSnapshot['remote'] | null = null;

  /** The three-way call as it is; null without one. */
  get session(): ThreeWaySession | null {
    return this.#link.snapshot.threeWay;
  }

  /** Calls a third person, after `cemscale-call-request`. Resolves when they ring; rejects with `SoftphoneError`. */
  async addParticipant(number: string): Promise<void> {
    await this.#link.add(number);
  }

  /** Stops calling; the first one is taken off hold. */
  async cancelAddParticipant(): Promise<void> {
    return (await this.#link.threeWay()).cancelAddParticipant();
  }

  /** All hear each other. */
  async mergeThreeWay(): Promise<void> {
    return (await this.#link.threeWay()).mergeThreeWay();
  }

  /** Talks with one while the other hears music; `uuid`s as in `session.participants`. */
  async swapParticipant(keepUuid: string, holdUuid: string): Promise<void> {
    return (await this.#link.threeWay()).swapParticipant(keepUuid, holdUuid);
  }

  /** Sends one of them away. */
  async dropParticipant(uuid: string): Promise<void> {
    return (await this.#link.threeWay()).dropParticipant(uuid);
  }

  /** Ends the call for all. */
  async endThreeWay(): Promise<void> {
    return (await this.#link.threeWay()).endThreeWay();
  }

  /** Leaves; the others go on talking. */
  async leaveThreeWay(): Promise<void> {
    return (await this.#link.threeWay()).leaveThreeWay();
  }

  override focus(options?: FocusOptions): void {
    (this.field ?? this.heading)?.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#meter.follow(undefined);
  }

  /** The snapshot with the name that the page knows for the other side. */
  get #named(): SoftphoneSnapshot {
    const { snapshot } = this.#link;
    const { currentCall } = snapshot;
    if (!currentCall || this.remote?.number !== currentCall.remote.number) return snapshot;
    return { ...snapshot, currentCall: { ...currentCall, remote: this.remote } };
  }

  protected override willUpdate(): void {
    const { session } = this;
    const { softphone, snapshot, phone } = this.#link;
    // Without a phone on the page nobody else rings back to whoever waits for the third one.
    if (softphone && !phone && !this.embedded) this.#sounds.follow(softphone, { ...snapshot, currentCall: null });
    const callId = snapshot.currentCall?.id;
    if (callId !== this.#callId) this.problem = '';
    this.#callId = callId;
    this.#holdTimes.follow(session);
    this.#meter.follow(session && this.isConnected ? this.#link.softphone : undefined);
    if (!activeCall(this.#link.snapshot)) this.isAdding = false;
    this.#hadFocus = this.matches(':focus-within');
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const view = this.session ? 'talk' : activeCall(this.#link.snapshot) ? 'add' : 'empty';
    const isOther = view !== this.#view;
    this.#view = view;
    // What had the focus may be gone: the view that came takes it, and nobody else's focus is touched.
    if (this.#hadFocus && (isOther || !this.matches(':focus-within'))) this.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    const { msg, locale } = this.#locale;
    const { session } = this;
    const people = session ? this.#people(session) : [];
    const hearing = session ? hearingWords(people, session, { msg, locale }) : '';
    const label = this.label || msg('Three-way call', { id: 'three-way' });
    return html`<section
      class="root ${this.#scheme.followsSystem ? 'system' : ''}"
      part="root"
      role=${this.embedded ? nothing : 'region'}
      aria-label=${this.embedded ? nothing : label}
      lang=${locale}
    >
      ${this.#body(session, people, { hearing, label })}
      <div class="sr-only" role="status">${hearing || this.#outcome()}</div>
      <div class="sr-only" role="alert">${this.problem}</div>
    </section>`;
  }

  #body(
    session: ThreeWaySession | null,
    people: readonly Person[],
    { hearing, label }: { readonly hearing: string; readonly label: string },
  ): TemplateResult {
    const { msg } = this.#locale;
    const call = activeCall(this.#named);
    const shared = { msg, ask: this.#ask, problem: this.problem, label, isEmbedded: this.embedded };
    if (!call) return emptyView({ ...shared, finding: this.#link.problem });
    const present = session?.participants.map(({ callerIdNumber }) => callerIdNumber) ?? [call.remote.number];
    const field = html`<cemscale-add-person
      .msg=${msg}
      .board=${this.#link.board}
      .present=${present}
      .ask=${this.#ask}
      .turn=${this.#link.turn}
    ></cemscale-add-person>`;
    if (!session)
      return addView({
        ...shared,
        field,
        outcome: this.#outcome(),
        talkingTo: { ...call.remote, number: this.#numbers.shown(call.remote.number) },
        since: call.state.answeredAt,
      });
    const { allowLeave, maxPeople } = this;
    return talkView({
      ...shared,
      ...{ session, people, hearing, allowLeave, call },
      canAdd: people.length < Math.max(maxPeople, 3),
      field: this.isAdding ? field : null,
    });
  }

  #people(session: ThreeWaySession): Person[] {
    const { levels } = this.#meter;
    const unknown = this.#locale.msg('Unknown caller', { id: 'unknown-caller' });
    const { board } = this.#link;
    const sources = { session, snapshot: this.#named, board, holdTimes: this.#holdTimes, levels, unknown };
    return withShownNumbers(peopleOf(sources), (number) => this.#numbers.shown(number));
  }

  /** What became of the last one; the phone around it says it in a place of its own. */
  #outcome(): string {
    const { threeWayEnd, currentCall } = this.#link.snapshot;
    if (!threeWayEnd || !currentCall || this.embedded) return '';
    const { displayName, number } = currentCall.remote;
    return outcomeWords(threeWayEnd, displayName || this.#numbers.shown(number), this.#locale.msg);
  }

  readonly #ask = (ask: ThreeWayAsk): void => {
    this.problem = '';
    void this.#obey(ask);
  };

  async #obey(ask: ThreeWayAsk): Promise<void> {
    try {
      await this.#fulfil(ask);
    } catch (error) {
      if (!(error instanceof SoftphoneError)) throw error;
      this.problem = problemWords(error, this.#locale.msg);
    }
  }

  #fulfil(ask: ThreeWayAsk): Promise<unknown> | void {
    switch (ask.type) {
      case 'add':
        return this.addParticipant(ask.number).then(() => void (this.isAdding = false));
      case 'cancel':
        return this.cancelAddParticipant();
      case 'merge':
      case 'resume':
        return this.mergeThreeWay();
      case 'swap':
        return this.#link.threeWay().then((threeWay) => threeWay.swapParticipant(ask.uuid, this.#self()));
      case 'hold':
        return this.#link.threeWay().then((threeWay) => threeWay.holdParticipant(ask.uuid));
      case 'drop':
        return this.dropParticipant(ask.uuid);
      case 'mute':
        return this.#link.softphone?.setMuted(ask.on);
      case 'end':
        return this.#link.softphone?.hangup();
      case 'leave':
        return this.leaveThreeWay();
      case 'open-add':
        this.isAdding = true;
        return void this.updateComplete.then(() => this.field?.focus());
      case 'close':
        if (this.isAdding) this.isAdding = false;
        else this.dispatchEvent(new Event('close'));
    }
  }

  /** Our own handle: as the other one of a swap it stands for whoever talks. */
  #self(): string {
    return this.session?.participants.find(({ isSelf }) => isSelf)?.uuid ?? '';
  }
}

define('cemscale-three-way', CemscaleThreeWay);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-three-way': CemscaleThreeWay;
  }
}
