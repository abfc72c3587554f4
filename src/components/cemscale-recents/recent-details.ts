import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { str } from '@lit/localize/internal/str-tag.js';
import { SoftphoneError } from '../../shared/errors.js';
import { isMissed, type RecentCall } from '../../softphone/recents/recent-call.js';
import type { Recents } from '../../softphone/recents/recents.js';
import { mayAdd, type PanelModel } from '../cemscale-phone/view.js';
import { problemWords } from '../cemscale-presence/presence-words.js';
import { avatar } from '../internal/avatar.js';
import { avatarStyles } from '../internal/avatar.styles.js';
import { define } from '../internal/define.js';
import { englishMsg, languageOf, type Msg } from '../internal/localize.js';
import { icon } from '../internal/panel-icons.js';
import { phoneAround } from '../internal/phone-watch.js';
import { asker } from '../internal/request.js';
import { roomViewStyles } from '../internal/room.styles.js';
import { lengthWords, whenWords } from '../internal/when-words.js';
import type { RecentsNames } from './recents-rows.js';
import { partyWords } from './recents-row.js';
import { recentsStyles } from './recents.styles.js';
import { outcomeIcon, outcomeWord } from './recents-words.js';

/**
 * One person's calls and what can be done with their number. Fires `close` to go back.
 *
 * @tag cemscale-recent-details
 * @internal
 */
export class RecentDetails extends LitElement {
  static override readonly styles = [...roomViewStyles, avatarStyles, recentsStyles];

  readonly #ask = asker(this);
  /** What has just been done, or why it was not. */
  @state() private said = '';
  /** Blocking waits for a second press. */
  @state() private asksToBlock = false;
  @query('.back-button') private readonly back!: HTMLElement | null;
  @property({ attribute: false }) msg: Msg = englishMsg;
  @property({ attribute: false }) recents!: Recents;
  @property({ attribute: false }) calls: readonly RecentCall[] = [];
  @property({ attribute: false }) names!: RecentsNames;
  @property({ attribute: false }) model!: PanelModel;

  constructor() {
    super();
    this.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    });
  }

  override focus(options?: FocusOptions): void {
    if (this.hasUpdated) this.back?.focus(options);
    else void this.updateComplete.then(() => this.back?.focus(options));
  }

  protected override render(): TemplateResult | typeof nothing {
    const { msg, names } = this;
    const [call] = this.calls;
    if (!call) return nothing;
    const name = names.name(call);
    const shown = names.shown(call.number);
    const link = this.recents.person(call.number)?.link;
    return html`<div class="top">
        <button
          type="button"
          class="round back-button"
          aria-label=${msg('Back to all calls', { id: 'recents-back' })}
          @click=${this.#close}
        >
          <span class="back">${icon('chevronDown')}</span>
        </button>
      </div>
      <div class="scroll">
        <div class="who">
          ${avatar(name || null)}
          <h2 class="name"><bdi>${partyWords(call, names, msg)}</bdi></h2>
          ${name && shown ? html`<p><bdi dir="ltr">${shown}</bdi></p>` : nothing}
          ${link ? html`<a class="record" href=${link} target="_blank" rel="noopener noreferrer">${msg('Open record', { id: 'open-record' })}</a>` : nothing}
        </div>
        ${call.number === '' ? nothing : this.#deeds(call)}
        <p class="note" role="status" ?hidden=${this.said === ''}>${this.said}</p>
        <ul class="past" aria-label=${msg('Calls', { id: 'recent-past' })}>
          ${this.calls.map((one) => this.#past(one))}
        </ul>
      </div>`;
  }

  #deeds(call: RecentCall): TemplateResult {
    const { msg, recents } = this;
    const { snapshot } = this.model;
    const canAdd = snapshot.currentCall?.state.phase === 'active' && !snapshot.threeWay && mayAdd(snapshot);
    const blockWord = this.asksToBlock
      ? msg('Press again to block', { id: 'recent-block-sure' })
      : msg('Block', { id: 'recent-block' });
    return html`<div class="chips deeds">
      <button type="button" class="chip primary" @click=${() => this.#ask({ type: 'call', number: call.number })}>
        ${icon('phone')}${msg('Call', { id: 'call' })}
      </button>
      ${canAdd ? html`<button type="button" class="chip" @click=${() => this.#add(call)}>${icon('addPerson')}${msg('Add to the call', { id: 'recent-add' })}</button>` : nothing}
      <button type="button" class="chip" @click=${() => this.#copy(call)}>
        ${msg('Copy number', { id: 'recent-copy' })}
      </button>
      ${recents.mayBlock ? html`<button type="button" class="chip" @click=${() => this.#block(call)}>${blockWord}</button>` : nothing}
    </div>`;
  }

  #past(call: RecentCall): TemplateResult {
    const { msg } = this;
    const { forwardedTo, seconds, at } = call;
    const shown = forwardedTo === null ? '' : `\u2066${this.names.shown(forwardedTo)}\u2069`;
    return html`<li>
      <span class=${isMissed(call) ? 'missed' : ''}>${outcomeIcon(call)}</span>
      <span class="word"
        >${shown ? msg(str`Forwarded to ${shown}`, { id: 'recent-forwarded-to' }) : outcomeWord(call, msg)}</span
      >
      <span class="figure">${whenWords(at, languageOf(this))}</span>
      ${seconds > 0 ? html`<span class="figure">${lengthWords(seconds)}</span>` : nothing}
    </li>`;
  }

  readonly #close = (): void => {
    this.dispatchEvent(new Event('close'));
  };

  /** The number as it is dialled, which every other program understands. */
  async #copy({ number }: RecentCall): Promise<void> {
    const { msg } = this;
    try {
      await navigator.clipboard.writeText(number);
      this.said = msg('Number copied', { id: 'recent-copied' });
    } catch {
      this.said = msg('This browser did not let the number be copied.', { id: 'recent-not-copied' });
    }
  }

  async #add({ number }: RecentCall): Promise<void> {
    try {
      await phoneAround(this)?.addParticipant?.(number);
    } catch (error) {
      if (!(error instanceof SoftphoneError)) throw error;
      this.said = problemWords(error, 'call', this.msg);
    }
  }

  async #block({ number }: RecentCall): Promise<void> {
    const { msg } = this;
    if (!this.asksToBlock) return void (this.asksToBlock = true);
    this.asksToBlock = false;
    try {
      await this.recents.block(number);
      this.said = msg('Calls from this number are refused from now on.', { id: 'recent-blocked' });
    } catch (error) {
      if (!(error instanceof SoftphoneError)) throw error;
      this.said = msg('The number could not be blocked. Try again.', { id: 'recent-not-blocked' });
    }
  }
}

define('cemscale-recent-details', RecentDetails);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-recent-details': RecentDetails;
  }
}
