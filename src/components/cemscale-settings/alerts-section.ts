import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { define } from '../internal/define.js';
import { asker } from '../internal/request.js';
import { Section } from './section.js';

/**
 * How calls reach a person who is elsewhere on the screen, and the keys of the phone.
 *
 * @tag cemscale-alerts-section
 * @internal
 */
export class AlertsSection extends Section {
  readonly #ask = asker(this);

  protected override render(): TemplateResult {
    const { msg, model } = this;
    return html`<div class="scroll">
      ${this.#notifications()}
      ${
        model.shortcuts
          ? html`<div class="row">
              <span class="text"><b>${msg('Keyboard shortcuts', { id: 'shortcuts' })}</b></span>
              <button type="button" class="chip" @click=${() => this.#ask({ type: 'list-shortcuts' })}>
                ${msg('Show', { id: 'show' })}
              </button>
            </div>`
          : nothing
      }
    </div>`;
  }

  #notifications(): TemplateResult {
    const { msg } = this;
    const { notifications } = this.model;
    return html`<div class="row">
      <span class="text"
        ><b>${msg('Notifications of calls', { id: 'notifications' })}</b
        ><span class="sub" role="status">${this.#words()}</span></span
      >
      ${
        notifications === 'ask'
          ? html`<button
              type="button"
              class="chip"
              aria-label=${msg('Tell me about calls when this window is behind', { id: 'notifications-allow-long' })}
              @click=${() => this.#ask({ type: 'allow-notifications' })}
            >
              ${msg('Tell me', { id: 'notifications-allow' })}
            </button>`
          : nothing
      }
    </div>`;
  }

  #words(): string {
    const { msg } = this;
    switch (this.model.notifications) {
      case 'ask':
        return msg('Calls can tell you when this window is behind others.', { id: 'notifications-ask' });
      case 'on':
        return msg('Calls tell you when this window is behind others.', { id: 'notifications-on' });
      case 'blocked':
        return msg('Your browser blocks notifications of this site: allow them in the address bar.', {
          id: 'notifications-blocked',
        });
      case 'off':
        return msg('They are not available here.', { id: 'notifications-off' });
    }
  }
}

define('cemscale-alerts-section', AlertsSection);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-alerts-section': AlertsSection;
  }
}
