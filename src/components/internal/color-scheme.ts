import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Whether the page leaves its colour scheme open. The scheme of a page that states one is inherited by CSS alone,
 * live; a page that states none gets the system's, which CSS cannot tell apart.
 */
export class ColorSchemeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #media: MediaQueryList | undefined;
  #observer: MutationObserver | undefined;
  followsSystem = false;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#media = matchMedia('(prefers-color-scheme: dark)');
    this.#media.addEventListener('change', this.#read);
    // Pages switch themes by a class, an attribute or a style of one of these two.
    this.#observer = new MutationObserver(this.#read);
    for (const element of [document.documentElement, document.body])
      this.#observer.observe(element, { attributes: true });
    this.#read();
  }

  hostDisconnected(): void {
    this.#media?.removeEventListener('change', this.#read);
    this.#observer?.disconnect();
  }

  readonly #read = (): void => {
    const followsSystem = getComputedStyle(this.#host).colorScheme === 'normal';
    if (followsSystem === this.followsSystem) return;
    this.followsSystem = followsSystem;
    this.#host.requestUpdate();
  };
}
