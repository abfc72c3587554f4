import { isKept } from '../kept-mark.js';
import { isLive, type SoftphoneSnapshot } from '../snapshot.js';
import type { Softphone } from '../softphone.js';
import { hidOf } from './hid-types.js';

const served = new WeakSet<Softphone>();

/**
 * Lets the headsets that a person picked once, and the system's own controls, act on the calls of a core. Their code
 * comes when there is such a headset, and with the first call.
 */
export function useHardware(softphone: Softphone): void {
  if (served.has(softphone)) return;
  served.add(softphone);
  let isOnline = false;
  let isControlled = false;
  const follow = ({ status, calls }: SoftphoneSnapshot): void => {
    if (status === 'online' && !isOnline) openHeadsets(softphone).catch(ignore);
    isOnline = status !== 'offline' && (isOnline || status === 'online');
    if (isControlled || !calls.some(isLive)) return;
    isControlled = true;
    import('./media-session.js').then(
      ({ controlBySystem }) => controlBySystem(softphone),
      // The next call tries again.
      () => (isControlled = false),
    );
  };
  follow(softphone.snapshot);
  softphone.on('statechange', follow);
}

async function openHeadsets(softphone: Softphone): Promise<void> {
  // A page that has asked for headsets even once is not kept for the way back (the back/forward cache).
  if (!isKept('headset')) return;
  const picked = await hidOf(navigator)?.getDevices();
  if (!picked || picked.length === 0) return;
  const { headsetOf } = await import('./headset.js');
  await headsetOf(softphone)?.start();
}

/** A frame that may not use headsets, or a file that did not come: the phone works without. */
function ignore(): void {}
