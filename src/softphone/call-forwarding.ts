import type { ExtensionIdentity } from '../api/token.js';
import type { CallForward } from '../api/types/extensions.js';
import { onePerCore, Watched } from './watched.js';

/** Somebody else may change it, at a desk phone or in the platform's own pages. */
const EVERY_MS = 60_000;

/** Where calls to the own extension go instead. */
export class CallForwarding extends Watched<CallForward> {
  protected readonly everyMs = EVERY_MS;

  /** Sets it; what is shown is what the platform made of it. Rejects with `ApiError`. */
  async set(forward: CallForward): Promise<void> {
    const { id } = await this.own();
    const { callForward } = await this.client.setCallForward(id, forward);
    this.show(callForward);
  }

  protected override async load({ id }: ExtensionIdentity): Promise<CallForward> {
    return (await this.client.getCallForward(id)).callForward;
  }
}

/** The forwarding of this core's extension: the same for everyone who asks. */
export const callForwarding = onePerCore(({ tokens }) => new CallForwarding({ tokens }));
