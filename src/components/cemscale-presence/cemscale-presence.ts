import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { SettablePresence } from '../../api/types/presence.js';
import { SoftphoneError } from '../../shared/errors.js';
import type { BoardChange, Colleague } from '../../softphone/presence-board.js';
import { BoardLink } from '../internal/board-link.js';
import { ColorSchemeController } from '../internal/color-scheme.js';
import { define } from '../internal/define.js';
import { LocaleController } from '../internal/localize.js';
import { PresenceChangedEvent, RealtimeChangedEvent } from '../presence-events.js';
import type { PresenceAsk } from './asks.js';
import { styles } from './cemscale-presence.styles.js';
import { callLink } from './call-link.js';
import { chip } from './chip.js';
import type { OwnStatus } from './own-status.js';
import type { CardModel } from './presence-card.js';
import { nobody } from './presence-list.js';
import { feedWords, problemWords } from './presence-words.js';
import { team } from './team.js';

export * from '../presence-events.js';

/**
 * Who is available, live, and one click to call them: one person in a line, some people, or the whole team with a
 * search. All elements of a phone share one list of people and one event socket.
 *
 * @tag cemscale-presence
 *
 * @fires {PresenceChangedEvent} cemscale-presence-changed - Somebody shown here does something else now.
 * @fires {RealtimeChangedEvent} cemscale-realtime-changed - Statuses arrive as they happen, or no longer do.
 *
 * @csspart root - The box around everything.
 * @csspart chip - One person in a line.
 * @csspart team - The box of several people.
 * @csspart list - The part of it that scrolls.
 * @csspart person - The button with mark, name and word.
 * @csspart call-button - Calls the person.
 * @csspart own-status - The pill with the reader's own status.
 * @csspart search - The search field.
 * @csspart card - The card that opens beside a person.
 *
 * @cssprop [--cemscale-hue=255] - Hue of the accent and of the greys, in degrees of oklch.
 * @cssprop [--cemscale-font=system-ui] - Font family.
 * @cssprop [--cemscale-radius=16px] - Corner radius of the box of several people.
 * @cssprop [--cemscale-presence-max-height=400px] - Largest height of a list; beyond it the list scrolls.
 */
export class CemscalePresence extends LitElement {
  static override readonly styles = styles;

  readonly #locale = new LocaleController(this);
  readonly #scheme = new ColorSchemeController(this);
  readonly #link = new BoardLink(this, (change) => this.#onChange(change));
  #all: readonly string[] = [];
  #numbers: readonly string[] = [];
  #isListStale = true;
  #wasRealtime = false;
  @state() private query = '';
  @state() private card: (Pick<CardModel, 'anchor'> & { readonly extension: string }) | null = null;
  @state() private pending: SettablePresence | null = null;
  @state() private problem = '';

  /** Number of the one person to show. Without it and `extensions` the whole team is shown. */
  @property({ reflect: true, converter: { toAttribute: (value: string) => value || null } }) extension = '';
  /** Numbers of some people, with spaces or commas between them, or a list. */
  @property() extensions: string | readonly string[] = '';
  /** What the page calls the person or the team; name or "Team" when empty. */
  @property() label = '';
  /** One person: the mark alone. A list: one line each. */
  @property({ type: Boolean, reflect: true }) compact = false;
  /** One person, in a page without a phone: link that calls them while they are available, such as `tel:+15551234567`. */
  @property() href = '';
  /** Id of the phone that this belongs to, where the page has several. */
  @property({ attribute: 'for' }) htmlFor = '';
  /** Address of a token endpoint, for a page without a phone. */
  @property({ attribute: 'token-url' }) tokenUrl = '';
  /** `auto` follows the page, else the system. */
  @property({ reflect: true }) theme: 'auto' | 'light' | 'dark' = 'auto';

  /** Whether statuses arrive as they happen. While it is false they are asked for every 15 s. */
  get isRealtime(): boolean {
    return this.#link.board?.isRealtime ?? false;
  }

  /** Who is shown, with what they do right now; without regard to the search. */
  get people(): readonly Colleague[] {
    return this.#shownNumbers().map((number) => this.#colleague(number));
  }

