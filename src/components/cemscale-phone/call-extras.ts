import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CallSnapshot } from '../../phone/call-state.js';
import type { LogTeller } from '../internal/call-log.js';
import type { Msg } from '../internal/localize.js';
import './call-notes-field.js';
import './monitor-bar.js';
import './recording-mark.js';
import type { PanelModel } from './view.js';

/** The public element around a view. */
type Owner = Element & LogTeller;

/** What some calls show beside what every call shows: who hears a supervisor, that it is recorded, notes. */
export function callExtras(call: CallSnapshot, model: PanelModel, msg: Msg, owner: Owner | null): TemplateResult {
  const { softphone, snapshot } = model;
  const may = (permission: string): boolean => snapshot.permissions.includes(permission);
  const isOver = call.state.phase === 'ended';
  return html`${
    may('calls:supervise') && !isOver
      ? html`<cemscale-monitor-bar .softphone=${softphone} .callId=${call.id} .msg=${msg}></cemscale-monitor-bar>`
      : nothing
  }
  ${
    may('conferences:read') && !isOver && snapshot.threeWay
      ? html`<cemscale-recording-mark
          .softphone=${softphone}
          .conference=${snapshot.threeWay.conferenceName}
          .msg=${msg}
        ></cemscale-recording-mark>`
      : nothing
  }
  ${
    owner?.hasAttribute('notes')
      ? html`<cemscale-call-notes-field
          .call=${call}
          .extension=${snapshot.extension}
          .teller=${owner}
          .dispositions=${listOf(owner.getAttribute('dispositions'))}
          .msg=${msg}
        ></cemscale-call-notes-field>`
      : nothing
  }`;
}

/** `Sold, Call back` */
function listOf(text: string | null): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}
