import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { StrResult, TemplateMap } from '@lit/localize';
import { runtimeMsg } from '@lit/localize/internal/runtime-msg.js';

/** Words in the language of one element. The id names the text in `locales/`; the template is the English. */
export type Msg = (template: string | StrResult, options: { id: string }) => string;

/** Languages with texts of their own. */
export type Locale = 'en' | 'es';

const translations: Record<Exclude<Locale, 'en'>, () => Promise<{ templates: TemplateMap }>> = {
  es: () => import('../locales/es.js'),
};

/** Words from one set of translations; English for what the set does not have. */
export function createMsg(templates?: TemplateMap): Msg {
  // Only `str` templates and plain strings enter, so only strings come back.
  return (template, options) => runtimeMsg(templates, template, options) as string;
}

/** English words, for code that has no element. */
export const englishMsg = createMsg();

/** Language of the nearest `lang` at or above the node, across shadow roots. */
export function languageOf(node: Element): Locale {
  let current: Element | null = node;
  while (current) {
    const holder: Element | null = current.closest('[lang]');
    if (holder) return toLocale(holder.getAttribute('lang') ?? '');
    const root: Node = current.getRootNode();
    current = root instanceof ShadowRoot ? root.host : null;
  }
  return 'en';
}

function toLocale(tag: string): Locale {
  return /^es(-|$)/i.test(tag) ? 'es' : 'en';
}

/**
 * Keeps `msg` in the language of its element and follows changes of any `lang` above it.
 * The locale is this element's own: lit-localize's page-wide `configureLocalization` may be called
 * once per page only, and that one call belongs to the host page.
 */
export class LocaleController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #observer: MutationObserver | undefined;
  #wanted: Locale = 'en';
  locale: Locale = 'en';
  /** What the person has chosen; counts where the page has given the element no `lang` of its own. */
  preferred: Locale | undefined;
  msg: Msg = englishMsg;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new MutationObserver(() => this.refresh());
    for (let node: Node = this.#host; ;) {
      const root = node.getRootNode();
      this.#observer.observe(root, { attributes: true, attributeFilter: ['lang'], subtree: true });
      if (!(root instanceof ShadowRoot)) break;
      node = root.host;
    }
    this.refresh();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  /** Reads the language again. Until a language has arrived the former words stay. */
  refresh(): void {
    const wanted = (!this.#host.hasAttribute('lang') && this.preferred) || languageOf(this.#host);
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (wanted === 'en') this.#use('en', englishMsg);
    else
      translations[wanted]().then(
        ({ templates }) => this.#use(wanted, createMsg(templates)),
        () => this.#giveUp(wanted),
      );
  }

  #use(locale: Locale, msg: Msg): void {
    if (locale !== this.#wanted) return;
    this.locale = locale;
    this.msg = msg;
    this.#host.requestUpdate();
  }

  /** The words could not be loaded: the next change of language may try again. */
  #giveUp(locale: Locale): void {
    if (locale === this.#wanted) this.#wanted = this.locale;
  }
}
