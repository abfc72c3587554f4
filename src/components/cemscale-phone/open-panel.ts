import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Msg } from '../internal/localize.js';
import type { PanelModel } from './view.js';

/** The open phone in the tree of its element, with its parts handed on to the page. */
export function openPanel(model: PanelModel, msg: Msg): TemplateResult {
  return html`<cemscale-phone-panel
    id="panel"
    exportparts="panel, header, notice, display, keypad, key, avatar, name, record-link, control, call-button, answer-button, end-button, keypad-button, done-button, hide-button, tab, diagram, hearing, people, person, merge-button, cancel-button, add-button, leave-button"
    .msg=${msg}
    .model=${model}
  ></cemscale-phone-panel>`;
}
