import type { CemscalePhone } from '../components/cemscale-phone/cemscale-phone.js';
import type { MethodName } from '../host/vocabulary.js';
import { RequestError } from './errors.js';

interface Pending {
  readonly method: MethodName;
  readonly run: (phone: CemscalePhone) => void;
  readonly refuse: (error: RequestError) => void;
}

/** Requests that wait; the page that asks for more at once has a fault. */
const MOST_PENDING = 20;

/** A call that began long after it was asked for would startle everybody. */
const PATIENCE_MS = 10_000;

/** Wishes about how the phone should be. They stay true, so they may wait for as long as it takes. */
const patient: readonly MethodName[] = ['connect', 'disconnect', 'hangup', 'show', 'hide'];

/**
 * Hands requests to the phone of the page, and keeps those that come before there is one. A hang-up is never refused:
 * it takes back the calls that wait and runs as soon as it can.
 */
export class PhoneRequests {
  #pending: Pending[] = [];
  #observer: MutationObserver | undefined;

  ask(method: MethodName, args: readonly unknown[]): Promise<unknown> {
    const takenBack = method === 'hangup' && this.#takeBackCalls();
    return new Promise((resolve, reject) => {
      const run = (phone: CemscalePhone): void => {
        perform(phone, method, args).then(resolve, (error: unknown) => {
          // The call that it ended had not begun.
          if (takenBack && error instanceof Error && Reflect.get(error, 'reason') === 'no-such-call')
            resolve(undefined);
          else reject(error as Error);
        });
      };
      this.#put({ method, run, refuse: reject });
    });
  }

  /** Runs what waits, when there is a phone by now. */
  flush(): void {
    const phone = findPhone();
    if (!phone) return;
    this.#observer?.disconnect();
    this.#observer = undefined;
    const pending = this.#pending;
    this.#pending = [];
    for (const { run } of pending) run(phone);
  }

  #put(request: Pending): void {
    const mayWait = patient.includes(request.method);
    if (this.#pending.length >= MOST_PENDING && request.method !== 'hangup')
      return request.refuse(RequestError.notReady());
    this.#pending.push(request);
    this.flush();
    if (!this.#pending.includes(request)) return;
    // The element may come later, from the page itself.
    this.#observer ??= new MutationObserver(() => this.flush());
    this.#observer.observe(document, { childList: true, subtree: true });
    if (!mayWait) setTimeout(() => this.#remove(request, RequestError.notReady()), PATIENCE_MS);
  }

  #takeBackCalls(): boolean {
    const calls = this.#pending.filter(({ method }) => method === 'call' || method === 'answer');
    for (const call of calls) this.#remove(call, RequestError.takenBack());
    return calls.length > 0;
  }

  #remove(request: Pending, error: RequestError): void {
    if (!this.#pending.includes(request)) return;
    this.#pending = this.#pending.filter((other) => other !== request);
    request.refuse(error);
  }
}

/** The phone of the page once it is one: before its chunk has come the element has no methods yet. */
export function findPhone(): CemscalePhone | null {
  const phone = document.querySelector('cemscale-phone');
  return phone && 'snapshot' in phone ? phone : null;
}

async function perform(phone: CemscalePhone, method: MethodName, args: readonly unknown[]): Promise<unknown> {
  return (phone[method] as (...args: unknown[]) => unknown).apply(phone, [...args]);
}
