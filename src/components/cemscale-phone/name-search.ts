import { css, html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { str } from '@lit/localize/internal/str-tag.js';
import { presenceBoard, type Colleague, type PresenceBoard } from '../../softphone/presence-board.js';
import { avatarStyles } from '../internal/avatar.styles.js';
import type { Msg } from '../internal/localize.js';
import { nextOption, optionStyles, personOption } from '../internal/person-option.js';
import { markStyles } from '../internal/presence-mark.js';
import { Uses, type CoreView } from '../internal/uses.js';

/** As many as stand in the place of the keys. */
const MOST = 6;

const styles = [
  avatarStyles,
  markStyles,
  optionStyles,
  css`
    .names {
      flex: 1;
      min-height: 0;
      overflow-y: auto;
      padding-block: 4px;
    }
  `,
];

/** Colleagues for a name that is typed into the dial field: a listbox in the place of the keys. */
export class NameSearch {
  readonly #uses: Uses<PresenceBoard>;
  readonly #host: ReactiveControllerHost;
  readonly #choose: (number: string) => void;
  #marked = '';

  constructor(
    host: CoreView & { readonly renderRoot: DocumentFragment | HTMLElement },
    choose: (number: string) => void,
  ) {
    this.#host = host;
    this.#choose = choose;
    this.#uses = new Uses(host, presenceBoard);
    const root = host.renderRoot;
    const sheets = styles.flatMap(({ styleSheet }) => styleSheet ?? []);
    if (root instanceof ShadowRoot) root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets];
  }

  /** Whom the name may mean. */
  found(query: string): readonly Colleague[] {
    const board = this.#uses.current;
    return (board?.find(query) ?? []).filter(({ number }) => number !== board?.own?.number).slice(0, MOST);
  }

  /** Id of the option that the arrow keys stand on; empty for none. */
  active(query: string): string {
    const at = this.found(query).findIndex(({ number }) => number === this.#marked);
    return at < 0 ? '' : `option-${at}`;
  }

  /** Another name is typed. */
  reset(): void {
    this.#marked = '';
  }

  /** Arrows mark, Enter takes the marked one, or the only one. True for a key that meant something. */
  takeKey(key: string, query: string): boolean {
    const found = this.found(query);
    if (key === 'Enter') {
      const [only, more] = found;
      const number = found.find((one) => one.number === this.#marked)?.number ?? (more ? undefined : only?.number);
      if (number !== undefined) this.#choose(number);
      return number !== undefined;
    }
    if ((key !== 'ArrowDown' && key !== 'ArrowUp') || found.length === 0) return false;
    this.#marked = nextOption(found, this.#marked, key === 'ArrowDown' ? 1 : -1);
    this.#host.requestUpdate();
    return true;
  }

  draw(query: string, msg: Msg): TemplateResult {
    return html`<div
      id="names"
      class="names"
      role="listbox"
      aria-label=${msg('Colleagues', { id: 'three-colleagues' })}
    >
      ${this.found(query).map((one, index) =>
        personOption(one, index, one.number === this.#marked, () => this.#choose(one.number), msg),
      )}
    </div>`;
  }

  /** What a screen reader says, and what stands there for all when nobody is found. */
  words(query: string, msg: Msg): string {
    const found = String(this.found(query).length);
    return found === '0'
      ? msg(str`Nobody found for “${query}”.`, { id: 'presence-nobody' })
      : msg(str`Found: ${found}`, { id: 'presence-found' });
  }
}
