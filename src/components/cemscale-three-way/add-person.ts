import { autoUpdate, computePosition, flip, offset, shift, size } from '@floating-ui/dom';
import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Colleague, PresenceBoard } from '../../softphone/presence-board.js';
import { avatarStyles } from '../internal/avatar.styles.js';
import { base } from '../internal/base.styles.js';
import { define } from '../internal/define.js';
import { englishMsg, type Msg } from '../internal/localize.js';
import { icon } from '../internal/more-icons.js';
import { nextOption, optionStyles, personOption } from '../internal/person-option.js';
import { markStyles } from '../internal/presence-mark.js';
import { addPersonStyles } from './add-person.styles.js';
import type { AskThreeWay } from './model.js';

/** More are found by another letter. */
const MOST = 6;

/**
 * The field for whoever is to be added, with suggestions of colleagues and what they do right now: a combobox with a
 * listbox (ARIA APG), the list anchored to the field.
 *
 * @tag cemscale-add-person
 * @internal
 */
export class AddPerson extends LitElement {
  static override readonly styles = [base, markStyles, avatarStyles, optionStyles, addPersonStyles];

  #stopFollowing: (() => void) | undefined;
  @query('input') private readonly input!: HTMLInputElement;
  @query('.field') private readonly field!: HTMLElement;
  @query('.list') private readonly list!: HTMLElement | null;
  @state() private value = '';
  @state() private isOpen = false;
  /** Number of the suggestion that the arrow keys stand on; empty for none. */
  @state() private marked = '';
  @property({ attribute: false }) msg: Msg = englishMsg;
  @property({ attribute: false }) board: PresenceBoard | null = null;
  /** Numbers of whoever is in the call already: they are not suggested. */
  @property({ attribute: false }) present: readonly string[] = [];
  @property({ attribute: false }) ask: AskThreeWay = () => {};
  /** Names of the field and of its button, where it is not for a third person. */
  @property({ attribute: false }) words: { readonly field: string; readonly submit: string } | null = null;
  /** Redraws with each change of the board. */
  @property({ attribute: false }) turn = 0;

  override focus(options?: FocusOptions): void {
    if (this.hasUpdated) this.input.focus(options);
    else void this.updateComplete.then(() => this.input.focus(options));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#follow(null);
  }

  protected override updated(_changed: PropertyValues<this>): void {
    this.#follow(this.list);
  }

  protected override render(): TemplateResult {
    const { msg, value } = this;
    const found = this.isOpen ? this.#found() : [];
    const at = found.findIndex(({ number }) => number === this.marked);
    return html`<form class="form" @submit=${this.#submit} @keydown=${this.#onKey} @focusout=${this.#onFocusOut}>
      <div class="field">
        ${icon('addPerson')}
        <input
          type="text"
          role="combobox"
          inputmode="tel"
          autocomplete="off"
          spellcheck="false"
          enterkeyhint="go"
          aria-label=${this.words?.field ?? msg('Name or number to add', { id: 'three-add-field' })}
          aria-autocomplete="list"
          aria-expanded=${found.length > 0 ? 'true' : 'false'}
          aria-controls="list"
          aria-activedescendant=${at < 0 ? nothing : `option-${at}`}
          placeholder=${msg('Name or number', { id: 'three-add-placeholder' })}
          .value=${value}
          @input=${this.#typed}
          @focus=${this.#open}
          @click=${this.#open}
        />
        <button
          type="submit"
          class="round green"
          aria-label=${this.words?.submit ?? msg('Call and add', { id: 'three-add-call' })}
          aria-disabled=${value.trim() === '' ? 'true' : 'false'}
        >
          ${icon(this.words ? 'check' : 'phone')}
        </button>
      </div>
      ${found.length > 0 ? this.#listTemplate(found) : html`<div id="list" role="listbox" hidden></div>`}
      <p class="sr-only" role="status">${this.isOpen ? this.#countWords(found.length) : ''}</p>
    </form>`;
  }

  #listTemplate(found: readonly Colleague[]): TemplateResult {
    const { msg } = this;
    return html`<div
      id="list"
      class="list"
      role="listbox"
      popover="manual"
      aria-label=${msg('Colleagues', { id: 'three-colleagues' })}
    >
      ${found.map((one, index) => personOption(one, index, one.number === this.marked, () => this.#choose(one), msg))}
    </div>`;
  }

  #found(): readonly Colleague[] {
    const { board, value, present } = this;
    if (!board) return [];
    const own = board.own?.number;
    const query = value.trim();
    const all = query === '' ? board.all : board.find(query);
    return all.filter(({ number }) => number !== own && !present.includes(number)).slice(0, MOST);
  }

  #countWords(count: number): string {
    const { msg } = this;
    if (this.value.trim() === '' && count === 0) return '';
    if (count === 0) return msg('No colleague found; the number is called as it is', { id: 'three-none-found' });
    return msg('Colleagues are listed, use the arrow keys', { id: 'three-some-found' });
  }

  readonly #typed = (): void => {
    this.value = this.input.value;
    this.marked = '';
    this.isOpen = true;
  };

  readonly #open = (): void => {
    this.isOpen = true;
  };

  readonly #onFocusOut = ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node && this.renderRoot.contains(relatedTarget))) this.isOpen = false;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const found = this.#found();
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (this.isOpen && found.length > 0) this.isOpen = false;
      else this.ask({ type: 'close' });
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && found.length > 0) {
      event.preventDefault();
      this.marked = nextOption(found, this.marked, event.key === 'ArrowDown' ? 1 : -1);
      this.isOpen = true;
    }
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const marked = this.isOpen ? this.#found().find(({ number }) => number === this.marked) : undefined;
    if (marked) return this.#choose(marked);
    const [only, more] = this.#found();
    const text = this.value.trim();
    if (text === '') return;
    // A name is no number: the one colleague who has it is meant.
    if (/\p{L}/u.test(text) && only && !more) return this.#choose(only);
    this.isOpen = false;
    this.ask({ type: 'add', number: text });
  };

  #choose({ number }: Colleague): void {
    this.value = number;
    this.isOpen = false;
    this.ask({ type: 'add', number });
  }

  /** Keeps the list at the field, in the top layer where there is one, so that nothing of the page cuts it off. */
  #follow(list: HTMLElement | null): void {
    this.#stopFollowing?.();
    this.#stopFollowing = undefined;
    if (!list) return;
    if (typeof list.showPopover === 'function' && !list.matches(':popover-open')) list.showPopover();
    this.#stopFollowing = autoUpdate(this.field, list, () => void this.#place(list));
  }

  async #place(list: HTMLElement): Promise<void> {
    const { x, y } = await computePosition(this.field, list, {
      strategy: 'fixed',
      placement: 'bottom-start',
      middleware: [
        offset(6),
        flip({ padding: 8 }),
        shift({ padding: 8 }),
        size({
          padding: 8,
          apply: ({ rects, availableHeight }) => {
            list.style.width = `${Math.round(rects.reference.width)}px`;
            list.style.maxHeight = `${Math.max(120, Math.round(availableHeight))}px`;
          },
        }),
      ],
    });
    list.style.left = `${Math.round(x)}px`;
    list.style.top = `${Math.round(y)}px`;
  }
}

define('cemscale-add-person', AddPerson);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-add-person': AddPerson;
  }
}
