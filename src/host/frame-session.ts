import { version as packageVersion } from '../shared/version.js';
import type { SoftphoneSnapshot } from '../softphone/snapshot.js';
import { protocolVersions, sealed, type FromPhone, type ToPhone } from './messages.js';
import { plainError, plainSnapshot, plainValue } from './plain.js';
import { facts, methods, questions, type FactName, type MethodName, type QuestionName } from './vocabulary.js';

/** The element, as far as a frame may use it. */
export interface HostedPhone extends EventTarget, Readonly<Record<MethodName, unknown>> {
  readonly snapshot: SoftphoneSnapshot;
  call(number: string, source: 'message'): Promise<unknown>;
}

type Hello = Extract<ToPhone, { kind: 'hello' }>;
type Method = (...args: unknown[]) => unknown;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** Open requests and questions of one frame at a time; what comes beyond is refused. */
const MOST_OPEN = 32;

/** One page that uses the phone, from its hello to its end. */
export class FrameSession {
  readonly #phone: HostedPhone;
  readonly window: Window;
  readonly origin: string;
  readonly #questions = new Map<string, Waiting>();
  #answers: readonly QuestionName[] = [];
  #requests = 0;
  #asked = 0;

  constructor(phone: HostedPhone, window: Window, origin: string) {
    this.#phone = phone;
    this.window = window;
    this.origin = origin;
  }

  get isGone(): boolean {
    return this.window.closed;
  }

  /** Agrees on a version. False when there is none in common, which the other side is told. */
  welcome({ id, versions, answers }: Hello): boolean {
    const version = protocolVersions.find((ours) => versions.includes(ours));
    if (version === undefined) {
      const message = `The phone speaks version ${protocolVersions.join(', ')} of the protocol, the page ${versions.join(', ')}.`;
      const error = {
        name: 'FrameError',
        reason: 'wrong-version',
        message,
        advice: 'Use the same release in both.',
      };
      this.#send({ kind: 'failure', id, error });
      return false;
    }
    this.#answers = answers;
    const capabilities = {
      methods: Object.keys(methods),
      facts: Object.keys(facts),
      questions: Object.keys(questions),
    };
    const snapshot = plainSnapshot(this.#phone.snapshot);
    this.#send({ kind: 'welcome', id, version, phone: packageVersion, capabilities, snapshot });
    return true;
  }

  take(message: Exclude<ToPhone, Hello | { kind: 'bye' }>): void {
    if (message.kind === 'request') void this.#perform(message.id, message.method, message.args);
    else this.#onAnswer(message.id, message.ok, message.value);
  }

  show(snapshot: SoftphoneSnapshot): void {
    this.#send({ kind: 'snapshot', snapshot: plainSnapshot(snapshot) });
  }

  tell(type: FactName, event: Event): void {
    this.#send({ kind: 'fact', type, detail: detailOf(event, facts[type]) });
  }

  /** Lets this page answer too, when it said that it would. A page that is gone answers nothing. */
  ask(type: QuestionName, event: Event): void {
    if (!this.#answers.includes(type) || !('respondWith' in event) || this.#questions.size >= MOST_OPEN) return;
    this.#asked += 1;
    const id = `q${this.#asked}`;
    const answer = new Promise((resolve, reject) => this.#questions.set(id, { resolve, reject }));
    (event.respondWith as (answer: Promise<unknown>) => void).call(event, answer);
    this.#send({ kind: 'question', id, type, detail: detailOf(event, questions[type]) });
  }

  end(): void {
    for (const { reject } of this.#questions.values()) reject(new Error('The page that was asked is gone.'));
    this.#questions.clear();
  }

  async #perform(id: string, method: MethodName, args: readonly unknown[]): Promise<void> {
    // A hang-up is never one too many.
    if (this.#requests >= MOST_OPEN && method !== 'hangup') {
      const error = { name: 'FrameError', reason: 'too-many', message: 'Too many requests are open.', advice: '' };
      return this.#send({ kind: 'failure', id, error });
    }
    this.#requests += 1;
    try {
      const value =
        method === 'call'
          ? await this.#phone.call(String(args[0]), 'message')
          : await (this.#phone[method] as Method).apply(this.#phone, [...args]);
      this.#send({ kind: 'result', id, value: plainValue(value) });
    } catch (error) {
      this.#send({ kind: 'failure', id, error: plainError(error) });
    } finally {
      this.#requests -= 1;
    }
  }

  #onAnswer(id: string, ok: boolean, value: unknown): void {
    const waiting = this.#questions.get(id);
    this.#questions.delete(id);
    if (ok) waiting?.resolve(value);
    else waiting?.reject(new Error('The page that was asked failed to answer.'));
  }

  /** To this origin only: the window may show another page by now. */
  #send(message: FromPhone): void {
    this.window.postMessage(sealed(message), this.origin);
  }
}

function detailOf(event: Event, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((name) => [name, plainValue(Reflect.get(event, name))]));
}
