import type { Clock } from '../shared/clock.js';
import type { SoftphoneError } from '../shared/errors.js';
import type { Logger } from '../shared/logger.js';
import type { CallSnapshot } from './call-state.js';
import type { Microphone } from './media/microphone.js';
import type { MediaHealth } from './media/peer.js';
import type { QualitySample } from './media/quality/quality.js';
import type { ConnectionState } from './sip/connection-state.js';
import type { SipCredentials } from './sip/credentials.js';

export interface PhoneOptions {
  readonly sip: SipCredentials;
  readonly displayName: string;
  readonly iceServers: readonly RTCIceServer[];
  /** How long their credentials are good, milliseconds from now; for ever when omitted. */
  readonly iceLifeMs?: number;
  /** Asked before anything is sent, with the bare number; throws `CallError` to refuse it. */
  readonly admit?: (number: string) => void;
  /** Constraints for the microphone, where `openMicrophone` is omitted. */
  readonly microphone?: MediaTrackConstraints;
  /** Opens the microphone of a call; rejects with `MediaError`. */
  readonly openMicrophone?: () => Promise<Microphone>;
  /** Where the far end is played; a plain `Audio` when omitted. */
  readonly createAudioElement?: () => HTMLAudioElement;
  readonly clock?: Clock;
  readonly logger?: Logger;
}

/** What may ring and how much. */
export interface CallRules {
  /** Live calls at once; a caller beyond it hears busy, a call of ours is not made. */
  readonly maxCalls: number;
  /** A second caller rings while a call lives; otherwise they hear busy. */
  readonly callWaiting: boolean;
}

export const usualRules: CallRules = Object.freeze({ maxCalls: 4, callWaiting: true });

/** One second of a call, measured. */
export interface CallSample {
  readonly callId: string;
  readonly sample: QualitySample;
}

export interface PhoneEvents {
  connection: ConnectionState;
  /** Every change of every call, the new one and the ended one included. */
  call: CallSnapshot;
  /** The person acts on another call now. */
  current: string;
  /** What another page would need to go on with the calls may be another now; read `resumeRecords()`. */
  resumable: void;
  audioblocked: boolean;
  mediahealth: MediaHealth;
  sample: CallSample;
  /** Something failed that ended no call. */
  error: SoftphoneError;
}
