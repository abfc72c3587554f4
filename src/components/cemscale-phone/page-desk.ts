import type { CallSnapshot } from '../../phone/call-state.js';
import { CallError } from '../../shared/errors.js';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';
import { CallRequestEvent, ContactRequestEvent } from '../events.js';
import type { CallSource } from '../events.js';
import type { CallLogDesk, LogTeller } from '../internal/call-log.js';
import type { Contact } from '../internal/contact.js';
import { hasWaiting } from '../internal/outbox-mark.js';
import type { PanelModel } from './view.js';

/** What the desk needs of the element it speaks for. */
export interface DeskOwner extends LogTeller {
  requestUpdate(): void;
}

/** What a call leaves behind besides its snapshots, until it is written down. */
interface Notes {
  readonly source: CallSource | null;
  /** Who it was with at the beginning: after a call of three it may go on with somebody else. */
  readonly remote: CallSnapshot['remote'];
  answeredAt: number | null;
  contact: Contact | null;
  written: boolean;
}

/**
 * What the element asks of the page: may this number be called, who is this, write this down. A page that answers
 * nothing loads nothing of it.
 */
export class PageDesk {
  readonly #owner: DeskOwner;
  readonly #notes = new Map<string, Notes>();
  #giveUp: AbortController | null = null;
  #logs: Promise<CallLogDesk> | undefined;
  #extension = '';
  /** What asks for the call that comes next. */
  #source: CallSource | null = null;
  /** The number the page is being asked about. */
  #checking = '';

  constructor(owner: DeskOwner) {
    this.#owner = owner;
  }

  /** The snapshot with the names that the page knows, and what else it said. */
  view(snapshot: SoftphoneSnapshot): Pick<PanelModel, 'snapshot' | 'checking' | 'contact'> {
    const named = (call: CallSnapshot): CallSnapshot => {
      const name = this.#contactOf(call)?.name;
      return name ? { ...call, remote: { ...call.remote, displayName: name } } : call;
    };
    const { calls, currentCall } = snapshot;
    return {
      snapshot: { ...snapshot, calls: calls.map(named), currentCall: currentCall && named(currentCall) },
      checking: this.#checking,
      contact: currentCall && this.#contactOf(currentCall),
    };
  }

  #contactOf({ id, remote }: CallSnapshot): Contact | null {
    const notes = this.#notes.get(id);
    return notes?.remote.number === remote.number ? notes.contact : null;
  }

  /** Resolves when the page lets this number be called; rejects with `CallError`. */
  async permit(number: string, source: CallSource): Promise<void> {
    if (this.#giveUp) throw CallError.wrongState('start another call beside', 'being checked');
    const event = new CallRequestEvent(number, source);
    if (!this.#owner.dispatchEvent(event)) throw CallError.canceledByPage();
    this.#source = source;
    if (event.answers.length === 0) return;
    const giveUp = new AbortController();
    this.#giveUp = giveUp;
    this.#check(number);
    try {
      const { checkCall } = await import('../internal/call-check.js');
      await checkCall(event.answers, giveUp.signal);
    } finally {
      this.#giveUp = null;
      this.#check('');
    }
  }

  /** Ends the wait for the page's verdict. False when nothing waits. */
  giveUp(): boolean {
    this.#giveUp?.abort();
    return this.#giveUp !== null;
  }

  /** Asks and tells what this snapshot calls for. */
  follow(snapshot: SoftphoneSnapshot): void {
    for (const call of snapshot.calls) this.#followCall(call, snapshot);
    const { status, extension, elsewhere } = snapshot;
    // One tab tells the page: that with the phone.
    if (status !== 'online' || elsewhere || !extension || extension.id === this.#extension) return;
    this.#extension = extension.id;
    if (hasWaiting('calls')) this.#desk().then((desk) => desk.deliver(extension.id), ignore);
    if (hasWaiting('notes'))
      import('../internal/call-notes.js').then(
        ({ NotesDesk }) => new NotesDesk(this.#owner).deliver(extension.id),
        ignore,
      );
  }

  #followCall(call: CallSnapshot, { extension, elsewhere }: SoftphoneSnapshot): void {
    const { state } = call;
    const notes = this.#notes.get(call.id);
    if (!notes) {
      if (state.phase !== 'ended') this.#open(call);
    } else if ('answeredAt' in state) {
      notes.answeredAt = state.answeredAt;
    } else if (state.phase === 'ended' && !notes.written) {
      notes.written = true;
      if (elsewhere) return;
      this.#desk().then(
        (desk) => desk.take({ call: { ...call, remote: notes.remote }, state, extension, ...notes }),
        ignore,
      );
    }
  }

  #open(call: CallSnapshot): void {
    const source = call.direction === 'outbound' ? this.#source : null;
    const answeredAt = 'answeredAt' in call.state ? call.state.answeredAt : null;
    const notes: Notes = { source, remote: call.remote, answeredAt, contact: null, written: false };
    // Of calls long over nobody asks any more.
    for (const id of this.#notes.keys()) if (this.#notes.size > 20) this.#notes.delete(id);
    this.#notes.set(call.id, notes);
    this.#askForContact(call, notes);
  }

  #askForContact(call: CallSnapshot, notes: Notes): void {
    const event = new ContactRequestEvent(call);
    this.#owner.dispatchEvent(event);
    if (event.answers.length === 0) return;
    import('../internal/contact.js')
      .then(({ firstContact }) => firstContact(event.answers))
      .then((contact) => {
        notes.contact = contact;
        this.#owner.requestUpdate();
      }, ignore);
  }

  #desk(): Promise<CallLogDesk> {
    this.#logs ??= import('../internal/call-log.js').then(({ CallLogDesk }) => new CallLogDesk(this.#owner));
    this.#logs.catch(() => (this.#logs = undefined));
    return this.#logs;
  }

  #check(number: string): void {
    this.#checking = number;
    this.#owner.requestUpdate();
  }
}

/** A file that did not come leaves the call as it is. */
function ignore(): void {}
