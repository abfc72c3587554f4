import type { CallDirection, IsoTime } from './common.js';
import type { PresenceStatus } from './presence.js';

/**
 * First message of every WebSocket, and again when the token was renewed: the platform takes `token` (an API key),
 * the gateway takes `ticket`. Nothing secret is ever in the address.
 */
export type AuthMessage =
  | { readonly type: 'auth'; readonly token: string }
  | { readonly type: 'auth'; readonly ticket: string };

/** Everything that a client says on the event socket. `ping` is answered with `pong` by servers that know it. */
export type ClientMessage = AuthMessage | { readonly type: 'ping' };

/** Status of an extension and the call behind it, if one is. */
export interface PresenceChange {
  readonly extension: string;
  readonly status: PresenceStatus;
  readonly callUuid: string | null;
}

/** A phone registered or went. */
export interface RegistrationChange {
  readonly extension: string;
  readonly registered: boolean;
  readonly ip: string;
  readonly timestamp: IsoTime;
}

/** A call began to ring. */
export interface CallStart {
  readonly callUuid: string;
  readonly caller: string;
  readonly destination: string;
  readonly direction: CallDirection;
}

/** A call ended. */
export interface CallEnd {
  readonly callUuid: string;
  /** Whole seconds of talk; 0 when nobody answered. */
  readonly duration: number;
  /** FreeSWITCH's name, such as `NORMAL_CLEARING`. */
  readonly hangupCause: string;
}

/** What each event of the platform carries. */
export interface PlatformEventData {
  /** Status of every extension, by number; comes first on every connection. */
  presence_snapshot: { readonly presence: Readonly<Record<string, PresenceStatus>> };
  presence_change: PresenceChange;
  registration_change: RegistrationChange;
  call_start: CallStart;
  call_answer: { readonly callUuid: string };
  call_end: CallEnd;
}

/** Name of a platform event. */
export type PlatformEventType = keyof PlatformEventData;

/** One event of the platform as it travels: the union discriminates on `type`. */
export type PlatformEvent = {
  [Type in PlatformEventType]: {
    readonly type: Type;
    readonly timestamp: IsoTime;
    readonly data: PlatformEventData[Type];
    /** True when it was missed while the socket was down and is told from what REST knows. */
    readonly recovered?: boolean;
  };
}[PlatformEventType];

/** The event of one type. */
export type PlatformEventOf<Type extends PlatformEventType> = Extract<PlatformEvent, { readonly type: Type }>;

/** Everything that a server says on the event socket. */
export type ServerMessage =
  | PlatformEvent
  | { readonly type: 'pong' }
  | { readonly type: 'error'; readonly data: { readonly code: string; readonly message: string } };
