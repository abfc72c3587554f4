import type { CallSnapshot } from '../phone/call-state.js';
import { Emitter, type Unsubscribe } from '../shared/emitter.js';
import type { PreflightReport } from '../softphone/preflight/report.js';
import type { ParkedCall } from '../softphone/parking-board.js';
import type { FrameAnswers } from './frame-answers.js';
import { FrameError } from './frame-error.js';
import type { FrameEvents } from './frame-events.js';
import {
  protocolVersions,
  readFromPhone,
  sealed,
  type Capabilities,
  type FromPhone,
  type PlainSnapshot,
  type ToPhone,
} from './messages.js';
import { isOrigin } from './origins.js';
import type { MethodName, QuestionName } from './vocabulary.js';

export type { FrameAnswers } from './frame-answers.js';
export type { FrameEvents } from './frame-events.js';
export { FrameError, type FrameErrorReason } from './frame-error.js';
export type { Capabilities, PlainError, PlainSnapshot } from './messages.js';

export interface FrameOptions extends FrameAnswers {
  /** Exact origin of the page that has the phone, such as `https://phone.example`. There is no wildcard. */
  readonly origin: string;
  /** Longest wait for that page, milliseconds; 15 s when left out. */
  readonly timeoutMs?: number;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: FrameError) => void;
}

type Welcome = Extract<FromPhone, { kind: 'welcome' }>;

/** Time between two greetings of a page that may not have loaded yet. */
const GREET_EVERY_MS = 300;
const PATIENCE_MS = 15_000;
const questionOf = {
  onCallRequest: 'call-request',
  onContactRequest: 'contact-request',
  onCallLog: 'call-log',
  onCallNotes: 'call-notes',
} as const;

/**
 * Connects to the phone of another page: one in a frame of this page, or the page around this one
 * (`connectFrame(window.parent, …)`). That page has to list this page's origin in `allowed-origins`. Rejects with
 * `FrameError`: `bad-origin`, `no-answer`, `wrong-version`.
 */
export async function connectFrame(
  target: HTMLIFrameElement | Window,
  options: FrameOptions,
): Promise<FramedPhone> {
  if (!isOrigin(options.origin)) throw FrameError.badOrigin(options.origin);
  const phone = new FramedPhone(target, options);
  await phone.connected;
  return phone;
}

/** A phone in another page. Methods act there; errors come back as `FrameError` with the reason of the phone's own. */
export class FramedPhone extends Emitter<FrameEvents> {
  readonly #target: HTMLIFrameElement | Window;
  readonly #options: FrameOptions;
  readonly #waiting = new Map<string, Waiting>();
  readonly #listening = new AbortController();
  #welcome: Welcome | null = null;
  #snapshot: PlainSnapshot | null = null;
  #count = 0;
  /** Settles when the other page answered for the first time. */
  readonly connected: Promise<void>;

