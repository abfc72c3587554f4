import { LitElement, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { SoftphoneError } from '../../shared/errors.js';
import type { Softphone } from '../../softphone/softphone.js';
import type { Watched } from '../../softphone/watched.js';
import type { PanelModel } from '../cemscale-phone/view.js';
import { wordsForError } from '../cemscale-phone/words.js';
import { englishMsg, type Msg } from '../internal/localize.js';
import { roomViewStyles } from '../internal/room.styles.js';

/** What the sections of the settings have in common: what they draw from, one wish at a time, and what failed. */
export abstract class Section extends LitElement {
  static override readonly styles = roomViewStyles;

  /** A wish was told and not fulfilled yet. */
  @state() protected busy = false;
  @state() protected problem: SoftphoneError | null = null;

  @property({ attribute: false }) softphone: Softphone | null = null;
  @property({ attribute: false }) model!: PanelModel;
  @property({ attribute: false }) msg: Msg = englishMsg;

  /** Whether the token allows this. */
  protected may(permission: string): boolean {
    return this.model.snapshot.permissions.includes(permission);
  }

  /** Carries a wish out; a second one meanwhile is none. True when it was fulfilled. */
  protected async wish(act: () => Promise<unknown> | undefined): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    try {
      await act();
      return true;
    } catch (error) {
      if (!(error instanceof SoftphoneError)) throw error;
      this.problem = error;
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** What failed, in words; always there, so that assistive technology hears of what enters it. */
  protected notes(watched: Watched<unknown> | null): TemplateResult {
    const stale = watched && watched.value !== null ? watched.error : null;
    const error = this.problem ?? stale;
    const words = error ? wordsForError(this.msg, error) : null;
    return html`<div role="status">
      ${words ? html`<div class="note warn"><p>${words.title}. ${words.text}</p></div>` : nothing}
    </div>`;
  }

  protected loading(): TemplateResult {
    return html`<div class="state" aria-busy="true">${this.msg('Loading…', { id: 'parked-loading' })}</div>`;
  }

  /** For what asks again by itself. */
  protected failed(error: SoftphoneError): TemplateResult {
    const { title, text } = wordsForError(this.msg, error);
    return html`<div class="state" role="alert">
      <p>${title}</p>
      <p>${text}</p>
    </div>`;
  }

  /** What stands in place of a value that is not there: that it comes, or why it does not. */
  protected absent(watched: Watched<unknown> | null): TemplateResult {
    const { msg } = this;
    if (watched?.state !== 'failed' || !watched.error) return this.loading();
    const { title, text } = wordsForError(msg, watched.error);
    return html`<div class="state" role="alert">
      <p>${title}</p>
      <p>${text}</p>
      <button type="button" class="chip" @click=${() => void watched.refresh()}>
        ${msg('Try again', { id: 'try-again' })}
      </button>
    </div>`;
  }
}
