import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { define } from '../internal/define.js';
import { dialledPart, readDialString } from '../internal/dial-string.js';
import { icon } from '../internal/panel-icons.js';
import { roomIcon } from '../internal/room-icons.js';
import { keypad } from '../internal/keypad.js';
import { englishMsg, type Msg } from '../internal/localize.js';
import { LongPress } from '../internal/long-press.js';
import { NumbersLink } from '../internal/phone-numbers.js';
import { asker } from '../internal/request.js';
import type { OfferedCall } from '../internal/request.js';
import type { Softphone } from '../../softphone/softphone.js';
import { DialNames } from './dial-names.js';
import { dialWords, notReadyWords, offerWords, willCallWords } from './dial-words.js';
import { dialViewStyles, sizeOf } from './dial-view.styles.js';

/**
 * The dial pad: a number is put together here, nothing is called. Asks for the call by a request.
 *
 * @tag cemscale-dial-view
 * @internal
 */
export class DialView extends LitElement {
  static override readonly styles = dialViewStyles;

  readonly #ask = asker(this);
  readonly #press = new LongPress();
  readonly #numbers = new NumbersLink(this);
  readonly #names = new DialNames(this, (number) => this.#callPerson(number));
  /** What Call places for as long as the number stays as it was offered. */
  #offered: OfferedCall | null = null;
  @query('input') private readonly input!: HTMLInputElement;
  @state() private number = '';
  @state() private note = '';

