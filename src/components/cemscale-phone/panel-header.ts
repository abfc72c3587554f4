import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Msg } from '../internal/localize.js';
import { icon } from '../internal/panel-icons.js';
import type { Ask } from '../internal/request.js';
import { statusDot, statusOf } from '../internal/status-dot.js';
import { callWord, connectionWord, ownerOf } from './status-words.js';
import type { PanelModel } from './view.js';

/** The first row of the panel: what the phone is doing, and whose it is. */
export function panelHeader(model: PanelModel, msg: Msg, ask: Ask): TemplateResult {
  const { snapshot } = model;
  const { threeWay } = snapshot;
  const word = threeWay ? msg('Three-way call', { id: 'three-way' }) : callWord(snapshot.currentCall, msg);
  const own = snapshot.status === 'online' ? model.own?.word(msg) : '';
  const owner = ownerOf(snapshot, model.label, msg);
  const mayBeMoved = (): unknown => model.floating && ask({ type: 'prepare' });
  return html`<header class="head" part="header" @pointerenter=${mayBeMoved}>
    ${statusDot(statusOf(snapshot))}
    <div class="head-text">
      <b><bdi>${word || owner}</bdi></b>
      <span class="word"
        >${threeWay ? html`<cemscale-call-timer .since=${threeWay.activeSince ?? answeredAt(snapshot)}></cemscale-call-timer> · ` : nothing}${word ? html`<bdi>${owner}</bdi>` : own ? html`<bdi>${own}</bdi>` : connectionWord(snapshot.status, msg)}</span
      >
    </div>
    ${
      model.keepable
        ? html`<button
            type="button"
            class="round"
            aria-label=${msg('Keep the call in view', { id: 'keep-in-view' })}
            title=${msg('Keep the call in view', { id: 'keep-in-view' })}
            @click=${() => ask({ type: 'keep-in-view' })}
          >
            ${icon('inView')}
          </button>`
        : nothing
    }
    ${
      model.floating
        ? html`<button
            type="button"
            class="round hide"
            part="hide-button"
            aria-label=${msg('Hide phone', { id: 'hide' })}
            @click=${() => ask({ type: 'hide' })}
          >
            ${icon('chevronDown')}
          </button>`
        : nothing
    }
  </header>`;
}

function answeredAt({ currentCall }: PanelModel['snapshot']): number {
  return currentCall?.state.phase === 'active' ? currentCall.state.answeredAt : Date.now();
}
