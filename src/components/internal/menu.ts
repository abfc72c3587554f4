import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { base } from './base.styles.js';
import { define } from './define.js';
import { icon, type IconName } from './panel-icons.js';

/** What can be chosen. */
export interface MenuItem {
  readonly label: string;
  readonly icon?: IconName;
  /** Takes something away. */
  readonly danger?: boolean;
  readonly choose: () => void;
}

const styles = css`
  :host {
    display: inline-block;
  }
  .menu {
    position: fixed;
    inset: auto;
    z-index: 2;
    min-width: 180px;
    max-width: min(300px, calc(100vw - 16px));
    max-height: calc(100vh - 16px);
    margin: 0;
    padding: 6px;
    overflow-y: auto;
    border: 1px solid var(--_line);
    border-radius: 14px;
    background: var(--_bg);
    color: var(--_ink);
    box-shadow: var(--_shadow);
    font: 400 14px/1.4 var(--_font);
    text-align: start;
  }
  .item {
    display: flex;
    align-items: center;
    gap: 12px;
    width: 100%;
    min-height: 44px;
    padding: 4px 12px;
    border-radius: 10px;
    overflow-wrap: anywhere;
  }
  .item .icon {
    width: 20px;
    height: 20px;
    color: var(--_ink-2);
  }
  .item:hover,
  .item:focus {
    background: var(--_raise);
  }
  .item:focus-visible {
    outline-offset: -2px;
  }
  .item.danger,
  .item.danger .icon {
    color: var(--_bad);
  }
  @media (forced-colors: active) {
    .menu {
      border: 1px solid CanvasText;
    }
    .item {
      border-color: transparent;
    }
  }
`;

/**
 * A button with more that can be done, in the top layer, so that nothing cuts it off. Arrows, Home, End and the first
 * letter move; Escape and Tab close it.
 *
 * @tag cemscale-menu
 * @internal
 */
export class Menu extends LitElement {
  static override readonly styles = [base, styles];

  @state() private open = false;
  @query('.trigger') private readonly trigger!: HTMLElement;
  @query('.menu') private readonly menu!: HTMLElement | null;
  /** Accessible name of the button. */
  @property() label = '';
  @property({ attribute: false }) items: readonly MenuItem[] = [];

  override focus(options?: FocusOptions): void {
    this.trigger.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close(false);
  }

  protected override render(): TemplateResult {
    return html`<button
        type="button"
        class="round trigger"
        aria-label=${this.label}
        title=${this.label}
        aria-haspopup="menu"
        aria-expanded=${this.open ? 'true' : 'false'}
        @click=${this.#toggle}
        @keydown=${this.#onTriggerKey}
      >
        ${icon('more')}
      </button>
      ${
        this.open
          ? html`<div class="menu" role="menu" aria-label=${this.label} popover="manual" @keydown=${this.#onKey}>
              ${this.items.map(
                (item) =>
                  html`<button
                    type="button"
                    class="item ${item.danger ? 'danger' : ''}"
                    role="menuitem"
                    tabindex="-1"
                    @click=${() => this.#choose(item)}
                  >
                    ${item.icon ? icon(item.icon) : nothing}<span>${item.label}</span>
                  </button>`,
              )}
            </div>`
          : nothing
      }`;
  }

  readonly #toggle = (): void => {
    if (this.open) this.#close(true);
    else void this.#show(0);
  };

  async #show(focusAt: number): Promise<void> {
    this.open = true;
    await this.updateComplete;
    const { menu } = this;
    if (!menu) return;
    // Before 2024 some browsers had no popovers: there it is fixed above the view.
    if (typeof menu.showPopover === 'function') menu.showPopover();
    this.#place(menu);
    this.#itemAt(focusAt)?.focus();
    document.addEventListener('pointerdown', this.#onOutside, true);
    for (const type of ['scroll', 'resize'] as const) window.addEventListener(type, this.#onMove, true);
  }

  /** Below the button, else above it, with its end at the button's end. */
  #place(menu: HTMLElement): void {
    const button = this.trigger.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = menu;
    const below = button.bottom + 4;
    const top = below + height > innerHeight - 8 ? Math.max(8, button.top - 4 - height) : below;
    const isRtl = getComputedStyle(this).direction === 'rtl';
    const left = isRtl ? button.left : button.right - width;
    menu.style.top = `${top}px`;
    menu.style.left = `${Math.min(Math.max(8, left), innerWidth - width - 8)}px`;
  }

  #close(toButton: boolean): void {
    if (!this.open) return;
    this.open = false;
    document.removeEventListener('pointerdown', this.#onOutside, true);
    for (const type of ['scroll', 'resize'] as const) window.removeEventListener(type, this.#onMove, true);
    if (toButton) this.trigger.focus();
  }

  #choose(item: MenuItem): void {
    this.#close(true);
    item.choose();
  }

  readonly #onMove = (event: Event): void => {
    if (event.target !== this.menu) this.#close(false);
  };

  readonly #onOutside = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.#close(false);
  };

  readonly #onTriggerKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    event.stopPropagation();
    void this.#show(event.key === 'ArrowDown' ? 0 : -1);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const at = this.#all.indexOf(event.target as HTMLElement);
    const to = this.#target(event.key, at);
    if (event.key === 'Escape' || event.key === 'Tab') this.#close(true);
    // A digit or letter is for the menu here, not for the keypad.
    event.stopPropagation();
    if (event.key === 'Escape' || to !== null) event.preventDefault();
    if (to !== null) this.#itemAt(to)?.focus();
  };

  #target(key: string, at: number): number | null {
    if (key === 'ArrowDown') return at + 1;
    if (key === 'ArrowUp') return at - 1;
    if (key === 'Home') return 0;
    if (key === 'End') return -1;
    if (key.length !== 1 || key === ' ') return null;
    const labels = this.items.map(({ label }) => label.toLocaleLowerCase());
    const order = labels.map((_, index) => (at + 1 + index) % labels.length);
    return order.find((index) => labels[index]?.startsWith(key.toLocaleLowerCase())) ?? null;
  }

  get #all(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.item')];
  }

  #itemAt(index: number): HTMLElement | undefined {
    const all = this.#all;
    return all.at(index % Math.max(1, all.length));
  }
}

define('cemscale-menu', Menu);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-menu': Menu;
  }
}
