import type { TemplateResult } from 'lit';
import { LatePart } from '../internal/late-part.js';
import type { Msg } from '../internal/localize.js';
import type { CoreView } from '../internal/uses.js';

type Host = CoreView & { readonly renderRoot: DocumentFragment | HTMLElement };

/** A colleague's name in the dial field, where there is a directory. What finds them is fetched with the first letter. */
export class DialNames {
  readonly #host: Host;
  readonly #late;
  /** What was typed; empty while there is a number in the field, or nothing. */
  name = '';

  /** `choose`: a number was chosen by its name. */
  constructor(host: Host, choose: (number: string) => void) {
    this.#host = host;
    this.#late = new LatePart(host, async () => {
      const { NameSearch } = await import('./name-search.js');
      return new NameSearch(host, choose);
    });
  }

  /** Letters before any digit are a name. True when it took the text. */
  take(text: string): boolean {
    const may = this.#host.softphone?.snapshot.permissions.some((one) =>
      /^(?:extensions|presence):read$/.test(one),
    );
    const isName = may === true && /^[\s'’.-]*\p{L}/u.test(text) && !/[:@]/.test(text);
    this.name = isName ? text : '';
    this.#host.requestUpdate();
    if (isName) void this.#late.load().then((search) => search?.reset());
    return isName;
  }

  /** Id of the option that the arrow keys stand on; undefined while there is no list. */
  get active(): string | undefined {
    return this.#search?.active(this.name);
  }

  /** True for a key that meant something in the list. */
  takeKey(key: string): boolean {
    return this.#search?.takeKey(key, this.name) ?? false;
  }

  /** The list; undefined while there is none. */
  draw(msg: Msg): TemplateResult | undefined {
    return this.#search?.draw(this.name, msg);
  }

  /** How many there are, in words; empty while there is no list. */
  words(msg: Msg): string {
    return this.#search?.words(this.name, msg) ?? '';
  }

  get #search() {
    return this.name === '' ? null : this.#late.part;
  }
}
