import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { RegistrationError } from '../../shared/errors.js';

type PanelModule = typeof import('./panel.js');

/** Brings the open panel, with all views and words, when it is first needed. */
export class PanelLoader implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #onError: (error: RegistrationError) => void;
  #loading: Promise<PanelModule | null> | undefined;
  /** Null until it is there. */
  module: PanelModule | null = null;
  /** The last attempt failed; the next `load` tries again. */
  failed = false;

  constructor(host: ReactiveControllerHost, onError: (error: RegistrationError) => void) {
    this.#host = host;
    this.#onError = onError;
    host.addController(this);
  }

  hostConnected(): void {}

  /** Resolves with null when it could not be loaded. */
  load(): Promise<PanelModule | null> {
    this.#loading ??= import('./panel.js').then(
      (module) => this.#settle(module),
      (cause: unknown) => {
        this.#loading = undefined;
        this.#onError(RegistrationError.engineFailed(cause));
        return this.#settle(null);
      },
    );
    return this.#loading;
  }

  #settle(module: PanelModule | null): PanelModule | null {
    this.module = module;
    this.failed = module === null;
    this.#host.requestUpdate();
    return module;
  }
}