  constructor(target: HTMLIFrameElement | Window, options: FrameOptions) {
    super();
    this.#target = target;
    this.#options = options;
    const { signal } = this.#listening;
    addEventListener('message', this.#onMessage, { signal });
    addEventListener('pagehide', () => this.#send({ kind: 'bye' }), { signal });
    // The page in the frame was left for another, or loaded anew.
    if (target instanceof HTMLIFrameElement)
      target.addEventListener('load', () => void this.#greetAgain(), { signal });
    this.connected = this.#greet();
    this.connected.then(undefined, () => this.close());
  }

  /** What the phone's release can do. */
  get capabilities(): Capabilities {
    return this.#welcome?.capabilities ?? { methods: [], facts: [], questions: [] };
  }

  /** Version of the package that runs there. */
  get version(): string {
    return this.#welcome?.phone ?? '';
  }

  /** All that the phone knew when it last told; frozen. */
  get snapshot(): PlainSnapshot | null {
    return this.#snapshot;
  }

  connect(): Promise<void> {
    return this.#ask('connect') as Promise<void>;
  }
  disconnect(): Promise<void> {
    return this.#ask('disconnect') as Promise<void>;
  }
  call(number: string): Promise<CallSnapshot> {
    return this.#ask('call', number) as Promise<CallSnapshot>;
  }
  redial(): Promise<CallSnapshot> {
    return this.#ask('redial') as Promise<CallSnapshot>;
  }

  answer(callId?: string): Promise<void> {
    return this.#ask('answer', callId) as Promise<void>;
  }

  hangup(callId?: string): Promise<void> {
    return this.#ask('hangup', callId) as Promise<void>;
  }

  switchTo(callId: string): Promise<void> {
    return this.#ask('switchTo', callId) as Promise<void>;
  }

  addParticipant(number: string): Promise<void> {
    return this.#ask('addParticipant', number) as Promise<void>;
  }

  transfer(number: string): Promise<void> {
    return this.#ask('transfer', number) as Promise<void>;
  }

  consult(number: string): Promise<CallSnapshot> {
    return this.#ask('consult', number) as Promise<CallSnapshot>;
  }

  completeTransfer(): Promise<void> {
    return this.#ask('completeTransfer') as Promise<void>;
  }

  cancelTransfer(): Promise<void> {
    return this.#ask('cancelTransfer') as Promise<void>;
  }

  park(slot?: string): Promise<string> {
    return this.#ask('park', slot) as Promise<string>;
  }

  parkedCalls(): Promise<readonly ParkedCall[]> {
    return this.#ask('parkedCalls') as Promise<readonly ParkedCall[]>;
  }

  mute(on?: boolean): Promise<void> {
    return this.#ask('mute', on) as Promise<void>;
  }
  check(call?: boolean): Promise<PreflightReport> {
    return this.#ask('check', call) as Promise<PreflightReport>;
  }

  hold(on?: boolean): Promise<void> {
    return this.#ask('hold', on) as Promise<void>;
  }
  sendDtmf(digits: string): Promise<void> {
    return this.#ask('sendDtmf', digits) as Promise<void>;
  }
  show(): Promise<void> {
    return this.#ask('show') as Promise<void>;
  }
  hide(): Promise<void> {
    return this.#ask('hide') as Promise<void>;
  }

  /** Lets go of the phone. Its calls go on. */
  close(): void {
    if (this.#listening.signal.aborted) return;
    this.#send({ kind: 'bye' });
    this.#listening.abort();
    this.#rejectAll();
  }

  /** Repeats its greeting, since the other page may load later than this one. */
  #greet(): Promise<void> {
    const { timeoutMs = PATIENCE_MS } = this.#options;
    const answers = Object.entries(questionOf).flatMap(([name, type]) => (name in this.#options ? [type] : []));
    const id = this.#nextId();
    return new Promise((resolve, reject) => {
      const say = () => this.#send({ kind: 'hello', id, versions: protocolVersions, answers });
      const repeat = setInterval(say, GREET_EVERY_MS);
      const late = setTimeout(() => settle(() => reject(FrameError.noAnswer(this.#options.origin))), timeoutMs);
      const settle = (then: () => void) => {
        clearInterval(repeat);
        clearTimeout(late);
        this.#waiting.delete(id);
        then();
      };
      this.#waiting.set(id, {
        resolve: () => settle(resolve),
        reject: (error) => settle(() => reject(error)),
      });
      say();
    });
  }

  #greetAgain(): Promise<void> {
    if (!this.#welcome) return Promise.resolve();
    this.#rejectAll();
    return this.#greet().catch(() => undefined);
  }

  #ask(method: MethodName, ...args: readonly unknown[]): Promise<unknown> {
    if (this.#listening.signal.aborted) return Promise.reject(FrameError.closed());
    const id = this.#nextId();
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send({ kind: 'request', id, method, args: args.filter((arg) => arg !== undefined) });
    });
  }

  readonly #onMessage = (event: MessageEvent): void => {
    if (!event.isTrusted || event.origin !== this.#options.origin || event.source !== this.#window()) return;
    const message = readFromPhone(event.data);
    if (message) this.#take(message);
  };

  #take(message: FromPhone): void {
    switch (message.kind) {
      case 'welcome':
        this.#welcome = message;
        this.#show(message.snapshot);
        return this.#waiting.get(message.id)?.resolve(undefined);
      case 'result':
        this.#waiting.get(message.id)?.resolve(message.value);
        return void this.#waiting.delete(message.id);
      case 'failure':
        this.#waiting.get(message.id)?.reject(FrameError.of(message.error));
        return void this.#waiting.delete(message.id);
      case 'snapshot':
        return this.#show(message.snapshot);
      case 'fact':
        return this.emit(message.type, message.detail as never);
      case 'question':
        return void this.#answer(message.id, message.type, message.detail);
    }
  }

  #show(snapshot: PlainSnapshot): void {
    this.#snapshot = Object.freeze(snapshot);
    this.emit('snapshot', this.#snapshot);
  }

  async #answer(id: string, type: QuestionName, detail: Readonly<Record<string, unknown>>): Promise<void> {
    const name = (Object.keys(questionOf) as (keyof FrameAnswers)[]).find((key) => questionOf[key] === type);
    const respond = name && (this.#options[name] as ((detail: unknown) => unknown) | undefined);
    try {
      if (!respond) throw new Error('Nobody answers this.');
      this.#send({ kind: 'answer', id, ok: true, value: await respond(detail) });
    } catch {
      this.#send({ kind: 'answer', id, ok: false });
    }
  }

  #rejectAll(): void {
    for (const { reject } of [...this.#waiting.values()]) reject(FrameError.closed());
    this.#waiting.clear();
  }

  #send(message: ToPhone): void {
    // While the frame shows no page, or one of another origin, the browser drops the message with a line in the console.
    this.#window()?.postMessage(sealed(message), this.#options.origin);
  }

  #window(): Window | null {
    // A window of another origin may not be asked for its members.
    return this.#target instanceof HTMLIFrameElement ? this.#target.contentWindow : this.#target;
  }

  #nextId(): string {
    this.#count += 1;
    return `r${this.#count}`;
  }
}

export type { Unsubscribe };
