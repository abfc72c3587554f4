import { str } from '@lit/localize/internal/str-tag.js';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { handoverWords } from './transfer-words.js';
import { nameOfParty } from './party.js';
import type { CallView } from './view.js';

/** Stands above both calls of a consultation: who hears whom, and the two ways it can go on. */
export function transferCard({ model, msg, ask }: CallView): TemplateResult | '' {
  const { snapshot } = model;
  const { transfer, calls } = snapshot;
  const words = handoverWords(snapshot, msg);
  if (!transfer || words === '') return '';
  const from = calls.find(({ id }) => id === transfer.from);
  const isAnswered = calls.find(({ id }) => id === transfer.to)?.state.phase === 'active';
  const name = from ? nameOfParty(from.remote, msg) : '';
  return html`<section class="handover" aria-label=${msg('Transfer', { id: 'transfer' })}>
    <div class="handover-card">
      <p role="status">${words}</p>
      ${
        transfer.state === 'consulting'
          ? html`<div class="handover-actions">
              <button
                type="button"
                class="chip"
                part="back-button"
                @click=${() => ask({ type: 'cancel-transfer' })}
              >
                ${msg(str`Back to ${name}`, { id: 'back-to' })}
              </button>
              ${
                isAnswered
                  ? html`<button
                      type="button"
                      class="chip green"
                      part="complete-button"
                      @click=${() => ask({ type: 'complete-transfer' })}
                    >
                      ${msg('Complete transfer', { id: 'transfer-complete' })}
                    </button>`
                  : ''
              }
            </div>`
          : ''
      }
    </div>
  </section>`;
}
