import type { ReactiveControllerHost } from 'lit';

/** A part of an element that is fetched with its first use; the element is drawn again when it is there. */
export class LatePart<Module> {
  readonly #host: Pick<ReactiveControllerHost, 'requestUpdate'>;
  readonly #import: () => Promise<Module>;
  #loading: Promise<Module | null> | undefined;
  /** Null until it is there. */
  module: Module | null = null;
  /** The last attempt failed; the next `load` tries again. */
  failed = false;

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>, load: () => Promise<Module>) {
    this.#host = host;
    this.#import = load;
  }

  /** Resolves with null when it could not be loaded. */
  load(): Promise<Module | null> {
    this.#loading ??= this.#import().then(
      (module) => this.#settle(module),
      () => {
        this.#loading = undefined;
        return this.#settle(null);
      },
    );
    return this.#loading;
  }

  #settle(module: Module | null): Module | null {
    this.module = module;
    this.failed = module === null;
    this.#host.requestUpdate();
    return module;
  }
}
