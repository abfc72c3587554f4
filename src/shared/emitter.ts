/** Stops the subscription it was returned for. Calling it twice is harmless. */
export type Unsubscribe = () => void;

type Listener<Payload> = (payload: Payload) => void;

/**
 * Typed emitter. A listener that throws does not stop the others: its error is reported
 * to the page's own error handling (`reportError`), as the DOM does.
 */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<Listener<never>>>();

  on<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): Unsubscribe {
    const set = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, set);
    set.add(listener as Listener<never>);
    return () => void set.delete(listener as Listener<never>);
  }

  protected emit<Name extends keyof Events>(
    name: Name,
    ...[payload]: Events[Name] extends void ? [] : [Events[Name]]
  ): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) {
      try {
        (listener as Listener<unknown>)(payload);
      } catch (error) {
        reportListenerError(error);
      }
    }
  }
}

/** Hands an error of somebody's listener to the environment without disturbing the caller. */
export function reportListenerError(error: unknown): void {
  if (typeof reportError === 'function') reportError(error);
  else
    queueMicrotask(() => {
      throw error;
    });
}
