import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Whether the page leaves its colour scheme open. The scheme of a page that states one is inherited by CSS alone,
 * live; a page that states none gets the system's, which CSS cannot tell apart.
 */
export class ColorSchemeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #media: MediaQueryList | undefined;
  followsSystem = false;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#media = matchMedia('(prefers-color-scheme: dark)');
    this.#media.addEventListener('change', this.#read);
    this.#read();
  }

  hostDisconnected(): void {
    this.#media?.removeEventListener('change', this.#read);
  }

  /** Looks again: the page may have stated a scheme since. */
  hostUpdate(): void {
    this.followsSystem = getComputedStyle(this.#host).colorScheme === 'normal';
  }

  readonly #read = (): void => this.#host.requestUpdate();
}
