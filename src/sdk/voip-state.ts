import type { VoIPClient } from '../api/client.js';
import type { WebRTCCallInfo } from './call-info.js';
import type { ThreeWaySession } from '../phone/three-way/session.js';
import type { WebRTCPhone } from './webrtc-phone.js';

/** All that a page shows of its phone. Frozen; every change is a new object. */
export interface VoIPState {
  readonly isRegistered: boolean;
  /** The live call; null without one. */
  readonly currentCall: WebRTCCallInfo | null;
  /** What failed last, in words; null once the next action begins or the phone has registered. */
  readonly error: string | null;
  readonly threeWaySession: ThreeWaySession | null;
  /** The platform's API; null on a server, and in a page without tokens and API key. */
  readonly client: VoIPClient | null;
  /** The phone; null on a server, and before `startPhone()` where an account has to be named. */
  readonly phone: WebRTCPhone | null;
}

/** Before anything began, and on a server. */
export const offlineState: VoIPState = Object.freeze({
  isRegistered: false,
  currentCall: null,
  error: null,
  threeWaySession: null,
  client: null,
  phone: null,
});
