import type { Core } from 'sip.js';
import type { CallSide } from './leg.js';

/** Tells a page, as FreeSWITCH does, whom it talks to now. */
export class DisplayUpdate {
  /** What the page shows. */
  #shown: string;
  #isWanted = false;

  /** `number` is what the page itself dialled, or who called it. */
  constructor(number: string) {
    this.#shown = plain(number);
  }

  /** A page says in its INVITE or answer that it can be told. */
  learn(message: Core.IncomingMessage): void {
    if (/\bupdate_display\b/.test(message.getHeader('x-fs-support') ?? '')) this.#isWanted = true;
  }

  /** Does nothing while the page shows this number already. */
  send(session: Core.Session, { number, name }: Pick<CallSide, 'number' | 'name'>): void {
    if (plain(number) === this.#shown) return;
    this.#shown = plain(number);
    if (!this.#isWanted) return;
    const shownName = name.replace(/[\r\n"]/g, ' ');
    const body = {
      contentDisposition: 'render',
      contentType: 'message/update_display',
      content: `From:\r\nTo: "${shownName}" ${number}\r\n`,
    };
    session.info(undefined, {
      extraHeaders: [`X-FS-Display-Name: ${shownName}`, `X-FS-Display-Number: ${number}`],
      body,
    });
  }
}

// What was dialled may lack the country.
const plain = (number: string): string => number.replace(/^\+?1(?=\d{10}$)/, '');
