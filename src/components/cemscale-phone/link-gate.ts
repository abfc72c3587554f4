import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PageCalls, PageCallsOwner } from '../internal/page-calls.js';
import type { Msg } from '../internal/localize.js';
import type { PhoneRequest } from '../internal/request.js';

/** The element whose page gets phone links that call. */
export interface LinkOwner extends PageCallsOwner, ReactiveControllerHost {
  readonly clickToCall: 'off' | 'links' | 'text';
}

/** Makes the phone links of the page call, from the first moment that this phone can: its code comes then. */
export class LinkGate implements ReactiveController {
  readonly #owner: LinkOwner;
  readonly #words: () => Msg;
  readonly #take: (request: PhoneRequest) => unknown;
  #calls: PageCalls | undefined;
  /** Mode that was started, or is on its way. */
  #mode: LinkOwner['clickToCall'] = 'off';

  constructor(owner: LinkOwner, words: () => Msg, take: (request: PhoneRequest) => unknown) {
    this.#owner = owner;
    this.#words = words;
    this.#take = take;
  }

  hostDisconnected(): void {
    this.#use('off');
  }

  hostUpdated(): void {
    const { clickToCall, snapshot, isConnected } = this.#owner;
    if (!isConnected) return;
    if (clickToCall === 'off' || this.#calls || snapshot.status === 'online') this.#use(clickToCall);
    this.#calls?.refresh();
  }

  #use(mode: LinkOwner['clickToCall']): void {
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.#calls?.stop();
    this.#calls = undefined;
    if (mode === 'off') return;
    import('../internal/page-calls.js').then(
      ({ startPageCalls }) => {
        if (this.#mode === mode && !this.#calls)
          this.#calls = startPageCalls(this.#owner, mode, this.#words, this.#take);
      },
      // The next change of the element tries again; until then links do what they always did.
      () => (this.#mode = 'off'),
    );
  }
}
