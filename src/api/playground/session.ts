import { Emitter, type Unsubscribe } from '../../shared/emitter.js';
import { ApiError, type MediaError } from '../../shared/errors.js';
import type { WebSocketConstructor } from '../event-socket-options.js';
import type { SocketAccess } from '../sockets.js';
import type { PlaygroundConnection } from './connection.js';
import type {
  PlaygroundEndReason,
  PlaygroundToolCall,
  PlaygroundToolResult,
  PlaygroundTranscript,
} from './protocol.js';

/** Events of a session in the AI playground. */
export interface PlaygroundEvents {
  /** The agent listens. */
  ready: void;
  toolCall: PlaygroundToolCall;
  toolResult: PlaygroundToolResult;
  transcript: PlaygroundTranscript;
  /** The session is over; told once, after everything else. */
  end: { readonly reason: PlaygroundEndReason };
  error: ApiError | MediaError;
}

export interface PlaygroundOptions {
  readonly access: () => Promise<SocketAccess>;
  /** Keeps the token fresh until the answer is called, and tells of each new one. */
  readonly followTokens: (onGrant: () => void) => Unsubscribe;
  readonly WebSocket: () => WebSocketConstructor;
  readonly workletUrl: string | URL | undefined;
}

/**
 * A conversation with an AI agent: the microphone goes up, its voice comes down, tools run as in a real call.
 * Audio and connection are loaded by `start()`. A session is used once.
 */
export class PlaygroundSession extends Emitter<PlaygroundEvents> {
  readonly #options: PlaygroundOptions;
  #connection: PlaygroundConnection | null = null;
  #state: 'new' | 'starting' | 'connected' | 'ended' = 'new';
  #isMuted = false;

  constructor(options: PlaygroundOptions) {
    super();
    this.#options = options;
  }

  /** Whether the agent listens. */
  get isConnected(): boolean {
    return this.#state === 'connected';
  }

  /** Whether the agent hears silence in place of the microphone. */
  get isMuted(): boolean {
    return this.#isMuted;
  }

  /**
   * Asks for the microphone and connects; resolves when the agent is ready. Rejects with `MediaError` or `ApiError`,
   * which the `error` event tells too. Call it in a click: browsers hold sound back otherwise.
   */
  async start(): Promise<void> {
    if (this.#state !== 'new') {
      throw new ApiError('rejected', 'A session of the playground is started once.', {
        advice: 'Make another with connectAiPlayground().',
      });
    }
    this.#state = 'starting';
    try {
      const { PlaygroundConnection } = await import('./connection.js');
      if (this.#hasEnded()) throw givenUp();
      let isReady = false;
      const connection = new PlaygroundConnection(this.#options, {
        ready: () => {
          isReady = true;
          this.#state = 'connected';
          this.emit('ready');
        },
        tell: (name, payload) => this.#tell(name, payload),
        end: (reason) => this.#end(reason),
      });
      this.#connection = connection;
      connection.isMuted = this.#isMuted;
      await connection.open();
      if (!isReady) throw givenUp();
    } catch (error) {
      this.#fail(error as ApiError | MediaError);
      throw error;
    }
  }

  /** The agent hears silence from now on. */
  mute(): void {
    this.#setMuted(true);
  }

  unmute(): void {
    this.#setMuted(false);
  }

  /** Ends the session and lets the microphone go at once. */
  disconnect(): void {
    if (this.#state !== 'new') this.#end('user_disconnect');
  }

  #setMuted(isMuted: boolean): void {
    this.#isMuted = isMuted;
    if (this.#connection) this.#connection.isMuted = isMuted;
  }

  #fail(error: ApiError | MediaError): void {
    if (this.#hasEnded()) return;
    this.emit('error', error);
    this.#end('error');
  }

  #tell(name: keyof PlaygroundEvents, payload: unknown): void {
    (this.emit as (name: string, payload: unknown) => void).call(this, name, payload);
  }

  #end(reason: PlaygroundEndReason): void {
    if (this.#hasEnded()) return;
    this.#state = 'ended';
    this.#connection?.close(reason);
    this.emit('end', { reason });
  }

  // A method, because the state changes while start() waits, which the compiler does not see.
  #hasEnded(): boolean {
    return this.#state === 'ended';
  }
}

function givenUp(): ApiError {
  return new ApiError('aborted', 'The session was ended while it started.', {
    advice: 'Nothing needs to be done.',
  });
}
