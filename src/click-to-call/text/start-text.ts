import { Backoff } from '../../shared/backoff.js';
import type { ClickToCallOptions } from '../options.js';
import type { TextMode } from './text-mode.js';

const retryDelays = { first: 2000, cap: 60_000 };

/** Loads what finds numbers in text, again and again if the network is down, and hands it to `ready`. */
export function loadTextMode(
  options: ClickToCallOptions,
  signal: AbortSignal,
  ready: (mode: TextMode) => void,
): void {
  const backoff = new Backoff(retryDelays);
  const load = async (): Promise<void> => {
    const [{ TextMode }, numbering] = await Promise.all([import('./text-mode.js'), import('./numbering.js')]);
    if (!signal.aborted) ready(new TextMode(options, numbering));
  };
  const attempt = (): void => {
    if (!signal.aborted) load().catch(() => setTimeout(attempt, backoff.next()));
  };
  attempt();
}
