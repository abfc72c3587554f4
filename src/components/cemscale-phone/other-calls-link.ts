import { nothing } from 'lit';
import type { LitElement, TemplateResult } from 'lit';
import { isLive } from '../../softphone/snapshot.js';
import type { LatePart } from '../internal/late-part.js';
import { styledPart } from '../internal/styled-part.js';
import type { CallView } from './view.js';

/** The calls beside the one at hand. Fetched with the first second call. */
export class OtherCallsLink {
  readonly #part: LatePart<typeof import('./other-calls.js')>;

  constructor(host: LitElement) {
    this.#part = styledPart(host, () => import('./other-calls.js'));
  }

  draw(view: CallView): TemplateResult | typeof nothing {
    if (view.model.snapshot.calls.filter(isLive).length > 1) this.#part.want();
    return this.#part.part?.otherCalls(view) ?? nothing;
  }
}
