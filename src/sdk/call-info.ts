import type { CallDirection, CallSnapshot, CallState, EndReason } from '../phone/call-state.js';

/** `ringing`: there for a call of ours, here for one that came in (see `direction`). */
export type WebRTCCallState = 'connecting' | 'ringing' | 'established' | 'terminated';

/** One call as the platform's SDK shows it. Frozen; a change is a new object. */
export interface WebRTCCallInfo {
  /** Random id of this page's making, the same for the whole call. */
  readonly id: string;
  readonly state: WebRTCCallState;
  readonly direction: CallDirection;
  /** Number or user part of the far end, as it gave it. Empty when it hides it. */
  readonly remoteIdentity: string;
  /** Name of the far end; its number when it has none. */
  readonly remoteDisplayName: string;
  readonly startTime: Date;
  /** The same object for the whole call; null until it is answered. */
  readonly answerTime: Date | null;
  readonly endTime: Date | null;
  readonly muted: boolean;
  readonly held: boolean;
  /** The far end put this side on hold. */
  readonly heldByRemote: boolean;
  /**
   * Channel UUID of this side's leg, which the platform's API knows the call by; null until the call is established.
   * A secret: whoever has it can act on the call.
   */
  readonly fsChannelUuid: string | null;
  /** Why it ended; null while it lives. `busy` with direction `inbound`: it came during another call and got a 486. */
  readonly endReason: EndReason | null;
}

/** The call in the SDK's words. `before` is what was said of it last: its dates and its channel stay. */
export function callInfo(call: CallSnapshot, channelUuid: string | null, before?: WebRTCCallInfo): WebRTCCallInfo {
  const { id, direction, remote, state } = call;
  const active = 'answeredAt' in state ? state : null;
  return Object.freeze<WebRTCCallInfo>({
    id,
    state: stateOf(state),
    direction,
    remoteIdentity: remote.number,
    remoteDisplayName: remote.displayName ?? remote.number,
    startTime: before?.startTime ?? new Date(call.startedAt),
    answerTime: before?.answerTime ?? (active && new Date(active.answeredAt)),
    endTime: state.phase === 'ended' ? new Date(state.endedAt) : null,
    muted: active?.muted ?? false,
    held: active?.held ?? false,
    heldByRemote: state.phase === 'active' && state.heldByRemote,
    fsChannelUuid: channelUuid ?? before?.fsChannelUuid ?? null,
    endReason: state.phase === 'ended' ? state.reason : null,
  });
}

function stateOf({ phase }: CallState): WebRTCCallState {
  switch (phase) {
    case 'preparing':
    case 'dialing':
    case 'answering':
    case 'resuming':
      return 'connecting';
    case 'ringing':
    case 'incoming':
      return 'ringing';
    case 'active':
      return 'established';
    case 'ended':
      return 'terminated';
    default:
      return phase satisfies never;
  }
}
