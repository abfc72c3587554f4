import type { LitElement, ReactiveController } from 'lit';
import { consoleLogger } from '../../../shared/logger.js';
import { activeState, isLive, type SoftphoneSnapshot } from '../../../softphone/snapshot.js';
import type { Msg } from '../../internal/localize.js';
import type { PhoneRequest } from '../../internal/request.js';
import { pressed, readShortcuts, type Shortcut, type ShortcutAction } from './key-map.js';
import './shortcut-sheet.js';

/** The element, as far as its shortcuts use it. */
export interface KeyedPhone extends LitElement {
  /** Null: none. */
  readonly shortcuts: string | null;
}

export interface ShortcutTools {
  readonly phone: KeyedPhone;
  readonly msg: () => Msg;
  readonly snapshot: () => SoftphoneSnapshot;
  readonly take: (request: PhoneRequest) => unknown;
}

const logger = consoleLogger();

/** Lets keys answer, end, mute and hold anywhere on the page, except where people write. */
export class Shortcuts implements ReactiveController {
  readonly #tools: ShortcutTools;
  #text: string | null = null;
  #all: readonly Shortcut[] = [];

  constructor(tools: ShortcutTools) {
    this.#tools = tools;
    tools.phone.addController(this);
    this.hostUpdated();
  }

  hostConnected(): void {
    // In the last phase: what a page does with a key comes first.
    window.addEventListener('keydown', this.#onKey);
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.#onKey);
  }

  hostUpdated(): void {
    const { shortcuts } = this.#tools.phone;
    if (shortcuts === this.#text) return;
    this.#text = shortcuts;
    const onWrong = (entry: string) =>
      logger.log(
        'warn',
        `"${entry}" is no shortcut of this phone. Write one such as "mute: Alt+M"; see the guide.`,
      );
    this.#all = shortcuts === null ? [] : readShortcuts(shortcuts, onWrong);
  }

  /** Shows them all. */
  list(): void {
    const sheet = document.createElement('cemscale-shortcut-sheet');
    sheet.msg = this.#tools.msg();
    sheet.shortcuts = this.#all;
    this.#tools.phone.renderRoot.querySelector('.root')?.append(sheet);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (!event.isTrusted || event.defaultPrevented || event.repeat || event.isComposing || isWriting(event))
      return;
    const shortcut = pressed(this.#all, event);
    const request = shortcut && requestFor(shortcut.action, this.#tools.snapshot());
    if (!request) return;
    event.preventDefault();
    this.#tools.take(request);
  };
}

/** Null where there is nothing to do it with. */
function requestFor(action: ShortcutAction, snapshot: SoftphoneSnapshot): PhoneRequest | null {
  const state = activeState(snapshot);
  switch (action) {
    case 'answer':
      return snapshot.calls.some((call) => call.state.phase === 'incoming') ? { type: 'answer' } : null;
    case 'hang-up':
      return snapshot.calls.some(isLive) ? { type: 'hangup' } : null;
    case 'mute':
      return state && { type: 'mute', on: !state.muted };
    case 'hold':
      return state && { type: 'hold', on: !state.held };
  }
}

function isWriting(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !/^(button|checkbox|color|file|image|radio|range|reset|submit)$/.test(target.type);
  return target.isContentEditable || target.matches('textarea, select, [role=textbox], [role=searchbox]');
}
