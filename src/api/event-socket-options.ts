/** The part of a WebSocket that is used; browsers' own and that of the package `ws` both fit. */
export interface SocketLike {
  binaryType: string;
  addEventListener(type: 'open' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { readonly code: number }) => void): void;
  send(data: string | ArrayBufferLike): void;
  close(code?: number, reason?: string): void;
}

/** Opens a WebSocket. */
export type WebSocketConstructor = new (url: string) => SocketLike;

/** How a lost event socket comes back. The first try is early, within 300 ms; the others wait with full jitter. */
export interface ReconnectPolicy {
  /** Bound of the second wait in milliseconds; it doubles from try to try. */
  readonly initialDelayMs: number;
  /** Largest bound in milliseconds. */
  readonly maxDelayMs: number;
  /** Tries in a row before an `error` event and silence; `Infinity` never gives up. */
  readonly maxRetries: number;
}

/** The documented policy. */
export const documentedPolicy: ReconnectPolicy = { initialDelayMs: 3000, maxDelayMs: 60_000, maxRetries: 10 };
