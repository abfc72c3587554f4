import { autoUpdate, computePosition, flip, offset, shift } from '@floating-ui/dom';
import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { Colleague } from '../../softphone/presence-board.js';
import { avatar } from '../internal/avatar.js';
import { base } from '../internal/base.styles.js';
import { define } from '../internal/define.js';
import { drawn, icon } from '../internal/icons.js';
import { englishMsg, type Locale, type Msg } from '../internal/localize.js';
import { markStyles, presenceMark } from '../internal/presence-mark.js';
import { byHand, type AskPresence } from './asks.js';
import { cross } from './glyphs.js';
import { ownStatus, type OwnStatus } from './own-status.js';
import { cardStyles } from './presence-card.styles.js';
import { nameOf, sinceWords, statusWord } from './presence-words.js';
import { ownStyles } from './own-status.styles.js';

/** What the card says. */
export interface CardModel {
  readonly colleague: Colleague;
  readonly label: string;
  readonly anchor: HTMLElement;
  readonly canCall: boolean;
  /** Where a call leads without a phone on the page; empty when nowhere. */
  readonly link: string;
  /** The card is about the reader: the status can be chosen. Null otherwise. */
  readonly own: OwnStatus | null;
  /** Why statuses may be old; empty when they are live. */
  readonly notice: string;
  /** Why the last wish failed; empty when it did not. */
  readonly problem: string;
}

/**
 * Who somebody is, what they do and since when, anchored to what was touched. In the top layer where there is one,
 * so that no overflow of the host page cuts it.
 *
 * @tag cemscale-presence-card
 * @internal
 */
export class PresenceCard extends LitElement {
  static override readonly styles = [base, markStyles, ownStyles, cardStyles];

  #stopFollowing: (() => void) | undefined;
  #anchor: HTMLElement | undefined;
  @query('.box') private readonly box!: HTMLElement;
  @property({ attribute: false }) msg: Msg = englishMsg;
  @property({ attribute: false }) locale: Locale = 'en';
  @property({ attribute: false }) model: CardModel | null = null;
  @property({ attribute: false }) ask: AskPresence = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('popover', 'manual');
    document.addEventListener('pointerdown', this.#onPointer, true);
    this.addEventListener('keydown', this.#onKey);
    this.addEventListener('focusout', this.#onFocusOut);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.#onPointer, true);
    this.#stopFollowing?.();
    this.#stopFollowing = this.#anchor = undefined;
  }

  override focus(): void {
    this.box.focus();
  }

  protected override updated(): void {
    const anchor = this.model?.anchor;
    if (!this.isConnected || !anchor || anchor === this.#anchor) return;
    this.#anchor = anchor;
    this.#stopFollowing?.();
    // Before 2024 some browsers had no popovers: there it is fixed above the page.
    if (typeof this.showPopover === 'function' && !this.matches(':popover-open')) this.showPopover();
    this.#stopFollowing = autoUpdate(anchor, this, () => void this.#place(anchor));
    this.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.model) return nothing;
    const { msg, ask, locale } = this;
    const { colleague, label, canCall, link, own, notice, problem } = this.model;
    const { number, department, status, since, displayName } = colleague;
    const name = label || nameOf(colleague);
    return html`<div class="box" part="card" role="dialog" aria-labelledby="name" tabindex="-1" lang=${locale}>
      <div class="head">
        ${avatar(displayName)}
        <div class="text">
          <p class="name" id="name">${name}</p>
          <p class="sub">${department ? `${number} · ${department}` : number}</p>
        </div>
        <button
          class="round"
          aria-label=${msg('Close', { id: 'presence-close' })}
          @click=${() => ask({ type: 'hide' })}
        >
          ${drawn(cross)}
        </button>
      </div>
      ${
        own
          ? ownStatus(own, msg, ask)
          : html`<p class="state">
              ${presenceMark(status)}<span class="word">${statusWord(status, msg)}</span
              ><span class="since">${sinceWords(since, locale, msg)}</span>
            </p>`
      }
      ${notice ? html`<p class="notice">${notice}</p>` : nothing} ${this.#callControl(canCall, link, number)}
      <p class="problem" role="alert">${problem}</p>
    </div>`;
  }

  #callControl(canCall: boolean, link: string, extension: string): TemplateResult | typeof nothing {
    const { msg, ask } = this;
    const inside = html`${icon('phone')}<span>${msg('Call', { id: 'call' })}</span>`;
    if (!canCall) return link ? html`<a class="action" part="call-button" href=${link}>${inside}</a>` : nothing;
    return html`<button
      class="action"
      part="call-button"
      @click=${byHand(() => ask({ type: 'call', extension }))}
      @pointerenter=${() => ask({ type: 'warm-up' })}
    >
      ${inside}
    </button>`;
  }

  async #place(anchor: HTMLElement): Promise<void> {
    const { x, y } = await computePosition(anchor, this, {
      strategy: 'fixed',
      placement: 'bottom-start',
      middleware: [offset(6), flip({ padding: 8 }), shift({ padding: 8 })],
    });
    this.style.left = `${Math.round(x)}px`;
    this.style.top = `${Math.round(y)}px`;
  }

  readonly #onPointer = (event: Event): void => {
    const path = event.composedPath();
    if (!path.includes(this) && !(this.#anchor && path.includes(this.#anchor))) this.ask({ type: 'hide' });
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    // One step back: what stands around the card does not close with it.
    event.stopPropagation();
    this.ask({ type: 'hide' });
  };

  readonly #onFocusOut = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget instanceof Node && relatedTarget !== this && relatedTarget !== this.#anchor)
      this.ask({ type: 'hide' });
  };
}

define('cemscale-presence-card', PresenceCard);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-presence-card': PresenceCard;
  }
}
