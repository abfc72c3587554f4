import type { HangupCause } from './causes.js';
import type { Callee, CalleeListener } from './leg.js';
import type { PlayedLeg } from './played-leg.js';

/** A service of the platform that is dialled and answers at once, or says why not. */
export class ServiceCallee implements Callee {
  readonly number: string;
  readonly name: string;
  readonly extension = null;
  readonly isService = true;
  readonly #open: () => PlayedLeg | HangupCause;

  /** `open` runs when the call arrives. */
  constructor(number: string, name: string, open: () => PlayedLeg | HangupCause) {
    this.number = number;
    this.name = name;
    this.#open = open;
  }

  start(listener: CalleeListener): void {
    const opened = this.#open();
    if (typeof opened === 'string') listener.failed(opened);
    else listener.answered(opened);
  }

  cancel(): void {}
}

/** A target that cannot be reached, for a known reason; `extension` keeps forwarding and mailbox possible. */
export class FailingCallee implements Callee {
  readonly number: string;
  readonly name: string;
  readonly extension: string | null;
  readonly #cause: HangupCause;

  constructor(number: string, cause: HangupCause, extension: string | null = null, name = number) {
    this.number = number;
    this.name = name;
    this.extension = extension;
    this.#cause = cause;
  }

  start(listener: CalleeListener): void {
    listener.failed(this.#cause);
  }

  cancel(): void {}
}
