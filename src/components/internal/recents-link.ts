import type { Softphone } from '../../softphone/softphone.js';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';
import type { Unsubscribe } from '../../shared/emitter.js';
import type { Recents } from '../../softphone/recents/recents.js';
import type { Contact } from './contact.js';

const known = new WeakMap<object, Recents>();

/** The recents of this core, where they have been fetched. */
export function fetchedRecents(softphone: Softphone | null): Recents | undefined {
  return softphone ? known.get(softphone.tokens) : undefined;
}

/**
 * Lets the recents of a core take note of its calls: fetched when the phone is online and nobody talks, so that no call
 * waits for them.
 */
export class RecentsLink {
  readonly #onChange: () => void;
  #softphone: Softphone | undefined;
  #stop: Unsubscribe | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** `contact`: whom the page named as the other side of the call at hand. */
  follow(softphone: Softphone | undefined, snapshot: SoftphoneSnapshot, contact: Contact | null): void {
    const { extension, currentCall } = snapshot;
    const recents = fetchedRecents(softphone ?? null);
    if (recents && contact && currentCall) recents.meet(currentCall.remote.number, contact);
    if (softphone === this.#softphone) return;
    if (!softphone) return this.#use(undefined);
    if (extension && currentCall?.state.phase !== 'active') this.#use(softphone);
  }

  #use(softphone: Softphone | undefined): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#softphone = softphone;
    if (!softphone) return;
    import('../../softphone/recents/recents.js').then(
      ({ recentsOf }) => {
        const recents = recentsOf(softphone);
        known.set(softphone.tokens, recents);
        if (this.#softphone !== softphone) return;
        this.#stop = recents.on('change', this.#onChange);
        this.#onChange();
      },
      // The next change of the phone tries again.
      () => (this.#softphone = undefined),
    );
  }
}
