import { Emitter } from '../../shared/emitter.js';
import { version } from '../../shared/version.js';
import type { Shown } from './shown.js';

/** What the tabs of one phone say to each other. */
export type TabMessage =
  /** A tab that does not have the phone asks what there is to show. */
  | { readonly type: 'hello' }
  /** Asks whether the tab with the phone still runs; `pong` says so. */
  | { readonly type: 'ping' | 'pong' }
  /** What every tab shows, from the one with the phone, and what the next one with it needs to go on with the calls. */
  | {
      readonly type: 'state';
      readonly shown: Shown;
      /** The call that the person acts on. */
      readonly currentId: string | null;
      readonly records: readonly unknown[];
      /** Hang-ups that the server has not confirmed, as they are kept. */
      readonly hangUps: string | null;
    }
  /** A wish of a tab without the phone. */
  | { readonly type: 'ask'; readonly id: string; readonly wish: string; readonly args: readonly unknown[] }
  /** What became of it. */
  | { readonly type: 'answer'; readonly id: string; readonly value?: unknown; readonly error?: unknown }
  /** The calls go on here now, in the tab that asked for them; or they could not, and stay where they were. */
  | { readonly type: 'taken' | 'given-back' }
  /** The person has signed out. */
  | { readonly type: 'signed-out' };

/** A message with who sent it. */
export type ReceivedMessage = TabMessage & { readonly from: string };

export interface TabChannelEvents {
  message: ReceivedMessage;
  /** The tab with the phone is of another build: what it says may mean something else here. */
  stranger: void;
}

/** The part of `BroadcastChannel` that is used. */
export type Broadcast = Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'>;

/** Speaks with the other tabs of a phone. They are of the same origin, and of the same build or strangers. */
export class TabChannel extends Emitter<TabChannelEvents> {
  readonly #broadcast: Broadcast;
  readonly #tab: string;
  readonly #build: string;

  constructor(broadcast: Broadcast, tab: string, build = version) {
    super();
    this.#broadcast = broadcast;
    this.#tab = tab;
    this.#build = build;
    broadcast.addEventListener('message', this.#onMessage);
  }

  say(message: TabMessage): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin
    this.#broadcast.postMessage({ ...message, from: this.#tab, build: this.#build });
  }

  close(): void {
    this.#broadcast.close();
  }

  readonly #onMessage = ({ data }: MessageEvent): void => {
    if (typeof data !== 'object' || data === null) return;
    const { type, from, build } = data as Record<string, unknown>;
    if (typeof type !== 'string' || typeof from !== 'string') return;
    const isSame = build === this.#build;
    // That a tab runs can be asked and said in every build.
    if (isSame || type === 'ping' || type === 'pong') this.emit('message', data as ReceivedMessage);
    if (!isSame && (type === 'state' || type === 'pong')) this.emit('stranger');
  };
}
