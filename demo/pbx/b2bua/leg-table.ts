import type { SipConnection } from '../sip/connection.js';
import type { DialogId } from './dialog-id.js';
import type { PageLeg } from './page-leg.js';

/** Every page's leg that has not ended, and the dialogs by what names them on the wire (RFC 3261 section 12). */
export class LegTable {
  readonly #legs = new Set<PageLeg>();
  readonly #dialogs = new Map<string, PageLeg>();

  add(leg: PageLeg): void {
    this.#legs.add(leg);
  }

  addDialog(dialog: DialogId, leg: PageLeg): void {
    this.#dialogs.set(key(dialog), leg);
  }

  /** The dialogs of a leg cannot be found any more, unless they are shown again. */
  hideDialogs(leg: PageLeg): { show(): void } {
    const hidden = [...this.#dialogs.keys()].filter((id) => this.#dialogs.get(id) === leg);
    for (const id of hidden) this.#dialogs.delete(id);
    return { show: () => hidden.forEach((id) => this.#dialogs.set(id, leg)) };
  }

  /** Forgets a leg that ended. */
  remove(leg: PageLeg): void {
    this.#legs.delete(leg);
    this.hideDialogs(leg);
    this.closeWhenUnused(leg.connection);
  }

  /** A socket is gone: its legs live on for a while. */
  connectionLost(connection: SipConnection): void {
    for (const leg of this.#legs) if (leg.connection === connection) leg.orphan();
    this.closeWhenUnused(connection);
  }

  findDialog(dialog: DialogId): PageLeg | undefined {
    return this.#dialogs.get(key(dialog));
  }

  /** The last leg of a socket that is gone takes the socket's timers with it. */
  closeWhenUnused(connection: SipConnection): void {
    if (connection.isOpen) return;
    if (![...this.#legs].some((leg) => leg.connection === connection)) connection.close();
  }
}

function key({ callId, localTag, remoteTag }: DialogId): string {
  return `${callId} ${localTag} ${remoteTag}`;
}
