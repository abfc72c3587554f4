import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { RegistrationError } from '../../shared/errors.js';

/** A part of the element that is fetched when it is first needed. */
export class Late<Part> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #fetch: () => Promise<Part>;
  readonly #onError: (error: RegistrationError) => void;
  #loading: Promise<Part | null> | undefined;
  /** Null until it is there. */
  part: Part | null = null;
  /** Why the last attempt failed, null otherwise; the next `load` tries again. */
  failed: RegistrationError | null = null;

  constructor(
    host: ReactiveControllerHost,
    fetch: () => Promise<Part>,
    onError: (error: RegistrationError) => void,
  ) {
    this.#host = host;
    this.#fetch = fetch;
    this.#onError = onError;
    host.addController(this);
  }

  hostConnected(): void {}

  /** Resolves with null when it could not be loaded. */
  load(): Promise<Part | null> {
    this.#loading ??= this.#fetch().then(
      (part) => this.#settle(part),
      (cause: unknown) => {
        this.#loading = undefined;
        const error = RegistrationError.engineFailed(cause);
        this.#onError(error);
        return this.#settle(null, error);
      },
    );
    return this.#loading;
  }

  /** Acts with it: at once when it is there. Rejects with a `RegistrationError` when it could not be loaded. */
  use<Result>(act: (part: Part) => Promise<Result>): Promise<Result> {
    if (this.part) return act(this.part);
    return this.load().then((part) => {
      if (part) return act(part);
      throw this.failed ?? RegistrationError.engineFailed();
    });
  }

  #settle(part: Part | null, error: RegistrationError | null = null): Part | null {
    this.part = part;
    this.failed = error;
    this.#host.requestUpdate();
    return part;
  }
}
