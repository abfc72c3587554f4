import { systemClock, type CancelTimer } from '../shared/clock.js';
import { isLive } from './snapshot.js';
import { Softphone } from './softphone.js';

/** An element that leaves the page may come back (moved, rendered anew by a router): its call is not cut off meanwhile. */
const GRACE_MS = 2000;
const GRACE_IN_CALL_MS = 15_000;

interface Shared {
  readonly softphone: Softphone;
  users: number;
  cancelDisposal: CancelTimer;
}

const shared = new Map<string, Shared>();

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
  const key = new URL(tokenUrl, document.baseURI).href;
  const entry = shared.get(key) ?? {
    softphone: new Softphone({ tokenUrl: key }),
    users: 0,
    cancelDisposal: () => {},
  };
  shared.set(key, entry);
  entry.cancelDisposal();
  entry.users += 1;
  let released = false;
  return {
    softphone: entry.softphone,
    release() {
      if (released) return;
      released = true;
      entry.users -= 1;
      if (entry.users === 0) disposeLater(key, entry);
    },
  };
}

function disposeLater(key: string, entry: Shared): void {
  const inCall = entry.softphone.snapshot.calls.some(isLive);
  entry.cancelDisposal = systemClock.after(inCall ? GRACE_IN_CALL_MS : GRACE_MS, () => {
    shared.delete(key);
    void entry.softphone.disconnect();
  });
}
