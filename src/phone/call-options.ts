import type { Clock } from '../shared/clock.js';
import type { SoftphoneError } from '../shared/errors.js';
import type { CallSnapshot } from './call-state.js';
import type { Leg } from './leg.js';
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
  /**
   * Asks the SIP server for a sign of life, since the line may be as dead as the sound is: patiently at first, so that a
   * socket which has not answered when it gets urgent is replaced without more waiting.
   */
  readonly probeLine: (how: 'patiently' | 'urgently') => void;
  /** Ends the leg at the server, after that promise: now, or as soon as there is a way. A hang-up is never lost. */
  readonly sayGoodbye: (leg: Leg, after?: Promise<unknown>) => void;
  /** Another page of ours has this call now. */
  readonly isTakenOver: (id: string) => boolean;
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
