import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PhoneNumbers } from '../../softphone/numbers.js';

type Module = typeof import('../../softphone/numbers.js');

let loading: Promise<Module | null> | undefined;
let loaded: Module | null = null;
const byCountry = new Map<string, PhoneNumbers>();

/** Brings the numbering plans, once for the page. A later wish tries again what failed. */
export function loadNumbers(): Promise<Module | null> {
  loading ??= import('../../softphone/numbers.js').then(
    (module) => (loaded = module),
    () => {
      loading = undefined;
      return null;
    },
  );
  return loading;
}

/** Numbers as the page around this element writes them; null until the plans are there. */
export function numbersAt(element: Element): PhoneNumbers | null {
  if (!loaded) return null;
  const country = countryOf(element);
  const known = byCountry.get(country) ?? new loaded.PhoneNumbers(country);
  byCountry.set(country, known);
  return known;
}

/** Region of the page: `country` of the phone around, else that of the nearest `lang` with one, such as `es-MX`; else empty. */
export function countryOf(element: Element): string {
  let region = '';
  for (let at: Element | null = element; at; at = parentOf(at)) {
    if (at.localName === 'cemscale-phone') {
      const country = (at as { country?: string }).country ?? at.getAttribute('country');
      if (country) return country.toUpperCase();
    }
    region ||= /^[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})\b/i.exec(at.getAttribute('lang') ?? '')?.[1] ?? '';
  }
  return region.toUpperCase();
}

function parentOf({ parentNode }: Element): Element | null {
  return parentNode instanceof ShadowRoot ? parentNode.host : parentNode instanceof Element ? parentNode : null;
}

/** Brings the numbering plans to an element and draws it anew with them. Until then numbers are shown as they are. */
export class NumbersLink implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  /** Null until they are there. */
  numbers: PhoneNumbers | null = null;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    if (!loaded) void loadNumbers().then((module) => module && this.#host.requestUpdate());
  }

  hostUpdate(): void {
    this.numbers = numbersAt(this.#host);
  }

  shown(number: string): string {
    return this.numbers?.shown(number) ?? number;
  }
}
