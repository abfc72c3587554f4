import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { CallView } from './view.js';

let loading: Promise<unknown> | undefined;

/** How the call sounds, once that is known; the element's code comes then. */
export function callQuality({ call, model, msg }: CallView): TemplateResult | '' {
  if (!call.quality?.verdict) return '';
  loading ??= import('../call-quality/call-quality.js').catch(() => (loading = undefined));
  return html`<cemscale-call-quality
    .softphone=${model.softphone}
    .model=${model}
    .msg=${msg}
  ></cemscale-call-quality>`;
}
