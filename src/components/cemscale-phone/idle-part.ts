import { html } from 'lit';
import type { LitElement, TemplateResult } from 'lit';
import { addStyles } from '../internal/adopted-styles.js';
import { keypadStyles } from '../internal/keypad.js';
import type { Msg } from '../internal/localize.js';
import { fetchedRecents } from '../internal/recents-link.js';
import type { OfferedCall } from '../internal/request.js';
import { callKeyStyles } from './call-keys.js';
import './dial-view.js';
import type { DialView } from './dial-view.js';
import { RoomSwitch } from './room-switch.js';
import { roomStyles } from './rooms.styles.js';
import type { PanelModel } from './view.js';

export { callKeys } from './call-keys.js';
export { inTheWayWords } from './dial-words.js';

/** What the open phone shows while no call wants it: the keypad, the rooms beside it and their tabs. */
export class IdlePart {
  readonly #panel: LitElement;
  readonly #rooms: RoomSwitch;

  constructor(panel: LitElement) {
    this.#panel = panel;
    this.#rooms = new RoomSwitch(panel);
    addStyles(panel, [keypadStyles, roomStyles, callKeyStyles]);
  }

  /** Null while something else is shown. */
  get #dialView(): DialView | null {
    return this.#panel.renderRoot.querySelector('cemscale-dial-view');
  }

  get updateComplete(): Promise<unknown> | undefined {
    return this.#dialView?.updateComplete;
  }

  /** The keypad stays while another room is open: what was typed is there again. */
  draw(model: PanelModel, msg: Msg): TemplateResult {
    return html`<cemscale-dial-view
        exportparts="keypad, key, display, call-button"
        ?hidden=${!this.#rooms.atKeypad}
        .msg=${msg}
        .ready=${model.snapshot.status === 'online'}
        .softphone=${model.softphone}
        .lastNumber=${model.lastNumber || (fetchedRecents(model.softphone)?.lastDialled ?? '')}
      ></cemscale-dial-view>
      ${this.#rooms.draw(model, msg)} ${this.#rooms.tabs(model, msg)}`;
  }

  focus(options?: FocusOptions): void {
    if (!this.#rooms.focus(options)) this.#dialView?.focus(options);
  }

  /** Puts a number of the page into the dial field. False where there is none. */
  offer(offered: OfferedCall): boolean {
    const view = this.#dialView;
    if (!view) return false;
    void this.#rooms.enter('keypad');
    view.offer(offered);
    return true;
  }

  /** Back to the keypad. False when that is where one is. */
  leave(): boolean {
    return this.#rooms.leave();
  }

  /** A key that was pressed anywhere in the panel but in a field. True when it meant something at the keypad. */
  takeKey(key: string): boolean {
    return this.#rooms.atKeypad && (this.#dialView?.takeKey(key) ?? false);
  }

  /** Enter in a field. True when that is the field of the keypad. */
  takeEnter(path: readonly EventTarget[]): boolean {
    const view = this.#dialView;
    return view !== null && path.includes(view) && view.takeKey('Enter');
  }

  /** A text that was pasted anywhere in the panel. */
  paste(text: string): boolean {
    const view = this.#rooms.atKeypad ? this.#dialView : null;
    view?.insert(text);
    return view !== null;
  }
}
