import type { PhoneNumbers } from '../../softphone/numbers.js';
import { presenceBoard } from '../../softphone/presence-board.js';
import type { RecentCall } from '../../softphone/recents/recent-call.js';
import type { Recents } from '../../softphone/recents/recents.js';
import type { Softphone } from '../../softphone/softphone.js';
import type { RecentsNames } from './recents-rows.js';

/** Who has which number, as far as the page, the company's directory and the calls themselves know. */
export class RecentNames implements RecentsNames {
  readonly #recents: Recents | null;
  readonly #softphone: Softphone | null;
  readonly #numbers: PhoneNumbers | null;

  constructor(recents: Recents | null, softphone: Softphone | null, numbers: PhoneNumbers | null) {
    this.#recents = recents;
    this.#softphone = softphone;
    this.#numbers = numbers;
  }

  readonly key = (number: string): string => this.#numbers?.key(number) ?? number;

  readonly shown = (number: string): string => this.#numbers?.shown(number) ?? number;

  readonly name = ({ number, name }: RecentCall): string => {
    const known = this.#recents?.person(number)?.name;
    const colleague = this.#softphone ? presenceBoard(this.#softphone).get(number)?.displayName : '';
    // Many platforms give the number for a name.
    const own = name && this.key(name) !== this.key(number) ? name : '';
    return known || colleague || own;
  };
}
