import type { LitElement, TemplateResult } from 'lit';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';
import type { LatePart } from '../internal/late-part.js';
import type { Msg } from '../internal/localize.js';
import { styledPart } from '../internal/styled-part.js';
import type { CallView, PanelModel } from './view.js';

/** Transfers as the panel shows them. Their views come with the first one. */
export class TransferLink {
  readonly #part: LatePart<typeof import('./transfer-part.js')>;
  #wasUnderWay = false;

  constructor(host: LitElement) {
    this.#part = styledPart(host, () => import('./transfer-part.js'));
  }

  get failed(): boolean {
    return this.#part.failed;
  }

  /** False when the views could not be loaded. */
  async load(): Promise<boolean> {
    return (await this.#part.load()) !== null;
  }

  /** Takes note of a transfer. True when one has just begun. */
  follow({ transfer, transferEnd, parked }: SoftphoneSnapshot): boolean {
    const isUnderWay = transfer !== null;
    const begins = isUnderWay && !this.#wasUnderWay;
    this.#wasUnderWay = isUnderWay;
    if (isUnderWay || transferEnd || parked) this.#part.want();
    return begins;
  }

  /** How a transfer under way stands, and what can be done about it. */
  above(view: CallView): TemplateResult | '' {
    return this.#part.part?.transferCard(view) ?? '';
  }

  /** What became of the last transfer, or of the call that was parked. */
  news(model: PanelModel, msg: Msg): string {
    return this.#part.part?.transferNews(model.snapshot, msg) ?? '';
  }

  /** The field for whom to hand the call to; null before it is there. */
  field(view: CallView, close: () => void): TemplateResult | null {
    return this.#part.part?.transferField(view, close) ?? null;
  }
}
