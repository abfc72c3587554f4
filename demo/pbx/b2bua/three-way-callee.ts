import type { HangupCause } from './causes.js';
import type { Callee, CalleeListener } from './leg.js';

/**
 * A target that is called for a conference and not for a caller: nobody is there whose phone could follow a
 * 302, so the platform dials the other number itself, once.
 */
export class RedirectedCallee implements Callee {
  readonly number: string;
  readonly name: string;
  readonly extension: string | null;
  readonly #route: (number: string) => Callee;
  #current: Callee;

  /** `route` finds the target behind a number. */
  constructor(number: string, route: (number: string) => Callee) {
    this.#route = route;
    this.#current = route(number);
    ({ number: this.number, name: this.name, extension: this.extension } = this.#current);
  }

  start(listener: CalleeListener): void {
    this.#current.start({
      ...listener,
      redirected: (number) => {
        this.#current = this.#route(number);
        this.#current.start({ ...listener, redirected: () => listener.failed('REDIRECTION_TO_NEW_DESTINATION') });
      },
    });
  }

  cancel(cause: HangupCause): void {
    this.#current.cancel(cause);
  }
}
