import type { Clock } from '../../shared/clock.js';
import type { Unsubscribe } from '../../shared/emitter.js';
import type { PlatformLink } from '../platform-link.js';
import type { Softphone } from '../softphone.js';
import type { RecentsStore } from './recents-store.js';

/**
 * Where the calls come from. `idle`: nobody has asked. `loading`: the platform has not answered yet. `ready`: it has.
 * `failed`: it does not, `error` says why, and what is shown is older. `local`: this token may not ask, so there is
 * what this phone has seen.
 */
export type RecentsState = 'idle' | 'loading' | 'ready' | 'failed' | 'local';

export interface RecentsEvents {
  change: void;
}

/** What recents need of the core. */
export type Core = Pick<Softphone, 'tokens' | 'snapshot' | 'on'>;

export interface RecentsOptions {
  readonly softphone: Core;
  /** The platform, brought with the first question. */
  readonly link: () => Promise<PlatformLink>;
  readonly store?: RecentsStore;
  readonly clock?: Clock;
  /** Tells when the page woke up. */
  readonly watch?: (listener: () => void) => Unsubscribe;
}

/** Somebody whom the page knows. */
export interface KnownPerson {
  readonly name: string;
  /** `http(s):` address of their record. */
  readonly link: string | null;
}