  @property({ attribute: false }) msg: Msg = englishMsg;
  /** Calls can be made right now. */
  @property({ type: Boolean }) ready = false;
  /** The core, whose directory finds people by name; null without one. */
  @property({ attribute: false }) softphone: Softphone | null = null;
  /** What an empty field dials again. */
  @property() lastNumber = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#press.cancel();
  }

  /** Puts the focus into the field, also when the view is only just being made. */
  override focus(options?: FocusOptions): void {
    if (this.hasUpdated) this.input.focus(options);
    else void this.updateComplete.then(() => this.input.focus(options));
  }

  /** Shows a number of the page as it will be dialled. Nothing is called until somebody presses Call. */
  offer(offered: OfferedCall): void {
    const shown = dialledPart(offered.number);
    this.#setNumber(shown);
    if (shown === '') {
      // Says why.
      this.insert(offered.number);
    } else {
      this.#offered = offered;
      this.note = offerWords(offered.tones, this.msg);
    }
    this.focus();
  }

  /** Takes a key that was pressed elsewhere in the panel. True when it meant something here. */
  takeKey(key: string): boolean {
    if (/^[\d*#+]$/.test(key)) this.#add(key);
    else if (key === 'Backspace') this.#setNumber(this.number.slice(0, -1));
    else if (key === 'Enter') this.#call();
    else return false;
    return true;
  }

  /** Takes a text that was pasted or typed, at the caret. */
  insert(text: string): void {
    const read = readDialString(text);
    const [start, end] = this.#selection();
    if (read.value !== '') {
      const joined = readDialString(this.number.slice(0, start) + read.value + this.number.slice(end));
      this.#setNumber(joined.value, start + read.value.length);
      if (joined.problem === 'too-long') return void (this.note = dialWords(joined, this.msg));
    }
    this.note = dialWords(read, this.msg);
  }

  protected override updated(changed: PropertyValues<this>): void {
    // The words of a note belong to the language they were said in.
    if (changed.has('msg') && changed.get('msg') !== undefined) this.note = '';
  }

  protected override render(): TemplateResult {
    const { msg } = this;
    return html`<div class="body">
        ${this.#display()}
        ${
          this.#names.draw(msg) ??
          keypad({
            label: msg('Keypad', { id: 'keypad' }),
            zeroLabel: msg('0 +, hold for plus', { id: 'key-zero' }),
            names: { '*': msg('star', { id: 'key-star' }), '#': msg('pound', { id: 'key-pound' }) },
            onKey: (key) => this.#press.ended() || this.#add(key),
            onPress: this.#pressKey,
            onRelease: this.#release,
          })
        }
      </div>
      <div class="actions">
        <button
          type="button"
          class="action green"
          part="call-button"
          aria-disabled=${this.ready ? 'false' : 'true'}
          @pointerenter=${this.#warmUp}
          @focus=${this.#warmUp}
          @click=${this.#call}
        >
          ${icon('phone')}<span>${msg('Call', { id: 'call' })}</span>
        </button>
      </div>`;
  }

  #display(): TemplateResult {
    const { msg, number } = this;
    const shown = this.#names.name || (this.#numbers.numbers?.typed(number, number.length).text ?? number);
    const { active } = this.#names;
    return html`<div class="display" part="display" dir="ltr">
        <input
          class=${sizeOf(shown)}
          type="tel"
          inputmode="none"
          autocomplete="off"
          spellcheck="false"
          enterkeyhint="go"
          aria-label=${msg('Number to call', { id: 'number-field' })}
          aria-describedby="note"
          role=${active === undefined ? nothing : 'combobox'}
          aria-expanded=${active === undefined ? nothing : 'true'}
          aria-controls=${active === undefined ? nothing : 'names'}
          aria-activedescendant=${active || nothing}
          placeholder=${msg('Number', { id: 'number-placeholder' })}
          .value=${shown}
          @input=${this.#typed}
          @keydown=${this.#onKey}
          @paste=${this.#pasted}
        />
        ${
          shown === ''
            ? nothing
            : html`<button
                type="button"
                class="round erase"
                aria-label=${msg('Delete last digit, hold to clear', { id: 'erase' })}
                @pointerdown=${this.#pressErase}
                @pointerup=${this.#release}
                @pointerleave=${this.#release}
                @pointercancel=${this.#release}
                @click=${() => this.#press.ended() || this.#erase()}
              >
                ${roomIcon('backspace')}
              </button>`
        }
      </div>
      <p id="note" class="note" role="status">${this.#names.words(msg) || this.note || this.#willCall()}</p>`;
  }

  #add(key: string): void {
    this.#ask({ type: 'key-tone', key });
    this.insert(key);
  }

  #setNumber(number: string, caret = number.length): void {
    this.number = number;
    this.#names.take('');
    this.#offered = null;
    this.note = '';
    // Now, not at the next render: the caret must stand after the digit when the next key arrives.
    const shown = this.#numbers.numbers?.typed(number, caret) ?? { text: number, caret };
    this.input.value = shown.text;
    this.input.setSelectionRange(shown.caret, shown.caret);
    this.input.scrollLeft = this.input.scrollWidth;
  }

  /** What Call dials: the number in E.164 where the page's country says what it is. */
  get #dialled(): string {
    return this.#offered ? this.number : (this.#numbers.numbers?.dialled(this.number) ?? this.number);
  }

  /** Names the number that is dialled where it is not the one that was typed. */
  #willCall(): string {
    const dialled = this.#dialled;
    const { numbers } = this.#numbers;
    return numbers && dialled !== this.number ? willCallWords(numbers.international(dialled), this.msg) : '';
  }

  /** The selection, counted in what is dialled and not in what groups it. */
  #selection(): [start: number, end: number] {
    const { value, selectionStart, selectionEnd } = this.input;
    const count = (place: number | null): number => bare(value.slice(0, place ?? value.length)).length;
    return [count(selectionStart), count(selectionEnd)];
  }

  readonly #typed = ({ inputType }: InputEvent): void => {
    const { value, selectionStart } = this.input;
    if (this.#names.take(value)) return this.#named();
    const read = readDialString(value);
    const caret = readDialString(value.slice(0, selectionStart ?? value.length)).value.length;
    // What was deleted only groups the digits: the digit beside it is meant.
    if (read.value === this.number && inputType?.startsWith('delete')) return this.#deleteBeside(caret, inputType);
    this.#setNumber(read.problem === 'no-number' || read.problem === 'address' ? this.number : read.value, caret);
    this.note = dialWords(read, this.msg);
  };

  #callPerson(number: string): void {
    if (!this.ready) return void (this.note = notReadyWords(this.msg));
    this.#setNumber('');
    this.#ask({ type: 'call', number });
  }

  #named(): void {
    this.number = '';
    this.note = '';
  }

  #erase(): void {
    const { name } = this.#names;
    if (name === '') this.#setNumber(this.number.slice(0, -1));
    else if (!this.#names.take(name.slice(0, -1))) this.#setNumber('');
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (this.#names.name === '' || event.isComposing) return;
    if (event.key === 'Escape') this.#setNumber('');
    else if (!this.#names.takeKey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  #deleteBeside(caret: number, inputType: string): void {
    const at = inputType.endsWith('Forward') ? caret : caret - 1;
    this.#setNumber(at < 0 ? this.number : this.number.slice(0, at) + this.number.slice(at + 1), Math.max(0, at));
  }

  readonly #pasted = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    this.insert(event.clipboardData?.getData('text') ?? '');
  };

  readonly #pressKey = (event: PointerEvent): void => {
    const key = (event.target as Element).closest<HTMLElement>('[data-key]')?.dataset['key'];
    this.#press.reset();
    if (key === '0' && event.button === 0) this.#press.start(() => this.#add('+'));
  };

  readonly #pressErase = (event: PointerEvent): void => {
    if (event.button === 0) this.#press.start(() => this.#setNumber(''));
  };

  readonly #release = (): void => this.#press.cancel();

  readonly #warmUp = (): void => {
    if (this.ready) this.#ask({ type: 'warm-up' });
  };

  readonly #call = (): void => {
    const { msg } = this;
    // A name calls whom the list says, never the number called last.
    if (this.#names.name !== '') return void this.#names.takeKey('Enter');
    if (this.number === '' && this.lastNumber !== '') {
      this.#setNumber(this.lastNumber);
      this.note = msg('The last number you called. Press Call again to call it.', { id: 'redial' });
    } else if (this.number === '') {
      this.note = msg('Enter a number first.', { id: 'number-needed' });
    } else if (!this.ready) {
      this.note = notReadyWords(msg);
    } else if (this.#offered) {
      this.#offered.place();
    } else {
      this.#ask({ type: 'call', number: this.#dialled });
    }
  };
}

function bare(text: string): string {
  return text.replace(/[^\d*#+]/g, '');
}

define('cemscale-dial-view', DialView);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-dial-view': DialView;
  }
}
