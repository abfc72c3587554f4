import { str } from '@lit/localize/internal/str-tag.js';
import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { SoftphoneError } from '../../shared/errors.js';
import { mailbox } from '../../softphone/mailbox.js';
import type { Softphone } from '../../softphone/softphone.js';
import type { PanelModel } from '../cemscale-phone/view.js';
import { wordsForError } from '../cemscale-phone/words.js';
import { define } from '../internal/define.js';
import { englishMsg, languageOf, type Msg } from '../internal/localize.js';
import { icon } from '../internal/panel-icons.js';
import { roomIcon } from '../internal/room-icons.js';
import { asker } from '../internal/request.js';
import { Uses } from '../internal/uses.js';
import { Player } from './player.js';
import { voicemailRow } from './voicemail-row.js';
import { voicemailStyles } from './voicemail.styles.js';
import { isTalking } from './talking.js';

/** The platform's own voice for the mailbox, for those who may not read it here. */
const MAILBOX = '*97';

/**
 * The room with the own voicemail: hear, delete, call back. One message plays at a time, and none during a call.
 *
 * @tag cemscale-voicemail-view
 * @internal
 */
export class VoicemailView extends LitElement {
  static override readonly styles = voicemailStyles;

  readonly #ask = asker(this);
  readonly #box = new Uses(this, mailbox);
  readonly #player = new Player(
    this,
    (id) => this.#box.current?.audioUrl(id) ?? Promise.reject(new Error('no mailbox')),
    (id) => void this.#try(() => this.#box.current?.markRead(id)),
  );
  /** The message whose player is open; empty when none is. */
  @state() private open = '';
  /** Messages chosen for one deletion; null while they are not chosen. */
  @state() private picked: ReadonlySet<string> | null = null;
  @state() private problem: SoftphoneError | null = null;
  @query('h2') private readonly heading!: HTMLElement | null;

  @property({ attribute: false }) softphone: Softphone | null = null;
  @property({ attribute: false }) model!: PanelModel;
  @property({ attribute: false }) msg: Msg = englishMsg;

  override focus(options?: FocusOptions): void {
    this.heading?.focus(options);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('model') && this.#isTalking && this.#player.state === 'playing') this.#player.pause();
    const ids = new Set(this.#messages.map(({ id }) => id));
    if (this.#player.id && !ids.has(this.#player.id)) this.#player.stop();
    if (this.picked && [...this.picked].some((id) => !ids.has(id)))
      this.picked = new Set([...this.picked].filter((id) => ids.has(id)));
  }

  protected override render(): TemplateResult {
    const { msg, picked } = this;
    if (!this.#may('voicemail:read')) return this.#fallback();
    const messages = this.#messages;
    const unread = this.#box.current?.value?.unread ?? 0;
    return html`<div class="top">
        <h2 tabindex="-1">
          ${msg('Voicemail', { id: 'voicemail' })}
          ${unread > 0 ? html`<span class="sub">${msg(str`${unread} new`, { id: 'vm-unread' })}</span>` : nothing}
        </h2>
        ${messages.length > 1 && this.#may('voicemail:write') ? this.#selection(picked) : nothing}
      </div>
      ${this.#notes()} ${this.#body()} ${this.#toast()}`;
  }

  get #messages() {
    return this.#box.current?.value?.messages ?? [];
  }

  get #isTalking(): boolean {
    return isTalking(this.model.snapshot);
  }

  #may(permission: string): boolean {
    return this.model.snapshot.permissions.includes(permission);
  }

  #selection(picked: ReadonlySet<string> | null): TemplateResult {
    const { msg } = this;
    if (!picked)
      return html`<button type="button" class="chip" @click=${() => (this.picked = new Set())}>
        ${msg('Select', { id: 'vm-select' })}
      </button>`;
    return html`<button type="button" class="chip" @click=${() => (this.picked = null)}>
        ${msg('Cancel', { id: 'checking-cancel' })}
      </button>
      <button
        type="button"
        class="chip primary"
        aria-disabled=${picked.size === 0 ? 'true' : 'false'}
        @click=${() => picked.size > 0 && this.#remove([...picked])}
      >
        ${msg(str`Delete ${picked.size}`, { id: 'vm-delete-several' })}
      </button>`;
  }

  #body(): TemplateResult {
    const { msg } = this;
    const box = this.#box.current;
    const value = box?.value;
    if (!value)
      return box?.state === 'failed'
        ? this.#failure()
        : html`<div class="state" aria-busy="true">${msg('Loading…', { id: 'parked-loading' })}</div>`;
    if (value.messages.length === 0)
      return html`<div class="state">
        ${roomIcon('voicemail')}
        <p>${msg('No messages', { id: 'vm-empty' })}</p>
        <p>${msg('What callers leave for you is kept here.', { id: 'vm-empty-text' })}</p>
      </div>`;
    return html`<div class="scroll" @keydown=${this.#onKey}>
      <ul aria-label=${msg('Messages', { id: 'vm-list' })}>
        ${value.messages.map((message) =>
          voicemailRow(message, {
            msg,
            locale: languageOf(this),
            player: this.#player,
            isOpen: this.open === message.id,
            picked: this.picked,
            mayDelete: this.#may('voicemail:write'),
            mayCall: this.#may('calls:originate') && !this.model.snapshot.currentCall,
            isTalking: this.#isTalking,
            onToggle: this.#toggle,
            onPick: this.#pick,
            onPlay: this.#play,
            onDelete: (id) => this.#remove([id]),
            onCall: (number) => this.#ask({ type: 'call', number }),
          }),
        )}
      </ul>
      ${
        value.messages.length < value.total
          ? html`<p class="chips">
              <button type="button" class="chip" @click=${() => void box?.loadMore()}>
                ${msg('Show older messages', { id: 'vm-more' })}
              </button>
            </p>`
          : nothing
      }
    </div>`;
  }

  #failure(): TemplateResult {
    const { msg } = this;
    const error = this.#box.current?.error;
    const words = error ? wordsForError(msg, error) : null;
    return html`<div class="state" role="alert">
      <p>${words?.title ?? ''}</p>
      <p>${words?.text ?? ''}</p>
      <button type="button" class="chip" @click=${() => void this.#box.current?.refresh()}>
        ${msg('Try again', { id: 'try-again' })}
      </button>
      ${this.#callMailbox()}
    </div>`;
  }

  /** What stands in the way, above the list that is known. */
  #notes(): TemplateResult {
    const { msg } = this;
    const box = this.#box.current;
    const stale = box?.value && box.error ? wordsForError(msg, box.error) : null;
    const wrong = this.problem ? wordsForError(msg, this.problem) : stale;
    return html`<div role="status">
      ${wrong ? html`<div class="note warn"><p>${wrong.title}. ${wrong.text}</p></div>` : nothing}
      ${
        this.#isTalking && this.#messages.length > 0
          ? html`<div class="note">
              <p>${msg('Put the call on hold to hear a message.', { id: 'vm-in-call' })}</p>
            </div>`
          : nothing
      }
    </div>`;
  }

  #toast(): TemplateResult {
    const { msg } = this;
    const count = this.#box.current?.undoable ?? 0;
    // Always there, so that assistive technology hears of what enters it.
    return html`<div role="status">
      ${
        count === 0
          ? nothing
          : html`<div class="toast">
              <p>
                ${count === 1 ? msg('Message deleted', { id: 'vm-deleted' }) : msg(str`${count} messages deleted`, { id: 'vm-deleted-several' })}
              </p>
              <button type="button" @click=${() => this.#box.current?.undo()}>
                ${msg('Undo', { id: 'undo' })}
              </button>
            </div>`
      }
    </div>`;
  }

  /** Who may not read the mailbox here can hear it by phone. */
  #fallback(): TemplateResult {
    const { msg } = this;
    return html`<div class="state">
      ${roomIcon('voicemail')}
      <p tabindex="-1">${msg('Voicemail by phone', { id: 'vm-by-phone' })}</p>
      <p>${msg('Your messages are played to you in a call.', { id: 'vm-by-phone-text' })}</p>
      ${this.#callMailbox()}
    </div>`;
  }

  #callMailbox(): TemplateResult | typeof nothing {
    if (!this.#may('calls:originate')) return nothing;
    const number = MAILBOX;
    return html`<button type="button" class="chip" @click=${() => this.#ask({ type: 'call', number })}>
      ${icon('phone')}${this.msg(str`Call ${number}`, { id: 'call-number' })}
    </button>`;
  }

  readonly #toggle = (id: string): void => {
    this.open = this.open === id ? '' : id;
  };

  readonly #pick = (id: string): void => {
    const picked = new Set(this.picked);
    if (!picked.delete(id)) picked.add(id);
    this.picked = picked;
  };

  readonly #play = (id: string): void => {
    const player = this.#player;
    if (player.id === id && (player.state === 'playing' || player.state === 'loading')) return player.pause();
    if (this.#isTalking) return;
    this.open = id;
    this.problem = null;
    void player.play(id);
  };

  #remove(ids: readonly string[]): void {
    const rows = this.#messages.map(({ id }) => id);
    const next =
      rows.slice(rows.indexOf(ids[0] ?? '')).find((id) => !ids.includes(id)) ??
      rows.find((id) => !ids.includes(id));
    this.#box.current?.remove(ids);
    this.picked = null;
    // The row that had the focus is gone.
    void this.updateComplete.then(() => (next ? this.#row(next) : this.heading)?.focus());
  }

  #row(id: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`#row-${CSS.escape(id)}`);
  }

  async #try(wish: () => Promise<void> | undefined): Promise<void> {
    try {
      await wish();
    } catch (error) {
      if (!(error instanceof SoftphoneError)) throw error;
      this.problem = error;
    }
  }

  /** Arrow keys go from message to message, Delete deletes the one at hand. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const row = (event.target as Element).closest<HTMLElement>('button.row');
    if (!row) return;
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('button.row')];
    const at = rows.indexOf(row);
    const id = row.id.replace(/^row-/, '');
    if (event.key === 'ArrowDown') rows[at + 1]?.focus();
    else if (event.key === 'ArrowUp') rows[at - 1]?.focus();
    else if (event.key === 'Delete' && this.#may('voicemail:write')) this.#remove([id]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

define('cemscale-voicemail-view', VoicemailView);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-voicemail-view': VoicemailView;
  }
}
