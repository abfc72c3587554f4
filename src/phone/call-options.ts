import type { Clock } from '../shared/clock.js';
import type { SoftphoneError } from '../shared/errors.js';
import type { CallSnapshot } from './call-state.js';
import type { Microphone } from './media/microphone.js';
import type { MediaHealth, MediaPeer } from './media/peer.js';
import type { QualitySample } from './media/quality/quality.js';
import type { RemoteAudio } from './media/remote-audio.js';

export interface CallOptions {
  readonly peer: MediaPeer;
  readonly audio: RemoteAudio;
  readonly clock: Clock;
  /** Asks for the microphone; rejects with `MediaError`. */
  readonly openMicrophone: () => Promise<Microphone>;
  /** Runs the task now, or as soon as the SIP server is reachable again: a hang-up is never lost. */
  readonly whenConnected: (task: () => void) => void;
}

export interface CallEvents {
  statechange: CallSnapshot;
  /** The browser refuses to play the far end, or plays it again. */
  audioblocked: boolean;
  mediahealth: MediaHealth;
  /** The sound was measured: each second while the call is active. */
  sample: QualitySample;
  /** Something failed that did not end the call. */
  error: SoftphoneError;
}
