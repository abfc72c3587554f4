import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { CallView } from './view.js';

/** A third person in the call, or on the way into it. */
export function threeWayView({ call, model }: CallView, close: () => void): TemplateResult {
  return html`<div class="view third">
    <cemscale-three-way
      embedded
      exportparts="diagram, hearing, people, person, control, merge-button, cancel-button, add-button, leave-button, end-button"
      ?allow-leave=${model.allowLeave}
      .remote=${call.remote}
      @close=${close}
    ></cemscale-three-way>
  </div>`;
}
