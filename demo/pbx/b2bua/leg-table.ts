import type { Core } from 'sip.js';
import type { SipConnection } from '../sip/connection.js';
import type { PageLeg } from './page-leg.js';

/** Every page's leg that has not ended, and the dialogs by what names them on the wire (RFC 3261 section 12). */
export class LegTable {
  readonly #legs = new Set<PageLeg>();
  readonly #dialogs = new Map<string, PageLeg>();

  add(leg: PageLeg): void {
    this.#legs.add(leg);
  }

  addDialog(session: Core.Session, leg: PageLeg): void {
    this.#dialogs.set(key(session.callId, session.localTag, session.remoteTag), leg);
  }

  /** Forgets a leg that ended. The last one of a socket that is gone takes the socket's timers with it. */
  remove(leg: PageLeg): void {
    this.#legs.delete(leg);
    for (const [id, known] of this.#dialogs) if (known === leg) this.#dialogs.delete(id);
    if (!leg.connection.isOpen) this.#closeWhenUnused(leg.connection);
  }

  /** A socket is gone: its legs live on for a while. */
  connectionLost(connection: SipConnection): void {
    for (const leg of this.#legs) if (leg.connection === connection) leg.orphan();
    this.#closeWhenUnused(connection);
  }

  /** The leg of a dialog; tags as the platform sees them. */
  findDialog(callId: string, localTag: string, remoteTag: string): PageLeg | undefined {
    return this.#dialogs.get(key(callId, localTag, remoteTag));
  }

  #closeWhenUnused(connection: SipConnection): void {
    if (![...this.#legs].some((leg) => leg.connection === connection)) connection.close();
  }
}

function key(callId: string, localTag: string, remoteTag: string): string {
  return `${callId} ${localTag} ${remoteTag}`;
}
