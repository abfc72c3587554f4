import { html } from 'lit';
import type { LitElement, TemplateResult } from 'lit';
import type { ActiveState } from '../../phone/call-state.js';
import { LatePart } from '../internal/late-part.js';
import type { Msg } from '../internal/localize.js';
import type { OfferedCall } from '../internal/request.js';
import { whenIdle } from '../internal/when-idle.js';
import type { IdlePart } from './idle-part.js';
import type { CallView, PanelModel } from './view.js';

/** The keypad and the rooms as the panel shows them. Fetched when they are first drawn: a call needs neither. */
export class IdleLink {
  readonly #code: LatePart<typeof import('./idle-part.js')>;
  #part: IdlePart | null = null;
  readonly #panel: LitElement;
  readonly #isShown: () => boolean;

  constructor(panel: LitElement, isShown: () => boolean) {
    this.#panel = panel;
    this.#isShown = isShown;
    this.#code = new LatePart(panel, () => import('./idle-part.js'));
  }

  get failed(): boolean {
    return this.#code.failed;
  }

  /** Null before it is there. */
  get part(): IdlePart | null {
    const { part } = this.#code;
    return (this.#part ??= part && new part.IdlePart(this.#panel));
  }

  /** False when it could not be loaded. */
  async load(): Promise<boolean> {
    return (await this.#code.load()) !== null;
  }

  /** Fetches it once the browser has nothing else to do: somebody who talks may be asked to press a key. */
  prepare(): void {
    if (this.#code.part) return;
    whenIdle(() => this.load());
  }

  draw(model: PanelModel, msg: Msg): TemplateResult {
    if (this.part) return this.part.draw(model, msg);
    if (this.failed)
      return html`<div class="actions">
        <button type="button" class="action quiet" @click=${() => this.load()}>
          ${msg('Try again', { id: 'try-again' })}
        </button>
      </div>`;
    // A phone that opens because a call begins shows no keypad.
    setTimeout(() => this.#isShown() && this.load());
    return html`<div class="view" aria-busy="true"></div>`;
  }

  /** The keys of a live call; null before they are there. */
  keys(view: CallView, state: ActiveState, onDigit: (digit: string) => void): TemplateResult | null {
    // Its styles come with the part, which nothing else may have asked for in a phone that a call has opened.
    return this.part && (this.#code.part?.callKeys(view, state, onDigit) ?? null);
  }

  /** What is told of a number that the page offered during a call. */
  inTheWay(number: string, msg: Msg): string {
    return this.#code.part?.inTheWayWords(number, msg) ?? '';
  }

  /** Puts a number of the page into the dial field. False where none is shown. */
  offer(offered: OfferedCall): boolean {
    return this.part?.offer(offered) ?? false;
  }
}
