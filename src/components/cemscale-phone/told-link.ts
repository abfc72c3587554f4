import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { EndedState } from '../../phone/call-state.js';
import type { LatePart } from '../internal/late-part.js';
import type { Msg } from '../internal/localize.js';
import type { Ask } from '../internal/request.js';
import { styledPart } from '../internal/styled-part.js';
import type { CallView, PanelModel, View } from './view.js';

/** What the open phone tells of what is in the way, and of how a call ended: its words come right after the panel. */
export class ToldLink {
  readonly #code: LatePart<typeof import('./told-part.js')>;

  constructor(panel: LitElement) {
    this.#code = styledPart(panel, () => import('./told-part.js'));
  }

  /** Fetches it, or tries again what did not come. */
  want(): void {
    if (!this.#code.part) this.#code.want();
  }

  /** True when it has come just now. */
  async comes(): Promise<boolean> {
    return !this.#code.part && (await this.#code.load()) !== null;
  }

  /** `said` is news of the call itself. The box is always there, so that assistive technology hears of what enters it. */
  notices(model: PanelModel, view: View, msg: Msg, ask: Ask, said: string): TemplateResult {
    const cards = this.#code.part?.notices(model, view, msg, ask, said);
    return html`<div class="notices" role="status">${cards ?? nothing}</div>`;
  }

  ended(view: CallView, state: EndedState): TemplateResult {
    const { part, failed } = this.#code;
    if (part) return part.endedView(view, state);
    if (!failed) return html`<div class="body" aria-busy="true"></div>`;
    const { msg, ask } = view;
    return html`<div class="actions">
      <button type="button" class="action quiet" part="done-button" @click=${() => ask({ type: 'dismiss' })}>
        ${msg('Done', { id: 'done' })}
      </button>
    </div>`;
  }
}
