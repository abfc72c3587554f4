import type { ExtensionIdentity } from '../api/token.js';
import type { ActiveState, CallSnapshot } from '../phone/call-state.js';
import type { MicrophonePermission } from '../phone/media/microphone.js';
import type { DeviceNotice } from './audio/device-changes.js';
import type { ThreeWayEnd } from '../phone/three-way/three-way.js';
import type { ThreeWaySession } from '../phone/three-way/session.js';
import type { MediaHealth } from '../phone/media/peer.js';
import type { CallSample } from '../phone/phone.js';
import type { SoftphoneError } from '../shared/errors.js';

/**
 * Whether calls can be made and received. `online`: the SIP server confirmed a registration and nothing has
 * contradicted it since. `reconnecting`: it was so and is getting back. `failed`: it never was, for the reason in
 * `error`; the phone keeps trying.
 */
export type ConnectionStatus = 'offline' | 'connecting' | 'online' | 'reconnecting' | 'failed';

export type { MicrophonePermission };

/** All that an element needs to draw itself. Frozen and complete; every change is a new object. */
export interface SoftphoneSnapshot {
  readonly status: ConnectionStatus;
  /** Why the phone is not online (token, registration) or the last thing that failed; null when all is well. */
  readonly error: SoftphoneError | null;
  readonly extension: ExtensionIdentity | null;
  readonly permissions: readonly string[];
  readonly microphone: MicrophonePermission;
  /** A sound device went away or came back; null when that is no news any more. */
  readonly deviceNotice: DeviceNotice | null;
  /** The browser refused to play the far end's sound until the user touches the page. */
  readonly audioBlocked: boolean;
  /** Calls in order of arrival. An ended call stays until dismissed or replaced by the next one. */
  readonly calls: readonly CallSnapshot[];
  /** The call a panel shows: the live one the user acts on, else the one that ended last, else null. */
  readonly currentCall: CallSnapshot | null;
  /** A third person in the call, or on the way into it; null otherwise. */
  readonly threeWay: ThreeWaySession | null;
  /** What became of the last one, for as long as its call goes on and nobody else is added; null otherwise. */
  readonly threeWayEnd: ThreeWayEnd | null;
}

/** Why the connection went away: `error` is null when it was asked for. */
export interface UnregisteredDetail {
  readonly error: SoftphoneError | null;
}

export interface SoftphoneEvents {
  statechange: SoftphoneSnapshot;
  'call-started': CallSnapshot;
  'call-ringing': CallSnapshot;
  'call-answered': CallSnapshot;
  'call-ended': CallSnapshot;
  /** Verdict or warnings of its `quality` are others, or its summary is there. */
  'call-quality': CallSnapshot;
  /** One second of a call, measured. */
  'call-sample': CallSample;
  'three-way-started': ThreeWaySession;
  'three-way-changed': ThreeWaySession;
  'three-way-ended': ThreeWayEnd;
  /** The path of a call's media was found, interrupted or lost; the core repairs it by itself. */
  'media-health': MediaHealth;
  registered: void;
  unregistered: UnregisteredDetail;
  error: SoftphoneError;
}

/** A phone that nobody has asked to connect. */
export const offlineSnapshot: SoftphoneSnapshot = Object.freeze({
  status: 'offline',
  error: null,
  extension: null,
  permissions: Object.freeze([]),
  microphone: 'unknown',
  deviceNotice: null,
  audioBlocked: false,
  calls: Object.freeze([]),
  currentCall: null,
  threeWay: null,
  threeWayEnd: null,
});

/** Live: neither ended nor refused. */
export function isLive(call: CallSnapshot): boolean {
  return call.state.phase !== 'ended';
}

/**
 * The calls after `call` changed. A new live call takes the place of ended ones; one that was refused
 * because another lives (busy) is an event only and leaves no trace here.
 */
export function withCall(calls: readonly CallSnapshot[], call: CallSnapshot): readonly CallSnapshot[] {
  const known = calls.some(({ id }) => id === call.id);
  if (known) return calls.map((other) => (other.id === call.id ? call : other));
  return isLive(call) ? [...calls.filter(isLive), call] : calls;
}

/** The call that a panel shows. */
export function currentCall(calls: readonly CallSnapshot[]): CallSnapshot | null {
  return calls.filter(isLive).at(-1) ?? calls.at(-1) ?? null;
}

/** The current call's state while both sides can talk; null otherwise. */
export function activeState({ currentCall: call }: SoftphoneSnapshot): ActiveState | null {
  return call?.state.phase === 'active' ? call.state : null;
}
