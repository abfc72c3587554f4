import type { ReactiveController } from 'lit';
import type { BarPanel } from './bar-panel.js';
import type { FloatingPlace, MovedPhone } from './floating-place.js';
import { LatePart } from '../internal/late-part.js';
import { wasMoved } from './place-mark.js';

/** Where the phone stands in its page, by its mode; brings what that takes beyond styles. */
export class Layout implements ReactiveController {
  readonly #phone: MovedPhone;
  readonly #place: LatePart<FloatingPlace>;
  readonly #bar: LatePart<BarPanel>;

  constructor(phone: MovedPhone) {
    this.#phone = phone;
    this.#place = new LatePart(phone, () =>
      import('./floating-place.js').then(({ FloatingPlace }) => new FloatingPlace(phone)),
    );
    this.#bar = new LatePart(phone, () => import('./bar-panel.js').then(({ BarPanel }) => new BarPanel(phone)));
    phone.addController(this);
  }

  /** Always open, where it stands. */
  get stands(): boolean {
    const { mode } = this.#phone;
    return mode === 'inline' || mode === 'docked';
  }

  /** One row, always there, with the open phone beside it. */
  get slim(): boolean {
    return this.#phone.mode === 'bar';
  }

  get classes(): string {
    if (this.stands) return 'inline';
    return this.slim ? 'bar' : `floating ${this.#phone.placement.split('-').join(' ')}`;
  }

  hostUpdate(): void {
    const { mode, open } = this.#phone;
    if (mode === 'bar' && open) this.#bar.want();
    if (mode === 'floating' && wasMoved()) this.#place.want();
  }

  /** Somebody may move it in a moment, or it may be in the way. */
  readonly prepare = (): void => {
    if (this.#phone.mode === 'floating') void this.#place.load();
  };
}
