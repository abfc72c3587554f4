import { str } from '@lit/localize/internal/str-tag.js';
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { CallSnapshot } from '../../phone/call-state.js';
import type { Unsubscribe } from '../../shared/emitter.js';
import { presenceBoard, type PresenceBoard } from '../../softphone/presence-board.js';
import type { Softphone } from '../../softphone/softphone.js';
import { statusWord } from '../cemscale-presence/presence-words.js';
import '../cemscale-three-way/add-person.js';
import type { AddPerson } from '../cemscale-three-way/add-person.js';
import type { ThreeWayAsk } from '../cemscale-three-way/model.js';
import { avatar } from '../internal/avatar.js';
import { avatarStyles } from '../internal/avatar.styles.js';
import { base } from '../internal/base.styles.js';
import { define } from '../internal/define.js';
import { englishMsg, type Msg } from '../internal/localize.js';
import { icon } from '../internal/panel-icons.js';
import { markStyles, presenceMark } from '../internal/presence-mark.js';
import { asker } from '../internal/request.js';
import { callStyles } from './call-views.styles.js';
import { viewStyles } from './view.styles.js';
import { partyOf } from './party.js';

const styles = css`
  :host {
    flex: 1;
    min-height: 0;
    display: flex;
    flex-direction: column;
  }
  .title {
    margin-block: 8px 12px;
    font-size: 18px;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .chosen {
    --_avatar: 44px;
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 12px;
    border-radius: 14px;
    background: var(--_raise);
  }
  .chosen .text {
    flex: 1;
    min-width: 0;
    display: grid;
    overflow-wrap: anywhere;
  }
  .chosen .sub {
    color: var(--_ink-2);
    font-size: 12.5px;
  }
  .state {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    color: var(--_ink-2);
    font-size: 12.5px;
  }
  .hint {
    margin-block: 12px 0;
    color: var(--_ink-2);
    font-size: 13px;
  }
`;

/**
 * Whom to hand a call to: a colleague with what they do right now, or a number, and whether to ask them first.
 *
 * @tag cemscale-transfer-view
 * @internal
 */
export class TransferView extends LitElement {
  static override readonly styles = [base, markStyles, avatarStyles, callStyles, viewStyles, styles];

  readonly #ask = asker(this);
  #board: PresenceBoard | null = null;
  #stops: Unsubscribe[] = [];
  @query('cemscale-add-person') private readonly field!: AddPerson | null;
  @query('[data-focus]') private readonly heading!: HTMLElement | null;
  /** Number of whom the call is to be handed to; empty while nobody is chosen. */
  @state() private chosen = '';
  @state() private turn = 0;

  @property({ attribute: false }) softphone: Softphone | null = null;
  @property({ attribute: false }) permissions: readonly string[] = [];
  /** The call that is to be handed over. */
  @property({ attribute: false }) call!: CallSnapshot;
  @property({ attribute: false }) msg: Msg = englishMsg;

  override focus(options?: FocusOptions): void {
    if (this.hasUpdated) (this.field ?? this.heading)?.focus(options);
    else void this.updateComplete.then(() => this.focus(options));
  }

  /** One step back. False when there is none within. */
  back(): boolean {
    if (this.chosen === '') return false;
    this.chosen = '';
    void this.updateComplete.then(() => this.focus());
    return true;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops.splice(0)) stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('softphone')) this.#follow();
  }

  protected override render(): TemplateResult {
    const { msg } = this;
    const name = partyOf(this.call, msg);
    return html`<div class="body">
        <h2 class="title" tabindex="-1" data-focus>${msg(str`Transfer ${name}`, { id: 'transfer-whom' })}</h2>
        ${this.chosen === '' ? this.#choice() : this.#person()}
      </div>
      ${this.chosen === '' ? this.#wayBack() : this.#ways()}`;
  }

  #choice(): TemplateResult {
    const { msg } = this;
    return html`<cemscale-add-person
      .msg=${msg}
      .board=${this.#board}
      .present=${[this.call.remote.number]}
      .ask=${this.#onAsk}
      .turn=${this.turn}
      .words=${{
        field: msg('Name or number to transfer to', { id: 'transfer-field' }),
        submit: msg('Choose', { id: 'transfer-choose' }),
      }}
    ></cemscale-add-person>`;
  }

  #person(): TemplateResult {
    const { msg, chosen } = this;
    const colleague = this.#board?.get(chosen);
    const name = colleague?.displayName || chosen;
    return html`<div class="chosen">
        ${avatar(colleague?.displayName ?? null)}
        <span class="text"
          ><bdi>${name}</bdi>${name === chosen ? nothing : html`<bdi class="sub" dir="ltr">${chosen}</bdi>`}
          ${colleague ? html`<span class="state">${presenceMark(colleague.status)}${statusWord(colleague.status, msg)}</span>` : nothing}
        </span>
      </div>
      <p class="hint">
        ${msg('Transfer at once, or speak with them first while the other side hears music.', { id: 'transfer-hint' })}
      </p>`;
  }

  #wayBack(): TemplateResult {
    return html`<div class="actions">
      <button type="button" class="action quiet" @click=${this.#close}>
        <span>${this.msg('Back to the call', { id: 'back-to-call' })}</span>
      </button>
    </div>`;
  }

  #ways(): TemplateResult {
    const { msg, chosen: number } = this;
    const mayAsk = this.permissions.includes('calls:originate');
    return html`<div class="actions ${mayAsk ? 'two' : ''}">
      <button
        type="button"
        class="action quiet"
        part="transfer-button"
        @click=${() => this.#ask({ type: 'transfer', number })}
      >
        ${icon('transfer')}<span>${msg('Transfer now', { id: 'transfer-now' })}</span>
      </button>
      ${
        mayAsk
          ? html`<button
              type="button"
              class="action green"
              part="consult-button"
              @click=${() => this.#ask({ type: 'consult', number })}
            >
              ${icon('phone')}<span>${msg('Ask first', { id: 'transfer-ask' })}</span>
            </button>`
          : nothing
      }
    </div>`;
  }

  readonly #onAsk = (ask: ThreeWayAsk): void => {
    if (ask.type === 'close') return this.#close();
    if (ask.type !== 'add') return;
    this.chosen = ask.number;
    void this.updateComplete.then(() => this.heading?.focus());
  };

  readonly #close = (): void => void this.dispatchEvent(new Event('close'));

  #follow(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#board = this.softphone && this.isConnected ? presenceBoard(this.softphone) : null;
    if (this.#board) this.#stops = [this.#board.on('change', () => (this.turn += 1)), this.#board.use()];
  }
}

define('cemscale-transfer-view', TransferView);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-transfer-view': TransferView;
  }
}
