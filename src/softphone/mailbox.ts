import type { VoIPClient } from '../api/client.js';
import type { ExtensionIdentity } from '../api/token.js';
import type { Voicemail } from '../api/types/voicemail.js';
import type { CancelTimer } from '../shared/clock.js';
import type { Unsubscribe } from '../shared/emitter.js';
import { ApiError } from '../shared/errors.js';
import { keptDeletions, keepDeletions } from './kept-deletions.js';
import { onePerCore, Watched } from './watched.js';

/** What is in the own mailbox. */
export interface MailboxContent {
  /** Newest first, without those that are being deleted. */
  readonly messages: readonly Voicemail[];
  /** Unread ones of the whole mailbox. */
  readonly unread: number;
  /** All of the mailbox; more than `messages` while there are more pages. */
  readonly total: number;
}

const PAGE = 50;
/** No event tells of a message. Without a call that ended, one may come this late to the badge. */
const EVERY_MS = 60_000;
/** A message is written down a while after the call in which it was left. */
const WRITTEN_MS = 5000;
/** How long a deletion can be taken back. */
export const UNDO_MS = 6000;

/**
 * The own voicemail: its messages, how many are unread, what a person does with them. Deleting waits a moment, so that
 * it can be taken back, and is sent at once when the page goes; what could not be sent is sent by the next page.
 */
export class Mailbox extends Watched<MailboxContent> {
  protected readonly everyMs = EVERY_MS;
  #pages = 1;
  /** Messages that are as good as deleted. */
  #doomed: readonly Voicemail[] = [];
  /** Ids of those that are: an answer that was on its way may still have them. */
  readonly #deleted = new Set<string>();
  /** Those of them that can still be taken back. */
  #undoable: readonly string[] = [];
  #cancelDelete: CancelTimer = () => {};
  #cancelLate: CancelTimer = () => {};
  #hasSentKept = false;

  /** How many messages wait to be deleted and can be taken back. */
  get undoable(): number {
    return this.#undoable.length;
  }

  /** A short-lived address without any key, for a media element. Rejects with `ApiError`. */
  audioUrl(id: string): Promise<string> {
    return this.client.mediaUrl('getVoicemailAudioUrl', id);
  }

  /** Reads one page more than before. */
  async loadMore(): Promise<void> {
    this.#pages += 1;
    await this.refresh();
  }

  /** It was listened to. Rejects with `ApiError`. */
  async markRead(id: string): Promise<void> {
    const message = this.value?.messages.find((one) => one.id === id);
    if (!message || message.is_read) return;
    await this.client.markVoicemailRead(id);
    const { value } = this;
    if (!value || value.messages.find((one) => one.id === id)?.is_read !== false) return;
    const messages = value.messages.map((one) => (one.id === id ? { ...one, is_read: true } : one));
    this.show({ ...value, messages, unread: Math.max(0, value.unread - 1) });
  }

