import type { ExtensionIdentity } from '../api/token.js';
import type { ActiveState, CallSnapshot } from '../phone/call-state.js';
import type { MicrophonePermission } from '../phone/media/microphone.js';
import type { DeviceNotice } from './audio/device-changes.js';
import type { TransferEnd, TransferSession } from '../phone/transfer/transfers.js';
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
  /** Another tab of this browser has the phone: this one shows the same, and asks it to act. */
  readonly elsewhere: boolean;
  readonly permissions: readonly string[];
  readonly microphone: MicrophonePermission;
  /** A sound device went away or came back; null when that is no news any more. */
  readonly deviceNotice: DeviceNotice | null;
  /** The browser refused to play the far end's sound until the user touches the page. */
  readonly audioBlocked: boolean;
  /** Calls in order of arrival. An ended call stays until dismissed or replaced by the next one. */
  readonly calls: readonly CallSnapshot[];
  /**
   * The call a panel shows: the live one the user acts on, else the one that ended last, else null. When it ends beside
   * another live call, that one takes its place and stays on hold until it is resumed.
   */
  readonly currentCall: CallSnapshot | null;
  /** A third person in the call, or on the way into it; null otherwise. */
  readonly threeWay: ThreeWaySession | null;
  /** What became of the last one, for as long as its call goes on and nobody else is added; null otherwise. */
  readonly threeWayEnd: ThreeWayEnd | null;
  /** A call on its way to somebody else; null otherwise. */
  readonly transfer: TransferSession | null;
  /** What became of the last one, until a call begins, ends or is handed over; null otherwise. */
  readonly transferEnd: TransferEnd | null;
  /** The call that was parked last, until another one begins; null otherwise. */
  readonly parked: ParkedHere | null;
}

/** A call that this phone has parked. */
export interface ParkedHere {
  /** Two digits; dialling `*71` and the slot takes the call back. */
  readonly slot: string;
  readonly caller: CallSnapshot['remote'];
}

/** Why the connection went away: `error` is null when it was asked for. */
export interface UnregisteredDetail {
  readonly error: SoftphoneError | null;
}

export interface SoftphoneEvents {
  statechange: SoftphoneSnapshot;
  'call-started': CallSnapshot;
  /** Another page began it, and it goes on in this one. */
  'call-resumed': CallSnapshot;
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
  'transfer-started': TransferSession;
  'transfer-ended': TransferEnd;
  'call-parked': ParkedHere;
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
  elsewhere: false,
  permissions: Object.freeze([]),
  microphone: 'unknown',
  deviceNotice: null,
  audioBlocked: false,
  calls: Object.freeze([]),
  currentCall: null,
  threeWay: null,
  threeWayEnd: null,
  transfer: null,
  transferEnd: null,
  parked: null,
});

/** Live: neither ended nor refused. */
export function isLive(call: CallSnapshot): boolean {
  return call.state.phase !== 'ended';
}

/** It goes on in another page of ours: gone from this one, and no end to tell of. */
export function isElsewhere({ state }: CallSnapshot): boolean {
  return state.phase === 'ended' && state.reason === 'taken-over';
}

/**
 * The calls after `call` changed. Of ended ones only the last stays, until a new live call begins; one that was refused
 * (busy) because others live is an event only and leaves no trace here.
 */
export function withCall(calls: readonly CallSnapshot[], call: CallSnapshot): readonly CallSnapshot[] {
  if (isElsewhere(call)) return calls.filter(({ id }) => id !== call.id);
  const others = calls.filter((other) => isLive(other) || other.id === call.id);
  if (others.some(({ id }) => id === call.id)) return others.map((other) => (other.id === call.id ? call : other));
  return isLive(call) ? [...others, call] : calls;
}

/** What the page is told of a call that is another now; null when it is nothing new. */
export function factOf(
  { state, resumed }: CallSnapshot,
  before: CallSnapshot | undefined,
): 'call-ringing' | 'call-answered' | 'call-ended' | null {
  const was = before?.state.phase;
  if (was === state.phase) return null;
  if (state.phase === 'ended') return 'call-ended';
  // The page before was told how far it had come.
  if (was === 'resuming' || (resumed && !before)) return null;
  if (state.phase === 'active') return 'call-answered';
  // A call whose microphone was refused goes on ringing.
  const rings = state.phase === 'ringing' || (state.phase === 'incoming' && was !== 'answering');
  return rings ? 'call-ringing' : null;
}

/** The snapshot after a change. `currentId`: the live call that the person acts on. */
export function changed(
  snapshot: SoftphoneSnapshot,
  change: Partial<Omit<SoftphoneSnapshot, 'currentCall'>>,
  currentId: string | null | undefined,
): SoftphoneSnapshot {
  const calls = change.calls ?? snapshot.calls;
  const current = calls.find(({ id }) => id === currentId) ?? calls.at(-1) ?? null;
  const audioBlocked = current?.state.phase !== 'ended' && (change.audioBlocked ?? snapshot.audioBlocked);
  return Object.freeze({ ...snapshot, ...change, audioBlocked, currentCall: current });
}

/** The current call's state while both sides can talk; null otherwise. */
export function activeState({ currentCall: call }: SoftphoneSnapshot): ActiveState | null {
  return call?.state.phase === 'active' ? call.state : null;
}
