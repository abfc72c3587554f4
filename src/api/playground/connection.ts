import { ApiError } from '../../shared/errors.js';
import type { SocketLike } from '../event-socket-options.js';
import { Microphone } from './microphone.js';
import { Playback } from './playback.js';
import type { PlaygroundClientMessage, PlaygroundEndReason, PlaygroundServerMessage } from './protocol.js';
import { toJson } from '../../shared/json.js';
import type { PlaygroundEvents, PlaygroundOptions } from './session.js';

/** What a connection tells its session. */
export interface ConnectionListener {
  /** The agent listens; told before anything that the agent says. */
  ready(): void;
  tell<Name extends 'toolCall' | 'toolResult' | 'transcript' | 'error'>(
    name: Name,
    payload: PlaygroundEvents[Name],
  ): void;
  end(reason: PlaygroundEndReason): void;
}

/** Longest wait for `ready`. */
const READY_MS = 20_000;

/** Microphone, WebSocket and loudspeaker of one session. */
export class PlaygroundConnection {
  readonly #options: PlaygroundOptions;
  readonly #listener: ConnectionListener;
  readonly #microphone: Microphone;
  readonly #playback = new Playback();
  #socket: SocketLike | null = null;
  #stopFollowing = (): void => {};
  #isReady = false;
  #isClosed = false;
  /** Settles `open`. */
  #ready: { resolve(): void; reject(error: ApiError): void } = { resolve() {}, reject() {} };

  constructor(options: PlaygroundOptions, listener: ConnectionListener) {
    this.#options = options;
    this.#listener = listener;
    this.#microphone = new Microphone(options.workletUrl, (samples) => this.#sendAudio(samples));
  }

  set isMuted(isMuted: boolean) {
    this.#microphone.isMuted = isMuted;
  }

  /** Opens microphone and socket; resolves at `ready`. */
  async open(): Promise<void> {
    await this.#playback.start();
    await this.#microphone.start();
    if (this.#isClosed) return;
    this.#stopFollowing = this.#options.followTokens(() => void this.#reauthenticate());
    const { url, auth } = await this.#options.access();
    if (this.#isClosed) return;
    const socket = new (this.#options.WebSocket())(url);
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    await this.#handshake(socket, auth);
  }

  /** Lets go of everything; what the agent said before its own end is still heard. */
  close(reason: PlaygroundEndReason): void {
    this.#isClosed = true;
    this.#stopFollowing();
    this.#microphone.stop();
    this.#playback.stop(reason === 'completed' || reason === 'transferred');
    if (reason === 'user_disconnect' && this.#isReady) this.#say({ type: 'end' });
    this.#isReady = false;
    this.#socket?.close(1000);
    this.#ready.reject(unreachable('was closed'));
  }

  /** A gateway closes the socket when the token ends that opened it, unless a newer one is shown. */
  async #reauthenticate(): Promise<void> {
    if (!this.#isReady) return;
    const access = await this.#options.access().catch(() => null);
    if (access && !this.#isClosed) this.#say(access.auth);
  }

  async #handshake(socket: SocketLike, auth: PlaygroundClientMessage): Promise<void> {
    const late = setTimeout(() => this.#ready.reject(unreachable('did not get ready in time')), READY_MS);
    try {
      await new Promise<void>((resolve, reject) => {
        this.#ready = { resolve, reject };
        socket.addEventListener('open', () => this.#say(auth));
        socket.addEventListener('message', ({ data }) => this.#receive(data));
        socket.addEventListener('close', () => this.#onClose());
        socket.addEventListener('error', () => undefined);
      });
    } finally {
      clearTimeout(late);
    }
  }

  #say(message: PlaygroundClientMessage): void {
    this.#socket?.send(toJson(message));
  }

  #sendAudio(samples: ArrayBuffer): void {
    if (this.#isReady) this.#socket?.send(samples);
  }

  #receive(data: unknown): void {
    if (this.#isClosed) return;
    if (data instanceof ArrayBuffer) return this.#playback.add(data);
    const message = readMessage(data);
    if (message) this.#obey(message);
  }

  #obey(message: PlaygroundServerMessage): void {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.#ready.resolve();
        return this.#listener.ready();
      case 'tool_call':
        return this.#listener.tell('toolCall', { function: message.function, args: message.args });
      case 'tool_result': {
        const { function: name, status, message: words } = message;
        return this.#listener.tell('toolResult', { function: name, status, message: words });
      }
      case 'transcript':
        return this.#listener.tell('transcript', { role: message.role, text: message.text });
      case 'interrupted':
        return this.#playback.clear();
      case 'end':
        return this.#listener.end(message.reason);
      case 'error':
        return this.#listener.tell('error', agentFailed(message.message));
    }
  }

  #onClose(): void {
    if (this.#isClosed) return;
    if (!this.#isReady) return this.#ready.reject(unreachable('was closed before the agent was ready'));
    this.#listener.tell('error', unreachable('was lost'));
    this.#listener.end('connection_lost');
  }
}

function readMessage(data: unknown): PlaygroundServerMessage | null {
  try {
    return JSON.parse(String(data)) as PlaygroundServerMessage | null;
  } catch {
    return null;
  }
}

function unreachable(what: string): ApiError {
  return new ApiError('unreachable', `The connection to the AI agent ${what}.`, {
    advice: 'Check the network, the id of the agent and the permissions, and start a new session.',
  });
}

function agentFailed(message: string): ApiError {
  return new ApiError('server', `The AI agent failed: ${String(message).slice(0, 300)}.`.replace('..', '.'), {
    advice: 'Start a new session.',
  });
}
