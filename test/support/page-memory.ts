import type { CDPSession, Page } from 'playwright-core';

/** What a page still holds after its garbage is gone. */
export interface PageMemory {
  /** Bytes of the JavaScript heap in use. */
  readonly heap: number;
  readonly peerConnections: number;
  /** Tracks that still capture or play. */
  readonly liveTracks: number;
  readonly audioContexts: number;
  readonly sockets: number;
  /** Listeners of every kind, as the debugger counts them. */
  readonly listeners: number;
  readonly nodes: number;
  /** `setInterval`s and `setTimeout`s that are still to run. */
  readonly timers: number;
}

/** Looks into a page by the debugging protocol. Make it before the page loads: timers are counted from then on. */
export class MemoryReader {
  readonly #page: Page;
  readonly #debugger: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#debugger = session;
  }

  static async of(page: Page): Promise<MemoryReader> {
    await page.addInitScript('globalThis.__name = (fn) => fn');
    await page.addInitScript(countTimers);
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.enable');
    return new MemoryReader(page, session);
  }

  async read(): Promise<PageMemory> {
    // Closed peer connections are let go by tasks of the browser, which need a moment between two collections.
    for (let round = 0; round < 4; round += 1) {
      await this.#debugger.send('HeapProfiler.collectGarbage');
      await this.#page.waitForTimeout(150);
    }
    const { usedSize } = await this.#debugger.send('Runtime.getHeapUsage');
    const { jsEventListeners, nodes } = await this.#debugger.send('Memory.getDOMCounters');
    const peerConnections = await this.#count('RTCPeerConnection', () => true);
    const liveTracks = await this.#count(
      'MediaStreamTrack',
      (track: MediaStreamTrack) => track.readyState === 'live',
    );
    const audioContexts = await this.#count('AudioContext', (context: AudioContext) => context.state !== 'closed');
    const sockets = await this.#count('WebSocket', (socket: WebSocket) => socket.readyState < 2);
    const timers = await this.#page.evaluate(() => (globalThis as unknown as { openTimers: number }).openTimers);
    return {
      heap: usedSize,
      peerConnections,
      liveTracks,
      audioContexts,
      sockets,
      listeners: jsEventListeners,
      nodes,
      timers,
    };
  }

  /** How many objects of that class the page still has. */
  async #count(name: string, matters: (one: never) => boolean): Promise<number> {
    const { result } = await this.#debugger.send('Runtime.evaluate', { expression: `${name}.prototype` });
    if (!result.objectId) return 0;
    const objectGroup = 'page-memory';
    const { objects } = await this.#debugger.send('Runtime.queryObjects', {
      prototypeObjectId: result.objectId,
      objectGroup,
    });
    const counted = await this.#debugger.send('Runtime.callFunctionOn', {
      objectId: objects.objectId ?? '',
      functionDeclaration: `function () { return this.filter((one) => { try { return (${String(matters)})(one); } catch { return false; } }).length; }`,
      returnByValue: true,
    });
    await this.#debugger.send('Runtime.releaseObjectGroup', { objectGroup });
    return Number(counted.result.value);
  }
}

// Runs in the page, so it can use nothing from outside itself.
function countTimers(): void {
  const open = new Set<number>();
  const { setTimeout: later, clearTimeout: stopLater, setInterval: often, clearInterval: stopOften } = globalThis;
  const page = globalThis as unknown as Record<string, unknown>;
  page['setTimeout'] = (run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
    const id = later(() => {
      open.delete(id as unknown as number);
      if (typeof run === 'function') run(...args);
    }, ms) as unknown as number;
    open.add(id);
    return id;
  };
  page['setInterval'] = (run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
    const id = often(run, ms, ...args) as unknown as number;
    open.add(id);
    return id;
  };
  page['clearTimeout'] = (id: number) => {
    open.delete(id);
    stopLater(id);
  };
  page['clearInterval'] = (id: number) => {
    open.delete(id);
    stopOften(id);
  };
  Object.defineProperty(page, 'openTimers', { get: () => open.size });
}
