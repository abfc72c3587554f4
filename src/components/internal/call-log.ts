import type { ExtensionIdentity } from '../../api/token.js';
import type { CallSnapshot, EndedState } from '../../phone/call-state.js';
import { CallLogEvent } from '../events.js';
import type { CallLog, CallSource } from '../events.js';
import type { Contact } from './contact.js';
import { noteOf } from './note-drafts.js';
import { Outbox } from './outbox.js';

/** Longest time a page has to store a log before the log counts as not taken. */
const PATIENCE_MS = 30_000;

/** A call that is over, with what its snapshots do not say. */
export interface FinishedCall {
  readonly call: CallSnapshot;
  readonly state: EndedState;
  readonly extension: ExtensionIdentity | null;
  readonly source: CallSource | null;
  /** Epoch milliseconds; null when it was never answered. */
  readonly answeredAt: number | null;
  readonly contact: Contact | null;
}

/** The element that tells the page. */
export interface LogTeller extends EventTarget {
  readonly isConnected: boolean;
  /** `tell`: told once and kept nowhere. */
  readonly callLog: 'keep' | 'tell';
}

/** Calls told by any element of the page: several may show one core. */
const written = new Set<string>();

/** Tells the page of calls that are over, until each is taken. */
export class CallLogDesk {
  readonly #teller: LogTeller;
  readonly #outbox: Outbox<CallLog>;
  /** Told, and the page still at it. */
  readonly #open = new Set<string>();
  readonly #told = new Set<string>();

  constructor(teller: LogTeller, outbox = new Outbox<CallLog>('calls')) {
    this.#teller = teller;
    this.#outbox = outbox;
  }

  /** Writes a call down. It is kept before it is told, so that a page that goes away in between loses nothing. */
  async take(finished: FinishedCall): Promise<void> {
    const log = toCallLog(finished);
    if (written.has(log.id)) return;
    written.add(log.id);
    if (this.#teller.callLog === 'tell') {
      await this.#tell(log, 1);
      return;
    }
    const owner = finished.extension?.id ?? '';
    await this.#outbox.add(owner, log);
    await this.deliver(owner);
    // A page of another extension may have emptied the outbox in between; a log told already is not told again here.
    if (!this.#told.has(log.id)) await this.#deliverOne(owner, log, 1);
  }

  /** Tells all that waits for this extension; what another one left behind is wiped. */
  async deliver(owner: string): Promise<void> {
    const waiting = await this.#outbox.take(owner);
    await Promise.all(waiting.map(({ item, attempts }) => this.#deliverOne(owner, item, attempts)));
  }

  async #deliverOne(owner: string, log: CallLog, attempt: number): Promise<void> {
    if (this.#open.has(log.id) || !this.#teller.isConnected) return;
    this.#open.add(log.id);
    this.#told.add(log.id);
    if (await this.#tell(log, attempt)) await this.#outbox.remove(owner, log.id);
    this.#open.delete(log.id);
  }

  #tell(log: CallLog, attempt: number): Promise<boolean> {
    const event = new CallLogEvent(log, attempt);
    this.#teller.dispatchEvent(event);
    return isTaken(event.answers);
  }
}

/** True when somebody answered, in time, that it is stored. */
export async function isTaken(answers: readonly Promise<unknown>[]): Promise<boolean> {
  if (answers.length === 0) return false;
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE_MS, false));
  const stored = Promise.all(answers).then(
    () => true,
    () => false,
  );
  return Promise.race([stored, late]);
}

/**
 * The record of a call, with what was noted until its end. Digits pressed in it are left out, since they may be PINs and card numbers, and so is the
 * address of the page, since addresses carry secrets of the application.
 */
export function toCallLog({ call, state, extension, source, answeredAt, contact }: FinishedCall): CallLog {
  const { id, direction, remote, startedAt } = call;
  return Object.freeze({
    id,
    direction,
    number: remote.number,
    name: remote.displayName,
    contact: contact && { name: contact.name, link: contact.link },
    extension: extension && { number: extension.number, displayName: extension.displayName },
    source,
    startedAt: iso(startedAt),
    answeredAt: state.answered && answeredAt !== null ? iso(answeredAt) : null,
    endedAt: iso(state.endedAt),
    durationSeconds: state.durationSeconds,
    reason: state.reason,
    ...noteOf(id),
    quality: call.quality?.summary ?? null,
  });
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
