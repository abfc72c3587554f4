import type { Page } from 'playwright-core';

/** What a page holds that would outlive the components which opened it. */
export interface PageResources {
  /** Addresses of the open sockets, without origin and query. */
  readonly sockets: readonly string[];
  /** All sockets that were ever opened. */
  readonly opened: readonly string[];
  /** Timers that have yet to fire. */
  readonly timers: number;
  /** Event types that window and document are listened to for. */
  readonly listeners: readonly string[];
  readonly peerConnections: number;
  /** Microphone tracks that are live. */
  readonly tracks: number;
}

/** Counts from the first script of the page on. */
export async function countResources(page: Page): Promise<void> {
  await page.addInitScript(install);
}

/** What the page holds now. */
export function resourcesOf(page: Page): Promise<PageResources> {
  return page.evaluate(() => (globalThis as unknown as { resources(): PageResources }).resources());
}

// Runs in the page, so it can use nothing from outside itself.
function install(): void {
  const sockets: WebSocket[] = [];
  const peers: RTCPeerConnection[] = [];
  const tracks: MediaStreamTrack[] = [];
  const timers = new Set<unknown>();
  const listeners = new Map<string, number>();

  const OriginalSocket = globalThis.WebSocket;
  globalThis.WebSocket = class extends OriginalSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      sockets.push(this);
    }
  };
  const OriginalPeer = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends OriginalPeer {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      peers.push(this);
    }
  };
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    tracks.push(...stream.getTracks());
    return stream;
  };
  const { setTimeout: set, clearTimeout: clear, setInterval: repeat, clearInterval: stop } = globalThis;
  Object.assign(globalThis, {
    setTimeout: (task: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
      const timer = set(() => {
        timers.delete(timer);
        task(...args);
      }, ms);
      timers.add(timer);
      return timer;
    },
    clearTimeout: (timer: number) => {
      timers.delete(timer);
      clear(timer);
    },
    setInterval: (task: () => void, ms?: number) => {
      const timer = repeat(task, ms);
      timers.add(timer);
      return timer;
    },
    clearInterval: (timer: number) => {
      timers.delete(timer);
      stop(timer);
    },
  });
  for (const target of [window, document]) {
    const add = target.addEventListener.bind(target);
    const remove = target.removeEventListener.bind(target);
    const change = (type: string, by: number): void => void listeners.set(type, (listeners.get(type) ?? 0) + by);
    target.addEventListener = (type: string, listener: EventListener, options?: AddEventListenerOptions) => {
      change(type, 1);
      add(type, listener, options);
    };
    target.removeEventListener = (type: string, listener: EventListener, options?: EventListenerOptions) => {
      change(type, -1);
      remove(type, listener, options);
    };
  }
  const path = ({ url }: WebSocket): string => new URL(url).pathname;
  Object.assign(globalThis, {
    resources: () => ({
      sockets: sockets.filter(({ readyState }) => readyState < 3).map(path),
      opened: sockets.map(path),
      timers: timers.size,
      listeners: [...listeners].filter(([, count]) => count > 0).map(([type]) => type),
      peerConnections: peers.filter(({ connectionState }) => connectionState !== 'closed').length,
      tracks: tracks.filter(({ readyState }) => readyState === 'live').length,
    }),
  });
}
