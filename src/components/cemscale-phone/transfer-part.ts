import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { otherCallStyles } from './other-calls.styles.js';
import './transfer-view.js';
import type { CallView } from './view.js';

export { transferCard } from './transfer-card.js';
export { transferNews } from './transfer-words.js';

export const styles = [otherCallStyles];

/** Whom to hand this call to. */
export function transferField({ call, model, msg }: CallView, close: () => void): TemplateResult {
  return html`<cemscale-transfer-view
    .softphone=${model.softphone}
    .permissions=${model.snapshot.permissions}
    .call=${call}
    .msg=${msg}
    @close=${close}
  ></cemscale-transfer-view>`;
}
