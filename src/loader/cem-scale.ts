import type { CallSource, CemscalePhone } from '../components/cemscale-phone/cemscale-phone.js';
import { methods, type MethodName } from '../host/vocabulary.js';
import type { CallSnapshot } from '../phone/call-state.js';
import { reportListenerError, type Unsubscribe } from '../shared/emitter.js';
import { version } from '../shared/version.js';
import type { PreflightReport } from '../softphone/preflight/report.js';
import type { ParkedCall } from '../softphone/parking-board.js';
import type { SoftphoneSnapshot } from '../softphone/snapshot.js';
import { warn } from './console.js';
import { findPhone, PhoneRequests } from './phone-requests.js';

/** What a page without modules calls: `window.CemScale`, the one global. */
export interface CemScale {
  /** Version of the script that is in charge. */
  readonly version: string;
  /** Resolves with the element once it can be used. */
  readonly ready: Promise<CemscalePhone>;
  /** What the phone knows now; null before it is ready. */
  readonly snapshot: SoftphoneSnapshot | null;
  /** Takes functions that run with this object: at once now, and in order those that were pushed before it came. */
  readonly q: { push(...tasks: CemScaleTask[]): void };
  /** Listens to an event of the phone, `call-ended` as well as `cemscale-call-ended`. Returns the way to stop. */
  on<Type extends EventType>(
    type: Type,
    listener: (event: GlobalEventHandlersEventMap[Full<Type>]) => void,
  ): Unsubscribe;
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  call(number: string, source?: CallSource): Promise<CallSnapshot>;
  redial(): Promise<CallSnapshot>;
  answer(callId?: string): Promise<void>;
  hangup(callId?: string): Promise<void>;
  switchTo(callId: string): Promise<void>;
  addParticipant(number: string): Promise<void>;
  transfer(number: string): Promise<void>;
  consult(number: string): Promise<CallSnapshot>;
  completeTransfer(): Promise<void>;
  cancelTransfer(): Promise<void>;
  park(slot?: string): Promise<string>;
  parkedCalls(): Promise<readonly ParkedCall[]>;
  mute(on?: boolean): Promise<void>;
  hold(on?: boolean): Promise<void>;
  sendDtmf(digits: string): Promise<void>;
  check(call?: boolean): Promise<PreflightReport>;
  show(): Promise<void>;
  hide(): Promise<void>;
}

export type CemScaleTask = (cemScale: CemScale) => void;

type Prefixed = Extract<keyof GlobalEventHandlersEventMap, `cemscale-${string}`>;
type EventType = Prefixed | (Prefixed extends `cemscale-${infer Name}` ? Name : never);
type Full<Type extends EventType> = Type extends Prefixed ? Type : Extract<Prefixed, `cemscale-${Type}`>;

declare global {
  interface Window {
    CemScale?: CemScale | { readonly q: readonly CemScaleTask[] };
  }
}

/** Version of the copy that is in charge of this page already; null when there is none. */
export function versionInCharge(): string | null {
  const present = window.CemScale;
  return present && 'version' in present && typeof present.ready?.then === 'function' ? present.version : null;
}

/**
 * Puts `window.CemScale` there and runs what the page pushed into its stub (`{ q: [] }`). Returns what to call when an
 * element may have become a phone.
 */
export function provideCemScale(): () => void {
  const requests = new PhoneRequests();
  let found: (phone: CemscalePhone) => void = () => {};
  const ready = new Promise<CemscalePhone>((resolve) => (found = resolve));
  const cemScale = Object.freeze({
    ...(Object.fromEntries(
      (Object.keys(methods) as MethodName[]).map((name) => [
        name,
        (...args: unknown[]) => requests.ask(name, args),
      ]),
    ) as unknown as Pick<CemScale, MethodName>),
    version,
    ready,
    get snapshot() {
      return findPhone()?.snapshot ?? null;
    },
    q: Object.freeze({ push: (...tasks: CemScaleTask[]) => tasks.forEach(run) }),
    on: listen,
  } satisfies CemScale);
  function run(task: CemScaleTask): void {
    try {
      task(cemScale);
    } catch (error) {
      reportListenerError(error);
    }
  }
  publish(cemScale).forEach(run);
  return () => {
    requests.flush();
    const phone = findPhone();
    if (phone) found(phone);
  };
}

/** Takes the place of the page's stub and returns what was in it. */
function publish(cemScale: CemScale): CemScaleTask[] {
  const present: unknown = window.CemScale;
  const queued: unknown = (present as { q?: unknown } | undefined)?.q;
  const isTaken = present !== undefined && !Array.isArray(queued) && !(present instanceof Element);
  try {
    if (isTaken) throw new TypeError('it is something else already');
    const entry = { value: cemScale, enumerable: true, configurable: true };
    Object.defineProperty(window, 'CemScale', entry);
  } catch (error) {
    warn(
      `window.CemScale stays what it is on this page (${String(error)}). The element <cemscale-phone> can do the same.`,
    );
  }
  return Array.isArray(queued)
    ? ((queued as unknown[]).filter((task) => typeof task === 'function') as CemScaleTask[])
    : [];
}

function listen(type: string, listener: (event: never) => void): Unsubscribe {
  const name = type.startsWith('cemscale-') ? type : `cemscale-${type}`;
  document.addEventListener(name, listener as EventListener);
  return () => document.removeEventListener(name, listener as EventListener);
}
