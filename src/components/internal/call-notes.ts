import { CallNotesEvent, type CallNotes } from '../notes-events.js';
import { isTaken, type LogTeller } from './call-log.js';
import { Outbox } from './outbox.js';

/** Tells the page of notes, until each is taken. */
export class NotesDesk {
  readonly #teller: LogTeller;
  readonly #outbox: Outbox<CallNotes>;

  constructor(teller: LogTeller, outbox = new Outbox<CallNotes>('notes')) {
    this.#teller = teller;
    this.#outbox = outbox;
  }

  /** Kept before they are told, so that a page that goes away in between loses nothing. `owner`: id of the extension. */
  async take(owner: string, notes: CallNotes): Promise<void> {
    if (this.#teller.callLog === 'tell') return void (await this.#tell(notes, 1));
    await this.#outbox.add(owner, notes);
    await this.deliver(owner);
  }

  /** Tells all that waits for this extension; what another one left behind is wiped. */
  async deliver(owner: string): Promise<void> {
    const waiting = await this.#outbox.take(owner);
    await Promise.all(waiting.map(({ item, attempts }) => this.#deliverOne(owner, item, attempts)));
  }

  /** What was changed while the page stored it is told once more, by whoever changed it. */
  async #deliverOne(owner: string, notes: CallNotes, attempt: number): Promise<void> {
    if (!(await this.#tell(notes, attempt))) return;
    await this.#outbox.remove(owner, notes.id, ({ changedAt }) => changedAt === notes.changedAt);
  }

  #tell(notes: CallNotes, attempt: number): Promise<boolean> {
    const event = new CallNotesEvent(notes, attempt);
    this.#teller.dispatchEvent(event);
    return isTaken(event.answers);
  }
}
