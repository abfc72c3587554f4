import { html, nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { str } from '@lit/localize/internal/str-tag.js';
import type { Msg } from '../internal/localize.js';
import { icon } from '../internal/panel-icons.js';
import { roomIcon } from '../internal/room-icons.js';
import { rooms } from './rooms.js';
import type { Room } from './rooms.js';
import type { PanelModel } from './view.js';

const KEYPAD = 'keypad';

/** Which room is open, and the tabs that lead to the others. Its code is fetched when it is first entered. */
export class RoomSwitch implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: DocumentFragment | HTMLElement };
  readonly #rooms: readonly Room[];
  readonly #there = new Set<string>();
  #current = KEYPAD;
  /** The room whose code did not come; empty when all is well. */
  #failed = '';

  constructor(
    host: ReactiveControllerHost & { readonly renderRoot: DocumentFragment | HTMLElement },
    all: readonly Room[] = rooms,
  ) {
    this.#host = host;
    this.#rooms = all;
    host.addController(this);
  }

  hostConnected(): void {}

  /** The keypad is what is shown. */
  get atKeypad(): boolean {
    return this.#current === KEYPAD;
  }

  /** Enters a room, or the keypad. One that does not exist is the keypad. */
  async enter(id: string): Promise<void> {
    const room = this.#rooms.find((one) => one.id === id);
    this.#current = room ? id : KEYPAD;
    this.#host.requestUpdate();
    if (!room || this.#there.has(id)) return;
    const came = await room.load().then(
      () => true,
      () => false,
    );
    if (came) this.#there.add(id);
    this.#failed = came ? '' : id;
    this.#host.requestUpdate();
  }

  /** Back to the keypad. False when that is where one is. */
  leave(): boolean {
    if (this.atKeypad) return false;
    void this.enter(KEYPAD);
    return true;
  }

  /** Puts the focus into the room. False at the keypad. */
  focus(options?: FocusOptions): boolean {
    if (this.atKeypad) return false;
    const body = this.#host.renderRoot.querySelector<HTMLElement>('.room > *');
    (body ?? this.#tab(this.#current))?.focus(options);
    return true;
  }

  /** The open room; nothing at the keypad, which the panel draws itself. */
  draw(model: PanelModel, msg: Msg): TemplateResult | typeof nothing {
    const room = this.#find(model);
    if (!room) return nothing;
    return html`<div class="room" role="tabpanel" aria-labelledby="tab-${room.id}">
      ${this.#there.has(room.id) ? room.draw(model, msg) : this.#waiting(room, msg)}
    </div>`;
  }

  /** The tabs; nothing where there is but the keypad. */
  tabs(model: PanelModel, msg: Msg): TemplateResult | typeof nothing {
    const open = this.#allowed(model);
    if (open.length === 0) return nothing;
    const current = this.#find(model)?.id ?? KEYPAD;
    return html`<div
      class="tabs"
      role="tablist"
      aria-label=${msg('Parts of the phone', { id: 'rooms' })}
      @keydown=${this.#onKey}
    >
      ${tab(KEYPAD, icon(KEYPAD), msg('Keypad', { id: 'keypad' }), 0, current === KEYPAD, () => this.enter(KEYPAD))}
      ${open.map((room) => {
        const waiting = room.badge?.(model) ?? 0;
        const label = room.label(msg);
        return tab(
          room.id,
          roomIcon(room.icon),
          label,
          waiting,
          current === room.id,
          () => this.enter(room.id),
          waiting > 0 ? msg(str`${label}, ${waiting} new`, { id: 'room-badge' }) : '',
        );
      })}
    </div>`;
  }

  #find(model: PanelModel): Room | undefined {
    return this.#allowed(model).find(({ id }) => id === this.#current);
  }

  #allowed({ snapshot }: PanelModel): Room[] {
    return this.#rooms.filter((room) => room.allowed(snapshot.permissions));
  }

  #waiting(room: Room, msg: Msg): TemplateResult {
    if (this.#failed !== room.id) return html`<div class="room-waits" aria-busy="true"></div>`;
    return html`<div class="room-waits">
      <p>${msg('Could not load', { id: 'load-failed' })}</p>
      <button type="button" class="chip" @click=${() => this.enter(room.id)}>
        ${msg('Try again', { id: 'try-again' })}
      </button>
    </div>`;
  }

  #tab(id: string): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>(`#tab-${id}`);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const tabs = [...this.#host.renderRoot.querySelectorAll<HTMLElement>('.tabs [role=tab]')];
    const at = tabs.indexOf(event.target as HTMLElement);
    const step = stepOf(event.key, getComputedStyle(event.currentTarget as Element).direction === 'rtl');
    if (at === -1 || step === null) return;
    event.preventDefault();
    event.stopPropagation();
    const next = tabs.at(step === 'first' ? 0 : step === 'last' ? -1 : (at + step) % tabs.length);
    next?.click();
    next?.focus();
  };
}

function stepOf(key: string, isRtl: boolean): number | 'first' | 'last' | null {
  if (key === 'ArrowRight') return isRtl ? -1 : 1;
  if (key === 'ArrowLeft') return isRtl ? 1 : -1;
  if (key === 'Home') return 'first';
  return key === 'End' ? 'last' : null;
}

function tab(
  id: string,
  mark: TemplateResult,
  label: string,
  waiting: number,
  selected: boolean,
  enter: () => unknown,
  whole = '',
): TemplateResult {
  return html`<button
    type="button"
    id="tab-${id}"
    class="tab"
    part="tab"
    role="tab"
    aria-selected=${selected ? 'true' : 'false'}
    aria-label=${whole || label}
    tabindex=${selected ? 0 : -1}
    @click=${enter}
  >
    ${mark}<span class="tab-label">${label}</span>
    ${waiting > 0 ? html`<span class="badge" aria-hidden="true">${waiting > 99 ? '99+' : waiting}</span>` : nothing}
  </button>`;
}
