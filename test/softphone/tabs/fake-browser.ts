import type { Locks } from '../../../src/softphone/tabs/election.js';
import type { Broadcast } from '../../../src/softphone/tabs/tab-channel.js';

interface Request {
  readonly grant: (lock: Lock | null) => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** The Web Locks of a browser, for tabs that are objects of one test: exclusive locks of one name. */
export class FakeLocks {
  #holder: Request | null = null;
  readonly #queue: Request[] = [];

  /** The locks as one tab sees them. */
  tab(): Locks & { crash(): void } {
    const mine = new Set<Request>();
    let isGone = false;
    const request = (_name: string, options: LockOptions, callback: (lock: Lock | null) => unknown) =>
      new Promise((resolve, reject) => {
        const asked: Request = { grant: callback, resolve, reject };
        mine.add(asked);
        // As in a browser, nothing is granted within the call.
        queueMicrotask(() => isGone || this.#take(asked, options));
      });
    const crash = () => {
      isGone = true;
      for (const asked of mine) this.#drop(asked);
    };
    return { request, crash } as unknown as Locks & { crash(): void };
  }

  #take(asked: Request, { ifAvailable = false, steal = false, signal }: LockOptions): void {
    if (signal?.aborted) return asked.reject(aborted());
    if (steal) {
      this.#holder?.reject(aborted());
      this.#grant(asked);
    } else if (!this.#holder && this.#queue.length === 0) this.#grant(asked);
    else if (ifAvailable) asked.resolve(asked.grant(null));
    else {
      this.#queue.push(asked);
      signal?.addEventListener('abort', () => {
        const at = this.#queue.indexOf(asked);
        if (at >= 0) asked.reject(aborted());
        if (at >= 0) this.#queue.splice(at, 1);
      });
    }
  }

  #grant(asked: Request): void {
    this.#holder = asked;
    const ended = (): void => this.#drop(asked);
    void Promise.resolve(asked.grant({ name: '', mode: 'exclusive' })).then((value) => {
      ended();
      asked.resolve(value);
    });
  }

  #drop(asked: Request): void {
    const at = this.#queue.indexOf(asked);
    if (at >= 0) this.#queue.splice(at, 1);
    if (this.#holder !== asked) return;
    this.#holder = null;
    const next = this.#queue.shift();
    if (next) this.#grant(next);
  }
}

function aborted(): DOMException {
  return new DOMException('The lock was stolen, or no longer wanted.', 'AbortError');
}

type Listener = (event: MessageEvent) => void;

/** A BroadcastChannel that a test can freeze: what comes meanwhile is delivered afterwards. */
export class FakeBroadcast {
  readonly #listeners = new Map<object, Listener>();
  readonly #frozen = new Map<object, unknown[]>();
  /** All that was said. */
  readonly said: Record<string, unknown>[] = [];

  tab(): Broadcast & { freeze(): void; thaw(): void } {
    const self = {
      postMessage: (data: unknown) => {
        const copy = structuredClone(data);
        this.said.push(copy as Record<string, unknown>);
        for (const [other, listener] of this.#listeners) {
          if (other === self) continue;
          const kept = this.#frozen.get(other);
          if (kept) kept.push(copy);
          else queueMicrotask(() => listener({ data: copy } as MessageEvent));
        }
      },
      addEventListener: (_type: string, listener: Listener) => void this.#listeners.set(self, listener),
      close: () => void this.#listeners.delete(self),
      freeze: () => void this.#frozen.set(self, []),
      thaw: () => {
        const kept = this.#frozen.get(self) ?? [];
        this.#frozen.delete(self);
        for (const data of kept) this.#listeners.get(self)?.({ data } as MessageEvent);
      },
    };
    return self as unknown as Broadcast & { freeze(): void; thaw(): void };
  }
}

/** Says something in the name of a tab. */
export function say(tab: Broadcast, message: unknown): void {
  const { postMessage } = tab;
  postMessage(message);
}

/** Lets messages arrive. */
export async function deliver(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets all that is due happen; modules are loaded by another thread, which takes its own time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 3));
    await deliver();
  }
}
