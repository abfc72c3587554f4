import { str } from '@lit/localize/internal/str-tag.js';
import { callForwarding } from '../../softphone/call-forwarding.js';
import { mailbox } from '../../softphone/mailbox.js';
import { presenceBoard } from '../../softphone/presence-board.js';
import type { Softphone } from '../../softphone/softphone.js';
import type { Unsubscribe } from '../../shared/emitter.js';
import type { Msg } from '../internal/localize.js';
import type { Usable } from '../internal/uses.js';
import type { PanelModel } from './view.js';

type Part = readonly [permission: string, pick: (softphone: Softphone) => Usable];

const parts: readonly Part[] = [
  ['voicemail:read', mailbox],
  ['forwarding:read', callForwarding],
  ['presence:read', presenceBoard],
];

/**
 * What the open phone says of the person at it, wherever one is in it: how many messages are new, and why calls do not
 * ring here. Fetched when the phone is online, and only of what the token allows.
 */
export class OwnState {
  readonly #onChange: () => void;
  readonly #stops = new Map<string, Unsubscribe>();
  #softphone: Softphone | null = null;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Takes the core and permissions that are shown now. */
  follow({ softphone, snapshot }: Pick<PanelModel, 'softphone' | 'snapshot'>): void {
    if (softphone !== this.#softphone) this.stop();
    this.#softphone = softphone;
    if (!softphone) return;
    for (const [permission, pick] of parts) {
      const may = snapshot.permissions.includes(permission);
      if (may === this.#stops.has(permission)) continue;
      if (may) this.#stops.set(permission, this.#use(pick(softphone)));
      else this.#stop(permission);
    }
  }

  stop(): void {
    for (const permission of [...this.#stops.keys()]) this.#stop(permission);
    this.#softphone = null;
  }

  /** New messages in the mailbox. */
  get unread(): number {
    return (this.#softphone && this.#stops.has('voicemail:read') && mailbox(this.#softphone).value?.unread) || 0;
  }

  /** Why calls do not ring here, in few words; empty when they do. */
  word(msg: Msg): string {
    const softphone = this.#softphone;
    if (!softphone) return '';
    if (this.#isBusy(softphone)) return msg('Do not disturb', { id: 'presence-dnd' });
    const forward = this.#stops.has('forwarding:read') ? callForwarding(softphone).value : null;
    if (!forward?.enabled) return '';
    const { destination } = forward;
    switch (forward.type) {
      case 'always':
        return msg(str`Calls go to ${destination}`, { id: 'forward-always-word' });
      case 'no-answer':
        return msg(str`Unanswered calls go to ${destination}`, { id: 'forward-no-answer-word' });
      case 'busy':
        return msg(str`When busy, calls go to ${destination}`, { id: 'forward-busy-word' });
    }
  }

  #isBusy(softphone: Softphone): boolean {
    const own = softphone.snapshot.extension?.number ?? '';
    const status = this.#stops.has('presence:read') ? presenceBoard(softphone).get(own)?.status : undefined;
    return status === 'busy' || status === 'dnd';
  }

  #use(one: Usable): Unsubscribe {
    const stops = [one.on('change', this.#onChange), one.use()];
    return () => stops.forEach((stop) => stop());
  }

  #stop(permission: string): void {
    this.#stops.get(permission)?.();
    this.#stops.delete(permission);
  }
}
