import { openPreferences, readLook, type Look, type Preferences } from '../../softphone/preferences.js';
import type { Unsubscribe } from '../../shared/emitter.js';
import type { LocaleController } from '../internal/localize.js';

/** What the page has said stands in the selector, so that its own `theme` wins without a word from here. */
const schemeOf = (theme: string): string =>
  `:host(:not([theme='light'], [theme='dark'])) .root.root { color-scheme: ${theme}; }`;

/** Before 2024 browsers had one palette for each scheme of the system: there it is the system's. */
export const canScheme = (): boolean => CSS.supports('color', 'light-dark(#000, #fff)');

/** Shows a phone as the person at it has chosen, wherever its page leaves that open. */
export class PersonLook {
  readonly #phone: Element;
  readonly #locale: LocaleController;
  // A browser that cannot be told a scheme may not have such sheets either.
  readonly #sheet = canScheme() ? new CSSStyleSheet() : null;
  #owner = '';
  #stop: Unsubscribe = () => {};

  constructor(phone: Element, locale: LocaleController) {
    this.#phone = phone;
    this.#locale = locale;
    const root = phone.shadowRoot;
    if (root && this.#sheet) root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#sheet];
  }

  /** Takes the choices of the extension with this id; empty for nobody's. */
  follow(owner: string): void {
    if (owner === this.#owner) return;
    this.#owner = owner;
    this.#stop();
    this.#stop = () => {};
    if (owner === '') this.#show({});
    else void openPreferences(owner).then((preferences) => this.#open(owner, preferences));
  }

  #open(owner: string, preferences: Preferences): void {
    if (owner !== this.#owner) return;
    this.#stop = preferences.on('change', (name) => name === 'look' && this.#show(readLook(preferences)));
    this.#show(readLook(preferences));
  }

  #show({ theme, language }: Look): void {
    this.#sheet?.replaceSync(theme ? schemeOf(theme) : '');
    this.#locale.preferred = language;
    if (this.#phone.isConnected) this.#locale.refresh();
  }
}
