import type { Invitation, SessionDescriptionHandlerFactory, UserAgent } from 'sip.js';
import type { Clock } from '../../shared/clock.js';
import { Emitter } from '../../shared/emitter.js';
import type { Logger } from '../../shared/logger.js';
import type { ConnectionEvents, ConnectionState } from './connection-state.js';
import type { SipCredentials } from './credentials.js';

/** What a `Connection` is made of. */
export interface ConnectionOptions {
  readonly sip: SipCredentials;
  /** Shown to the people called; characters that could break a header are taken out. */
  readonly displayName: string;
  readonly sessionDescriptionHandlerFactory: SessionDescriptionHandlerFactory;
  readonly delegate: {
    /** A new call arrived. 100 and, unless `autoRinging` is false, 180 were sent. */
    onInvite(invitation: Invitation): void;
  };
  readonly clock: Clock;
  readonly logger: Logger;
  /** Send 180 before `onInvite`; true when omitted. */
  readonly autoRinging?: boolean;
  /** For environments and tests without a global WebSocket. */
  readonly createWebSocket?: (url: string, protocol: string) => WebSocket;
  /** Source of randomness of the delays, in [0, 1). */
  readonly random?: () => number;
}

/**
 * The phone's line to the SIP server: one socket that is opened again whenever it is lost, and one
 * registration on it. The `UserAgent` outlives sockets, so that live calls go on.
 */
export declare class Connection extends Emitter<ConnectionEvents> {
  constructor(options: ConnectionOptions);
  /** The current one. Replaced only by `updateCredentials` with another username or domain. */
  get userAgent(): UserAgent;
  get state(): ConnectionState;
  /** Connects and registers, for ever. */
  start(): void;
  /** Unregisters (2 s at most), closes the socket, stops trying. Never rejects. */
  stop(): Promise<void>;
  /** Checks the line now: at `online`, when the page becomes visible, after sleep. */
  probe(): void;
  /** Tries again at once, also after wrong credentials. */
  retry(): void;
  /** Tighter liveness and shorter delays while a call is up. */
  setInCall(inCall: boolean): void;
  /** Uses these from the next request on, and tries at once when the line had failed. */
  updateCredentials(sip: SipCredentials): void;
}
