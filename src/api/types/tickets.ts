import type { IsoTime } from './common.js';

/** Body of the gateway's `POST {apiUrl}/tickets`: what the ticket is for, as the platform names it. */
export interface TicketRequest {
  /** `/ws`, `/api/ai/playground/{agentId}`, or the path and query of one audio or download. */
  readonly path: string;
}

/** A ticket for a WebSocket: spent once, at most 30 s old, sent in the first message. */
export interface SocketTicket {
  readonly ticket: string;
  readonly expiresAt: IsoTime;
}

/** A signed address of one audio or download that needs no header and works until `expiresAt`. */
export interface MediaTicket {
  readonly url: string;
  readonly expiresAt: IsoTime;
}
