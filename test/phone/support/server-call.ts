import type { FakeSocket } from './fake-socket.js';

/** A call as the server knows it: it lives until one side has said BYE, whatever becomes of sockets. */
export interface ServerCall {
  /** The number at the far end: each is called once. */
  readonly number: string;
  readonly isOurs: boolean;
  isAnswered: boolean;
  isOver: boolean;
  /** The phone has put the far end on hold. */
  isHeld: boolean;
  dialog: Dialog;
  /** Channels of our leg: the Call-ID of each dialog that it has had. */
  readonly channels: Set<string>;
}

/** One SIP dialog of a call; another takes its place where a phone asks for that. */
export interface Dialog {
  readonly callId: string;
  readonly ownTag: string;
  phoneTag: string;
  phone: string;
  /** As on FreeSWITCH, what the server has to say goes to the socket that the dialog was made on. */
  readonly socket: FakeSocket;
  /** The INVITE that made it, by whom it was sent. */
  readonly invite: string;
  cseq: number;
}
