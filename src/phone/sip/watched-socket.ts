import type { CancelTimer, Clock } from '../../shared/clock.js';

const openTimeout = 8_000;

/** The socket could not be opened or was lost. Its message never contains the address. */
export class SipTransportError extends Error {
  override get name(): 'SipTransportError' {
    return 'SipTransportError';
  }
}

/** Makes a WebSocket; the default is the environment's own. */
export type CreateWebSocket = (url: string, protocol: string) => WebSocket;

/** What happens on a socket. `onClose` comes once, with the failure to open or the loss. */
export interface SocketHandlers {
  onOpen(): void;
  onFrame(data: unknown): void;
  onClose(error: SipTransportError): void;
}

/**
 * One WebSocket from its opening to its end. Opening takes 8 s at most. After `release` or `onClose`
 * none of its handlers is called again, whatever the browser still reports.
 */
export class WatchedSocket {
  readonly #handlers: SocketHandlers;
  readonly #cancelTimer: CancelTimer;
  #socket: WebSocket | undefined;
  #released = false;

  constructor(url: string, clock: Clock, handlers: SocketHandlers, create: CreateWebSocket = ownWebSocket) {
    this.#handlers = handlers;
    this.#cancelTimer = clock.after(openTimeout, () =>
      this.#close('The server did not accept the socket in time.'),
    );
    try {
      this.#socket = this.#listen(create(url, 'sip'));
    } catch (error) {
      // Later, so that the owner has this object in hand when it hears of the failure.
      queueMicrotask(() => this.#close(`The socket could not be opened (${errorName(error)}).`));
    }
  }

  /** Throws `SipTransportError` when the socket is not open. */
  send(text: string): void {
    if (this.#socket?.readyState !== 1) throw new SipTransportError('Not connected.');
    this.#socket.send(text);
  }

  /** Lets the socket go at once; the closing handshake goes on in the background. */
  release(): void {
    this.#released = true;
    this.#cancelTimer();
    try {
      this.#socket?.close();
    } catch {
      // A socket that cannot be closed is gone already.
    }
  }

  #listen(socket: WebSocket): WebSocket {
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => {
      if (this.#released) return;
      this.#cancelTimer();
      this.#handlers.onOpen();
    });
    socket.addEventListener('message', (event) => {
      if (!this.#released) this.#handlers.onFrame(event.data);
    });
    // Close follows; but `ws` throws an error event that nobody listens to.
    socket.addEventListener('error', () => undefined);
    socket.addEventListener('close', (event) =>
      this.#close(`The socket was refused or closed (code ${event.code}).`),
    );
    return socket;
  }

  #close(why: string): void {
    if (this.#released) return;
    this.release();
    this.#handlers.onClose(new SipTransportError(why));
  }
}

/** Name of what was thrown. Messages of browser errors quote the address, names do not. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

function ownWebSocket(url: string, protocol: string): WebSocket {
  return new WebSocket(url, protocol);
}
