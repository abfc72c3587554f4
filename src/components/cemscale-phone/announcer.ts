import { html } from 'lit';
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import type { CallSnapshot } from '../../phone/call-state.js';
import type { LocaleController } from '../internal/localize.js';
import type { Announcement } from './announcements.js';
import type { PanelLoader } from './panel-loader.js';

/** Says to screen readers what happens to a call, whether the phone is open or not. */
export class Announcer {
  readonly #host: ReactiveControllerHost;
  readonly #panel: PanelLoader;
  readonly #locale: LocaleController;
  #said: Announcement = { text: '', urgent: false };

  /** The words come with the panel. */
  constructor(host: ReactiveControllerHost, panel: PanelLoader, locale: LocaleController) {
    this.#host = host;
    this.#panel = panel;
    this.#locale = locale;
  }

  async follow(call: CallSnapshot, before: CallSnapshot | null): Promise<void> {
    const words = (await this.#panel.load())?.announcementFor(call, before, this.#locale.msg);
    if (!words) return;
    this.#said = words;
    this.#host.requestUpdate();
  }

  /** Always in the page, since assistive technology tells only of what enters a region that was there. */
  regions(): TemplateResult {
    const { text, urgent } = this.#said;
    return html`<div class="sr-only" role="status">${urgent ? '' : text}</div>
      <div class="sr-only" role="alert">${urgent ? text : ''}</div>`;
  }
}

/** A call that has just come or is just being made here opens the phone. */
export function wantsAttention({ direction, state: { phase } }: CallSnapshot): boolean {
  return phase !== 'ended' && (direction === 'inbound' || phase === 'preparing');
}
