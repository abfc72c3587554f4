import { PhoneErrorEvent } from '../components/events.js';
import { Backoff } from '../shared/backoff.js';
import { report } from './console.js';
import { LoadError } from './errors.js';

const retryDelays = { first: 2000, cap: 30_000 };

/** Loads the chunk that defines an element. Tries until it succeeds: pages stay open for days, and networks return. */
export async function loadElement(tag: string, url: string, retries?: Backoff): Promise<void> {
  // Defined by a bundle of the page: the first one wins, as everywhere.
  if (customElements.get(tag)) return;
  try {
    await import(/* @vite-ignore */ url);
  } catch (cause) {
    if (!retries) reportFailure(tag, url, cause);
    const backoff = retries ?? new Backoff(retryDelays);
    setTimeout(() => void loadElement(tag, url, backoff), backoff.next());
  }
}

/** Begins to load what will be needed in a moment. Whoever needs it asks again and tells when it fails. */
export function preload(url: string): void {
  import(/* @vite-ignore */ url).then(undefined, () => undefined);
}

function reportFailure(tag: string, url: string, cause: unknown): void {
  const error = LoadError.of(url, cause);
  report(`${error.message} It is tried again. ${String(cause)}`);
  (document.querySelector(tag) ?? document).dispatchEvent(new PhoneErrorEvent(error));
}
