import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { CallSnapshot } from '../../phone/call-state.js';
import type { Announcement } from './announcements.js';

/** Finds the words for a change of a call; null when there is nothing to say, or no words came. */
type Words = (call: CallSnapshot, before: CallSnapshot | null) => Promise<Announcement | null | undefined>;

/** Says to screen readers what happens to a call, whether the phone is open or not. */
export class Announcer {
  readonly #words: Words;
  readonly #onChange: () => void;
  #said: Announcement = { text: '', urgent: false };

  constructor(words: Words, onChange: () => void) {
    this.#words = words;
    this.#onChange = onChange;
  }

  async follow(call: CallSnapshot, before: CallSnapshot | null): Promise<void> {
    const words = await this.#words(call, before);
    if (!words) return;
    this.#said = words;
    this.#onChange();
  }

  /** Always in the page, since assistive technology tells only of what enters a region that was there. */
  regions(): TemplateResult {
    const { text, urgent } = this.#said;
    return html`<div class="sr-only" role="status">${urgent ? '' : text}</div>
      <div class="sr-only" role="alert">${urgent ? text : ''}</div>`;
  }
}
