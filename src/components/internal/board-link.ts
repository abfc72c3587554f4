import type { ReactiveController } from 'lit';
import type { Unsubscribe } from '../../shared/emitter.js';
import { presenceBoard, type BoardChange, type PresenceBoard } from '../../softphone/presence-board.js';
import type { Softphone } from '../../softphone/softphone.js';
import { CoreFinder, type CoreSeeker, type FindProblem } from './core-finder.js';
import type { PhoneElement } from './phone-watch.js';

/** All that an element may have to draw anew: it has another board, or none. */
export const everything: BoardChange = { extensions: new Set(), directory: true, state: true };

/** Ties an element to the board of the core that belongs to it, for as long as it is in the page. */
export class BoardLink implements ReactiveController {
  readonly #finder: CoreFinder;
  readonly #onChange: (change: BoardChange) => void;
  #stops: Unsubscribe[] = [];
  board: PresenceBoard | null = null;

  constructor(host: CoreSeeker, onChange: (change: BoardChange) => void) {
    this.#onChange = onChange;
    this.#finder = new CoreFinder(host, (softphone) => this.#use(softphone));
    host.addController(this);
  }

  /** The phone to call with; null without one in the page. */
  get phone(): PhoneElement | null {
    return this.#finder.phone;
  }

  get softphone(): Softphone | undefined {
    return this.#finder.softphone;
  }

  /** Why there is no board; null when there is one. */
  get problem(): FindProblem | null {
    return this.#finder.problem;
  }

  hostConnected(): void {}

  #use(softphone: Softphone | undefined): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.board = softphone ? presenceBoard(softphone) : null;
    if (this.board) this.#stops = [this.board.on('change', this.#onChange), this.board.use()];
    this.#onChange(everything);
  }
}
