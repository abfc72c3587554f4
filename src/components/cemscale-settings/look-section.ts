import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { openPreferences, readLook, type Look, type Preferences } from '../../softphone/preferences.js';
import type { Unsubscribe } from '../../shared/emitter.js';
import { canScheme } from '../cemscale-phone/person-look.js';
import { define } from '../internal/define.js';
import { LookChosenEvent } from '../internal/look-chosen.js';
import { Section } from './section.js';

type Choices = readonly (readonly [value: string, word: string])[];

/**
 * Light or dark, and the language, wherever the page leaves them open.
 *
 * @tag cemscale-look-section
 * @internal
 */
export class LookSection extends Section {
  #owner = '';
  #stop: Unsubscribe | undefined;
  @state() private preferences: Preferences | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.#open('');
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const owner = this.model.snapshot.extension?.id ?? '';
    if (owner !== this.#owner && this.isConnected) void this.#open(owner);
  }

  protected override render(): TemplateResult {
    const { msg, preferences } = this;
    if (!this.model.snapshot.extension)
      return html`<div class="state">
        <p>${msg('This can be chosen once the phone is online.', { id: 'look-offline' })}</p>
      </div>`;
    if (!preferences) return this.loading();
    const { theme = '', language = '' } = readLook(preferences);
    const phone = phoneAround(this);
    const themes: Choices = [
      ['', msg('As the page or the system', { id: 'look-theme-auto' })],
      ['light', msg('Light', { id: 'look-light' })],
      ['dark', msg('Dark', { id: 'look-dark' })],
    ];
    // Each language in its own words: whoever reads only that one finds it.
    const languages: Choices = [
      ['', msg('As the page', { id: 'look-language-auto' })],
      ['en', 'English'],
      ['es', 'Español'],
    ];
    const isThemed = /^(light|dark)$/.test(phone?.getAttribute('theme') ?? '');
    return html`<div class="scroll">
      ${canScheme() ? this.#choice('theme', msg('Appearance', { id: 'look-theme' }), themes, theme, isThemed) : nothing}
      ${this.#choice('language', msg('Language', { id: 'look-language' }), languages, language, phone?.hasAttribute('lang') ?? false)}
    </div>`;
  }

  #choice(name: keyof Look, title: string, choices: Choices, chosen: string, isGiven: boolean): TemplateResult {
    const { msg } = this;
    if (isGiven)
      return html`<div class="row">
        <span class="text"
          ><b>${title}</b><span class="sub">${msg('This page has decided it.', { id: 'look-given' })}</span></span
        >
      </div>`;
    return html`<fieldset>
      <legend>${title}</legend>
      ${choices.map(
        ([value, word]) =>
          html`<label class="row">
            <input
              type="radio"
              name=${name}
              value=${value}
              .checked=${live(value === chosen)}
              @change=${() => void this.#set(name, value)}
            />
            <span class="text"><b lang=${name === 'language' && value ? value : nothing}>${word}</b></span>
          </label>`,
      )}
    </fieldset>`;
  }

  async #set(name: keyof Look, value: string): Promise<void> {
    const { preferences } = this;
    if (!preferences) return;
    const { theme, language }: Look = Object.assign(readLook(preferences), { [name]: value || undefined });
    const look = theme || language ? { theme, language } : undefined;
    const kept = preferences.set('look', look);
    this.dispatchEvent(new LookChosenEvent());
    await kept;
    // What shows it may have come after the first event, and have looked before there was anything to find.
    this.dispatchEvent(new LookChosenEvent());
  }

  async #open(owner: string): Promise<void> {
    this.#stop?.();
    this.#stop = undefined;
    this.preferences = null;
    this.#owner = owner;
    if (owner === '') return;
    const preferences = await openPreferences(owner);
    if (this.#owner !== owner) return;
    this.preferences = preferences;
    this.#stop = preferences.on('change', (name) => name === 'look' && this.requestUpdate());
  }
}

function phoneAround(element: Element): Element | null {
  let at: Element | null = element;
  while (at && at.localName !== 'cemscale-phone') {
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return at;
}

define('cemscale-look-section', LookSection);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-look-section': LookSection;
  }
}
