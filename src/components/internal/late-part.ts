import type { ReactiveControllerHost } from 'lit';
import { RegistrationError } from '../../shared/errors.js';

/** After which a drawing may fetch anew what did not come. */
const RETRY_MS = 1000;

/** A part of an element that is fetched with its first use; the element is drawn again when it is there. */
export class LatePart<Part> {
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  readonly #fetch: () => Promise<Part>;
  readonly #onError: ((error: RegistrationError) => void) | undefined;
  #loading: Promise<Part | null> | undefined;
  #error: RegistrationError | undefined;
  #failedAt = -Infinity;
  /** Null until it is there. */
  part: Part | null = null;
  /** The last attempt failed; the next `load` tries again. */
  failed = false;

  constructor(
    host: Pick<ReactiveControllerHost, 'requestUpdate'>,
    fetch: () => Promise<Part>,
    onError?: (error: RegistrationError) => void,
  ) {
    this.#host = host;
    this.#fetch = fetch;
    this.#onError = onError;
  }

  /** For what draws: fetches it, yet not again at the drawing that an attempt which failed brings about. */
  want(): void {
    if (performance.now() - this.#failedAt > RETRY_MS) void this.load();
  }

  /** Resolves with null when it could not be loaded. */
  load(): Promise<Part | null> {
    this.#loading ??= this.#fetch().then(
      (part) => this.#settle(part),
      (cause: unknown) => {
        this.#loading = undefined;
        this.#failedAt = performance.now();
        this.#error = RegistrationError.engineFailed(cause);
        this.#onError?.(this.#error);
        return this.#settle(null);
      },
    );
    return this.#loading;
  }

  /** Acts with it, at once when it is there. Rejects with a `RegistrationError` when it could not be loaded. */
  use<Result>(act: (part: Part) => Promise<Result>): Promise<Result> {
    if (this.part) return act(this.part);
    return this.load().then((part) => {
      if (part) return act(part);
      throw this.#error;
    });
  }

  #settle(part: Part | null): Part | null {
    this.part = part;
    this.failed = part === null;
    this.#host.requestUpdate();
    return part;
  }
}
