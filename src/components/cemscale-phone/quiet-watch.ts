import { presenceBoard, type PresenceBoard } from '../../softphone/presence-board.js';
import type { Softphone } from '../../softphone/softphone.js';
import type { Unsubscribe } from '../../shared/emitter.js';

/**
 * Whether the person wants no calls right now, for a phone that is closed: whoever forgot it would wonder why nothing
 * rings. It may be set by another page or device, so it is followed and not remembered.
 */
export class QuietWatch {
  readonly #onChange: () => void;
  #softphone: Softphone | undefined;
  #board: PresenceBoard | null = null;
  #stops: Unsubscribe[] = [];
  #was = false;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Undefined where there is no core, or it may not ask. */
  follow(softphone: Softphone | undefined): void {
    if (softphone === this.#softphone) return;
    for (const stop of this.#stops.splice(0)) stop();
    this.#softphone = softphone;
    const board = (this.#board = softphone ? presenceBoard(softphone) : null);
    if (board) this.#stops = [board.on('change', () => this.#look()), board.use()];
    this.#look();
  }

  get isQuiet(): boolean {
    const status = this.#board?.get(this.#board.own?.number ?? '')?.status;
    return status === 'busy' || status === 'dnd';
  }

  /** The board tells of everybody: only news of this person is drawn. */
  #look(): void {
    const { isQuiet } = this;
    if (isQuiet === this.#was) return;
    this.#was = isQuiet;
    this.#onChange();
  }
}
