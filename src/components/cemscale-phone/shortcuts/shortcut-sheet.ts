import { LitElement, css, html } from 'lit';
import type { TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { base } from '../../internal/base.styles.js';
import { define } from '../../internal/define.js';
import { englishMsg, type Msg } from '../../internal/localize.js';
import { icon } from '../../internal/more-icons.js';
import type { Shortcut, ShortcutAction } from './key-map.js';

const styles = css`
  dialog {
    box-sizing: border-box;
    width: min(340px, calc(100vw - 32px));
    max-height: calc(100vh - 32px);
    margin: auto;
    padding-block: 8px 20px;
    padding-inline: 20px 8px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_bg);
    color: var(--_ink);
    box-shadow: var(--_shadow);
    font: 400 14px/1.4 var(--_font);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.4);
  }
  .top {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
  }
  h2 {
    font-size: 16px;
    font-weight: 600;
  }
  p {
    padding-inline-end: 12px;
    color: var(--_ink-2);
  }
  dl {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: 10px 16px;
    margin-block: 12px 0;
    margin-inline: 0 12px;
  }
  dt,
  dd {
    margin: 0;
  }
  kbd {
    display: inline-block;
    min-width: 24px;
    padding: 2px 8px;
    border: 1px solid color-mix(in oklab, var(--_ink) 30%, var(--_bg));
    border-radius: 6px;
    background: var(--_raise);
    font: inherit;
    font-size: 13px;
    text-align: center;
  }
`;

/**
 * The keys that work on the page, in a dialog that goes when it is closed.
 *
 * @tag cemscale-shortcut-sheet
 * @internal
 */
export class ShortcutSheet extends LitElement {
  static override readonly styles = [base, styles];

  @query('dialog') private readonly dialog!: HTMLDialogElement;
  @property({ attribute: false }) msg: Msg = englishMsg;
  @property({ attribute: false }) shortcuts: readonly Shortcut[] = [];

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected override render(): TemplateResult {
    const { msg } = this;
    return html`<dialog aria-labelledby="title" @close=${() => this.remove()} @keydown=${stop}>
      <div class="top">
        <h2 id="title">${msg('Keyboard shortcuts', { id: 'shortcuts' })}</h2>
        <button
          type="button"
          class="round"
          aria-label=${msg('Close', { id: 'presence-close' })}
          @click=${() => this.dialog.close()}
        >
          ${icon('close')}
        </button>
      </div>
      <p>${msg('They work on the whole page, except while you type.', { id: 'shortcuts-where' })}</p>
      <dl>
        ${this.shortcuts.map(
          ({ action, keys }) =>
            html`<dt>${wordFor(action, msg)}</dt>
              <dd dir="ltr">
                ${keys.split('+').map((key, at) => html`${at > 0 ? ' + ' : ''}<kbd>${nameOf(key)}</kbd>`)}
              </dd>`,
        )}
      </dl>
    </dialog>`;
  }
}

/** Keys in the dialog are for the dialog, not for the phone around it. */
function stop(event: Event): void {
  event.stopPropagation();
}

/** As it is printed on the key. */
function nameOf(key: string): string {
  return key === 'Alt' && /Mac|iPhone|iPad/.test(navigator.platform) ? 'Option' : key;
}

function wordFor(action: ShortcutAction, msg: Msg): string {
  switch (action) {
    case 'answer':
      return msg('Answer', { id: 'answer' });
    case 'hang-up':
      return msg('End call', { id: 'end-call' });
    case 'mute':
      return msg('Mute', { id: 'mute' });
    case 'hold':
      return msg('Hold', { id: 'hold' });
  }
}

define('cemscale-shortcut-sheet', ShortcutSheet);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-shortcut-sheet': ShortcutSheet;
  }
}
