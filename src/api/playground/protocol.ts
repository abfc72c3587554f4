/** Samples a second that the agent hears: mono, 16 bit, little endian, in binary messages. */
export const UPSTREAM_RATE = 16_000;

/** Samples a second that the agent speaks: mono, 16 bit, little endian, in binary messages. */
export const DOWNSTREAM_RATE = 24_000;

/** Samples of one binary message upward: 20 ms. */
export const UPSTREAM_FRAME = UPSTREAM_RATE / 50;

/** Path of an agent's WebSocket below the API address is `endpoints.connectAiPlayground`; the first message authenticates. */
export type PlaygroundClientMessage =
  | { readonly type: 'auth'; readonly token: string }
  | { readonly type: 'auth'; readonly ticket: string }
  /** The person hangs up; the server closes with 1000. */
  | { readonly type: 'end' };

/** Why a session ended. `user_disconnect` is this side. */
export type PlaygroundEndReason =
  | 'completed'
  | 'transferred'
  | 'user_disconnect'
  | 'idle_timeout'
  | 'max_duration'
  | 'connection_lost'
  | 'error';

/** What the agent asked a tool to do. */
export interface PlaygroundToolCall {
  readonly function: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** What a tool answered; the agent speaks `message`. */
export interface PlaygroundToolResult {
  readonly function: string;
  readonly status: string;
  readonly message: string;
}

/** A piece of what was said, in the order it was said. */
export interface PlaygroundTranscript {
  readonly role: 'assistant' | 'user';
  readonly text: string;
}

/** Text messages of the server. Audio may come at any time after `ready`. */
export type PlaygroundServerMessage =
  /** The agent listens; the client begins to send audio. */
  | { readonly type: 'ready' }
  | ({ readonly type: 'tool_call' } & PlaygroundToolCall)
  | ({ readonly type: 'tool_result' } & PlaygroundToolResult)
  | ({ readonly type: 'transcript' } & PlaygroundTranscript)
  /** The caller broke in: audio that was sent and not yet heard is dropped. */
  | { readonly type: 'interrupted' }
  /** The last message, before close 1000. Audio sent before it is still played. */
  | { readonly type: 'end'; readonly reason: PlaygroundEndReason }
  | { readonly type: 'error'; readonly message: string };
