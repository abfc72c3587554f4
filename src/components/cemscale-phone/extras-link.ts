import { nothing } from 'lit';
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import type { LogTeller } from '../internal/call-log.js';
import { LatePart } from '../internal/late-part.js';
import type { CallView } from './view.js';

/** What only some calls show: notes where the page wants them, a supervisor's means. Fetched with the first of those. */
export class ExtrasLink {
  readonly #part: LatePart<typeof import('./call-extras.js')>;

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>) {
    this.#part = new LatePart(host, () => import('./call-extras.js'));
  }

  /** For a call that is active or over; the element of the page around `panel` says what it wants. */
  draw({ call, model, msg }: CallView, panel: Node): TemplateResult | typeof nothing {
    const { phase } = call.state;
    if (phase !== 'active' && phase !== 'ended') return nothing;
    const root = panel.getRootNode();
    const owner = root instanceof ShadowRoot ? (root.host as Element & LogTeller) : null;
    if (owner?.hasAttribute('notes') || model.snapshot.permissions.includes('calls:supervise')) this.#part.want();
    return this.#part.part?.callExtras(call, model, msg, owner) ?? nothing;
  }
}
