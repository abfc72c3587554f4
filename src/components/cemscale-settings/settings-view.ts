import { LitElement, html } from 'lit';
import type { TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Softphone } from '../../softphone/softphone.js';
import type { PanelModel } from '../cemscale-phone/view.js';
import { define } from '../internal/define.js';
import { englishMsg, type Msg } from '../internal/localize.js';
import { roomViewStyles } from '../internal/room.styles.js';
import { leads, sections, type SettingsSection } from './sections.js';

/**
 * The room with all that is set and looked up rarely: a list of sections, each fetched when it is opened.
 *
 * @tag cemscale-settings-view
 * @internal
 */
export class SettingsView extends LitElement {
  static override readonly styles = roomViewStyles;

  readonly #there = new Set<string>();
  /** The open section; empty at the list. */
  @state() private open = '';
  /** The section whose code did not come; empty when all is well. */
  @state() private failed = '';
  @query('h2') private readonly heading!: HTMLElement | null;

  @property({ attribute: false }) softphone: Softphone | null = null;
  @property({ attribute: false }) model!: PanelModel;
  @property({ attribute: false }) msg: Msg = englishMsg;

  constructor() {
    super();
    this.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented || !this.open) return;
      event.preventDefault();
      event.stopPropagation();
      void this.#close();
    });
  }

  override focus(options?: FocusOptions): void {
    this.heading?.focus(options);
  }

  protected override render(): TemplateResult {
    const { msg } = this;
    const shown = this.#allowed.find(({ id }) => id === this.open);
    if (shown) return this.#section(shown);
    return html`<div class="top"><h2 tabindex="-1">${msg('More', { id: 'more' })}</h2></div>
      <div class="scroll">
        <ul aria-label=${msg('Settings', { id: 'settings' })}>
          ${this.#allowed.map(
            (section) =>
              html`<li>
                <button
                  type="button"
                  class="row"
                  id="open-${section.id}"
                  @click=${() => void this.#enter(section.id)}
                >
                  ${section.icon()}<span class="text"><b>${section.title(msg)}</b></span
                  ><span class="forward sub" aria-hidden="true">${leads()}</span>
                </button>
              </li>`,
          )}
        </ul>
      </div>`;
  }

  get #allowed(): readonly SettingsSection[] {
    return sections.filter((one) => one.allowed(this.model.snapshot.permissions));
  }

  #section(section: SettingsSection): TemplateResult {
    const { msg } = this;
    return html`<div class="top">
        <button
          type="button"
          class="round"
          aria-label=${msg('Back', { id: 'back' })}
          @click=${() => void this.#close()}
        >
          <span class="back">${leads()}</span>
        </button>
        <h2 tabindex="-1">${section.title(msg)}</h2>
      </div>
      ${this.#there.has(section.id) ? section.draw(this.model, msg) : this.#waiting(section)}`;
  }

  #waiting({ id }: SettingsSection): TemplateResult {
    const { msg } = this;
    if (this.failed !== id) return html`<div class="state" aria-busy="true"></div>`;
    return html`<div class="state" role="alert">
      <p>${msg('Could not load', { id: 'load-failed' })}</p>
      <button type="button" class="chip" @click=${() => void this.#enter(id)}>
        ${msg('Try again', { id: 'try-again' })}
      </button>
    </div>`;
  }

  async #enter(id: string): Promise<void> {
    this.open = id;
    this.failed = '';
    await this.updateComplete;
    this.focus();
    if (this.#there.has(id)) return;
    const came = await sections
      .find((one) => one.id === id)
      ?.load()
      .then(
        () => true,
        () => false,
      );
    if (came) this.#there.add(id);
    else this.failed = id;
    this.requestUpdate();
  }

  async #close(): Promise<void> {
    const before = this.open;
    this.open = '';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#open-${before}`)?.focus();
  }
}

define('cemscale-settings-view', SettingsView);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-settings-view': SettingsView;
  }
}