  /** Sets the status of the person at this page. Rejects with `ApiError`; shows when the platform confirms it. */
  async setStatus(status: SettablePresence): Promise<void> {
    await this.#link.board?.setOwn(status);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.card = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const isOther = ['extension', 'extensions', 'query'].some((name) =>
      (changed as Map<PropertyKey, unknown>).has(name),
    );
    this.#isListStale ||= isOther;
  }

  protected override render(): TemplateResult {
    const { locale } = this.#locale;
    this.#list();
    return html`<div class="root ${this.#scheme.followsSystem ? 'system' : ''}" part="root" lang=${locale}>
      ${this.extension ? this.#chip() : this.#team()} ${this.card ? this.#card(this.card) : nothing}
    </div>`;
  }

  /** As late as this, because a board is found after `willUpdate`, and one that has settled tells no change. */
  #list(): void {
    if (!this.#isListStale) return;
    this.#isListStale = false;
    this.#all = this.#shownNumbers();
    this.#numbers = this.query.trim() === '' ? this.#all : this.#found();
  }

  #chip(): TemplateResult {
    const { extension, label, compact } = this;
    const canCall = this.#canCall(extension);
    const isShown = this.card?.extension === extension;
    return chip(
      { colleague: this.#colleague(extension), label, compact, canCall, link: this.#callLink(), isShown },
      this.#locale.msg,
      this.#ask,
    );
  }

  #team(): TemplateResult {
    const { label, compact, query } = this;
    const { board } = this.#link;
    const model = {
      ...{ board, count: this.#all.length, numbers: this.#numbers, query, label, compact },
      ...{ canCall: this.#mayCall, own: this.#own(), shown: this.card?.extension ?? null },
      problem: this.card ? '' : this.problem,
    };
    return team(model, this.#locale.msg, this.#ask, (text) => (this.query = text));
  }

  #card({ extension, anchor }: { extension: string; anchor: HTMLElement }): TemplateResult {
    const { msg, locale } = this.#locale;
    const isOwn = extension === this.#link.board?.own?.number;
    const model: CardModel = {
      ...{ colleague: this.#colleague(extension), label: this.extension ? this.label : '', anchor },
      ...{ canCall: this.#canCall(extension), link: this.#callLink(), own: isOwn ? this.#own() : null },
      ...{ notice: feedWords(this.#link.board, msg), problem: this.problem },
    };
    return html`<cemscale-presence-card
      exportparts="card, call-button, own-status"
      .msg=${msg}
      .locale=${locale}
      .model=${model}
      .ask=${this.#ask}
    ></cemscale-presence-card>`;
  }

  get #mayCall(): boolean {
    const { board, phone } = this.#link;
    return phone?.call !== undefined && board?.may('calls:originate') === true;
  }

  #canCall(extension: string): boolean {
    return this.#mayCall && extension !== this.#link.board?.own?.number;
  }

  #callLink(): string {
    const isFree = this.extension !== '' && this.#colleague(this.extension).status === 'available';
    return isFree ? callLink(this.href) : '';
  }

  #own(): OwnStatus | null {
    const { board } = this.#link;
    if (!board?.own || !board.may('presence:write')) return null;
    return { status: this.#colleague(board.own.number).status, pending: this.pending };
  }

  #colleague(extension: string): Colleague {
    return this.#link.board?.get(extension) ?? nobody(extension);
  }

  #shownNumbers(): readonly string[] {
    const { extension, extensions } = this;
    if (extension) return [extension];
    const asked = typeof extensions === 'string' ? extensions.split(/[\s,;]+/) : extensions;
    const named = [...new Set(asked.filter(Boolean))];
    return named.length > 0 ? named : (this.#link.board?.numbers ?? []);
  }

  #found(): readonly string[] {
    const { board } = this.#link;
    const found = new Set(board?.find(this.query).map(({ number }) => number));
    const text = this.query.trim();
    // Somebody whom the page names and the company does not list is found by number.
    return this.#all.filter((number) => found.has(number) || (!board?.get(number) && number.includes(text)));
  }

  #onChange({ extensions, directory, state }: BoardChange): void {
    this.#isListStale ||= directory;
    const own = this.#link.board?.own?.number;
    const isVisible = [this.extension, own, this.card?.extension].some((one) => one && extensions.has(one));
    if (directory || state || isVisible) this.requestUpdate();
    this.#tell(extensions);
  }

  #tell(extensions: ReadonlySet<string>): void {
    const { isRealtime } = this;
    if (isRealtime !== this.#wasRealtime) {
      this.#wasRealtime = isRealtime;
      this.dispatchEvent(new RealtimeChangedEvent(isRealtime));
    }
    const isWhole = !this.extension && this.extensions.length === 0;
    const shown = isWhole ? [...extensions] : this.#shownNumbers().filter((number) => extensions.has(number));
    if (shown.length > 0)
      this.dispatchEvent(new PresenceChangedEvent(shown.map((number) => this.#colleague(number))));
  }

  readonly #ask = (ask: PresenceAsk): void => {
    if (ask.type !== 'warm-up') this.problem = '';
    switch (ask.type) {
      case 'show':
        return void (this.card?.extension === ask.extension
          ? this.#hide()
          : this.#show(ask.extension, ask.anchor));
      case 'hide':
        return this.#hide();
      case 'call':
        return void this.#call(ask.extension);
      case 'set':
        return void this.#set(ask.status);
      case 'warm-up':
        return this.#link.softphone?.warmUp();
    }
  };

  async #show(extension: string, anchor: HTMLElement): Promise<void> {
    await import('./presence-card.js');
    if (anchor.isConnected) this.card = { extension, anchor };
  }

  #hide(): void {
    const anchor = this.card?.anchor;
    const hadFocus = this.shadowRoot?.activeElement?.localName === 'cemscale-presence-card';
    this.card = null;
    if (hadFocus) anchor?.focus();
  }

  /** By the phone on the page, which asks the page first and shows the call. */
  async #call(extension: string): Promise<void> {
    try {
      await this.#link.phone?.call?.(extension);
      this.#hide();
    } catch (error) {
      await this.#fail(error, 'call');
    }
  }

  async #set(status: SettablePresence): Promise<void> {
    this.pending = status;
    try {
      await this.setStatus(status);
    } catch (error) {
      await this.#fail(error, 'status');
    } finally {
      this.pending = null;
    }
  }

  /** One person has no room for words but the card. */
  async #fail(error: unknown, wish: 'call' | 'status'): Promise<void> {
    if (!(error instanceof SoftphoneError)) throw error;
    if (error.reason === 'canceled-by-page') return;
    const anchor = this.shadowRoot?.querySelector<HTMLElement>('.chip .person');
    if (!this.card && anchor) await this.#show(this.extension, anchor);
    this.problem = problemWords(error, wish, this.#locale.msg);
  }
}

define('cemscale-presence', CemscalePresence);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-presence': CemscalePresence;
  }
}
