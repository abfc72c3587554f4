import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { str } from '@lit/localize/internal/str-tag.js';
import type { Headset } from '../../../softphone/headset/headset.js';
import type { Msg } from '../../internal/localize.js';
import { icon } from '../../internal/more-icons.js';
import { roomIcon } from '../../internal/room-icons.js';

/** The buttons of a headset: connected with one press, or not to be had in this browser. */
export function headsetPart(
  headset: Headset | null,
  msg: Msg,
  connect: (connect: boolean) => void,
): TemplateResult {
  return html`<fieldset>
    <legend>${msg('Headset buttons', { id: 'headset' })}</legend>
    ${headset ? withHid(headset.names, msg, connect) : html`<p class="hint">${msg('This browser cannot read the buttons of a headset.', { id: 'headset-none' })}</p>`}
  </fieldset>`;
}

function withHid(names: readonly string[], msg: Msg, connect: (connect: boolean) => void): TemplateResult {
  const name = names.join(', ');
  return html`<p class="hint" role="status">
      ${
        name
          ? msg(str`The buttons of ${name} work.`, { id: 'headset-connected' })
          : msg('Answer, hang up and mute with the buttons of your headset.', { id: 'headset-text' })
      }
    </p>
    <div class="buttons">
      ${
        name
          ? html`<button type="button" class="chip" @click=${() => connect(false)}>
              ${icon('close')}<span>${msg('Disconnect', { id: 'headset-forget' })}</span>
            </button>`
          : html`<button type="button" class="chip" @click=${() => connect(true)}>
              ${roomIcon('headset')}<span>${msg('Connect headset', { id: 'headset-connect' })}</span>
            </button>`
      }
    </div>`;
}