  /** Takes messages off the list, and deletes them a moment later. */
  remove(ids: readonly string[]): void {
    const { value } = this;
    if (!value) return;
    void this.#deleteNow();
    const gone = value.messages.filter(({ id }) => ids.includes(id));
    this.#doomed = [...this.#doomed, ...gone];
    this.#undoable = gone.map(({ id }) => id);
    this.#cancelDelete = this.clock.after(UNDO_MS, () => void this.#deleteNow());
    void this.#keep();
    this.show(without(value, new Set(this.#undoable)));
  }

  /** Takes the last deletion back. */
  undo(): void {
    this.#cancelDelete();
    const back = this.#doomed.filter(({ id }) => this.#undoable.includes(id));
    this.#doomed = this.#doomed.filter((one) => !back.includes(one));
    this.#undoable = [];
    void this.#keep();
    this.#putBack(back);
  }

  protected override async load(own: ExtensionIdentity): Promise<MailboxContent> {
    const pages: MailboxContent[] = [];
    for (let page = 1; page <= this.#pages; page += 1) {
      const answer = await this.client.listVoicemails({ extension: own.number, page, limit: PAGE });
      const { messages, unread, pagination } = answer;
      pages.push({ messages, unread, total: pagination.total });
      if (page * PAGE >= pagination.total) break;
    }
    const [first = { unread: 0, total: 0 }] = pages;
    // A message that came while the pages were read moves another one to the next page: it would be there twice.
    const byId = new Map(pages.flatMap(({ messages }) => messages).map((message) => [message.id, message]));
    const { unread, total } = first;
    if (!this.#hasSentKept) await this.#sendKept(own, (id) => byId.has(id) || byId.size < total);
    const gone = new Set([...this.#doomed.map(({ id }) => id), ...this.#deleted]);
    return without({ messages: [...byId.values()], unread, total }, gone);
  }

  protected override follow(client: VoIPClient, isOld: () => void): readonly Unsubscribe[] {
    const onGone = (): void => void this.#deleteNow(true);
    window.addEventListener('pagehide', onGone);
    return [
      client.onWsEvent('call_end', () => {
        isOld();
        this.#cancelLate();
        this.#cancelLate = this.clock.after(WRITTEN_MS, isOld);
      }),
      () => this.#cancelLate(),
      // Nobody looks any more: nobody takes it back.
      () => void this.#deleteNow(),
      () => window.removeEventListener('pagehide', onGone),
    ];
  }

  /** `keepalive`: the page is about to go. */
  async #deleteNow(keepalive = false): Promise<void> {
    this.#cancelDelete();
    const ids = this.#undoable;
    if (ids.length === 0) return;
    this.#undoable = [];
    this.emit('change');
    const refused = new Map(await Promise.all(ids.map((id) => this.#delete(id, keepalive))));
    const back = this.#doomed.filter(({ id }) => refused.get(id));
    for (const [id, error] of refused) if (!error) this.#deleted.add(id);
    this.#doomed = this.#doomed.filter(({ id }) => !refused.has(id));
    await this.#keep();
    if (back.length > 0) this.#putBack(back, refused.get(back[0]?.id ?? '') ?? null);
    else this.isOld();
  }

  async #delete(id: string, keepalive: boolean): Promise<[string, ApiError | null]> {
    try {
      await this.client.deleteVoicemail(id, { keepalive });
      return [id, null];
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // Somebody else was faster.
      return [id, error.reason === 'not-found' ? null : error];
    }
  }

  #putBack(messages: readonly Voicemail[], error: ApiError | null = null): void {
    const { value } = this;
    if (!value) return;
    const all = [...value.messages, ...messages].sort((one, other) =>
      one.created_at < other.created_at ? 1 : -1,
    );
    const unread = value.unread + messages.filter(({ is_read }) => !is_read).length;
    this.show({ messages: all, unread, total: value.total + messages.length });
    if (!error) return;
    this.error = error;
    this.emit('change');
  }

  async #keep(): Promise<void> {
    const owner = this.tokens.current?.extension?.id;
    if (owner)
      await keepDeletions(
        owner,
        this.#doomed.map(({ id }) => id),
      );
  }

  /** What an earlier page was asked to delete and could not; mostly it could, and only the answer came too late. */
  async #sendKept({ id: owner }: ExtensionIdentity, mayBeThere: (id: string) => boolean): Promise<void> {
    this.#hasSentKept = true;
    const kept = await keptDeletions(owner);
    if (kept.length === 0) return;
    const outcomes = await Promise.all(kept.filter(mayBeThere).map((id) => this.#delete(id, false)));
    for (const [id, error] of outcomes) if (!error) this.#deleted.add(id);
    await keepDeletions(
      owner,
      outcomes.filter(([, error]) => error).map(([id]) => id),
    );
  }
}

/** The mailbox of this core: the same for everyone who asks. */
export const mailbox = onePerCore(({ tokens }) => new Mailbox({ tokens }));

function without(content: MailboxContent, ids: ReadonlySet<string>): MailboxContent {
  const removed = content.messages.filter(({ id }) => ids.has(id));
  if (removed.length === 0) return content;
  return {
    messages: content.messages.filter(({ id }) => !ids.has(id)),
    unread: Math.max(0, content.unread - removed.filter(({ is_read }) => !is_read).length),
    total: Math.max(0, content.total - removed.length),
  };
}
