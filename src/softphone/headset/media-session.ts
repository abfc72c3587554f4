import type { Unsubscribe } from '../../shared/emitter.js';
import { activeState, isLive, type SoftphoneSnapshot } from '../snapshot.js';
import type { Softphone } from '../softphone.js';

type CallAction = 'hangup' | 'togglemicrophone';
type CallSession = MediaSession & { setMicrophoneActive?: (active: boolean) => unknown };

/**
 * Lets the system's own controls (media keys, the hub of the browser, picture in picture) mute and end a call, where
 * the browser knows these actions. They are there while a call lives. Returns the way to stop.
 */
export function controlBySystem(softphone: Softphone): Unsubscribe {
  const session: CallSession | undefined = navigator.mediaSession;
  if (!session) return () => {};
  let offered = false;
  const handle = (action: CallAction, handler: (() => void) | null): void => {
    try {
      session.setActionHandler(action as MediaSessionAction, handler);
    } catch {
      // A browser that does not know the action.
    }
  };
  const offer = (live: boolean): void => {
    if (live === offered) return;
    offered = live;
    handle('hangup', live ? () => void softphone.hangup().catch(ignore) : null);
    handle('togglemicrophone', live ? () => void toggle(softphone).catch(ignore) : null);
  };
  const follow = (snapshot: SoftphoneSnapshot): void => {
    // The browser gives its controls to the tab that is heard.
    const isTalking = snapshot.calls.some((call) => isLive(call) && call.state.phase !== 'incoming');
    offer(isTalking && !snapshot.elsewhere);
    const state = activeState(snapshot);
    if (state) session.setMicrophoneActive?.(!state.muted);
  };
  follow(softphone.snapshot);
  const unsubscribe = softphone.on('statechange', follow);
  return () => {
    unsubscribe();
    offer(false);
  };
}

async function toggle(softphone: Softphone): Promise<void> {
  const state = activeState(softphone.snapshot);
  if (state) await softphone.setMuted(!state.muted);
}

/** What could not be done, the phone itself tells. */
function ignore(): void {}
