import { SharedPool } from '../shared/shared-pool.js';
import { pageUrl } from './page-url.js';
import { isLive } from './snapshot.js';
import { Softphone } from './softphone.js';

/** An element that leaves the page may come back (moved, rendered anew by a router): its call is not cut off meanwhile. */
const GRACE_MS = 2000;
const GRACE_IN_CALL_MS = 15_000;

/** How long a core that nobody uses any more waits for its next user. */
export function graceOf({ snapshot }: Softphone): number {
  return snapshot.calls.some(isLive) ? GRACE_IN_CALL_MS : GRACE_MS;
}

const shared = new SharedPool<Softphone>({
  graceMs: graceOf,
  dispose: (softphone) => void softphone.disconnect(),
});

/** A user's hold on a shared core. */
export interface SoftphoneLease {
  readonly softphone: Softphone;
  /** Gives it up. The last one disconnects it after a grace time. Calling it twice is harmless. */
  release(): void;
}

/**
 * The core of a token URL, the same object for everyone in the page who asks for that URL, so that any number
 * of elements means one registration. Does nothing by itself: call `connect()`.
 */
export function acquireSoftphone({ tokenUrl }: { readonly tokenUrl: string | URL }): SoftphoneLease {
  const key = pageUrl(tokenUrl)?.href;
  if (key === undefined) throw new TypeError(`${String(tokenUrl)} is no address of a token endpoint.`);
  const { item, release } = shared.acquire(key, () => new Softphone({ tokenUrl: key }));
  return { softphone: item, release };
}
