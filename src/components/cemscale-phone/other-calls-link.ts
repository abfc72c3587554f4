import { nothing } from 'lit';
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { isLive } from '../../softphone/snapshot.js';
import { LatePart } from '../internal/late-part.js';
import type { CallView } from './view.js';

/** The calls beside the one at hand. Fetched with the first second call. */
export class OtherCallsLink {
  readonly #part: LatePart<typeof import('./other-calls.js')>;

  constructor(host: Pick<ReactiveControllerHost, 'requestUpdate'>) {
    this.#part = new LatePart(host, () => import('./other-calls.js'));
  }

  draw(view: CallView): TemplateResult | typeof nothing {
    if (view.model.snapshot.calls.filter(isLive).length > 1) void this.#part.load();
    return this.#part.part?.otherCalls(view) ?? nothing;
  }
}
