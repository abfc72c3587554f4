import type { Core } from 'sip.js';
import type { PageLeg } from './page-leg.js';

/** Every confirmed dialog of every socket, found by what names it on the wire (RFC 3261 section 12). */
export class DialogTable {
  readonly #legs = new Map<string, PageLeg>();

  add(session: Core.Session, leg: PageLeg): void {
    this.#legs.set(key(session.callId, session.localTag, session.remoteTag), leg);
  }

  remove(leg: PageLeg): void {
    for (const [id, known] of this.#legs) if (known === leg) this.#legs.delete(id);
  }

  /** The leg of a dialog; tags as the platform sees them. */
  find(callId: string, localTag: string, remoteTag: string): PageLeg | undefined {
    return this.#legs.get(key(callId, localTag, remoteTag));
  }

  /** Every leg whose signalling runs over a socket. */
  get legs(): readonly PageLeg[] {
    return [...this.#legs.values()];
  }
}

function key(callId: string, localTag: string, remoteTag: string): string {
  return `${callId} ${localTag} ${remoteTag}`;
}
