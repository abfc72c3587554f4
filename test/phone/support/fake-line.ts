import { Emitter } from '../../../src/shared/emitter.js';
import { CallError } from '../../../src/shared/errors.js';
import type { IncomingLeg, LegEnd, LegEvents, OutgoingLeg } from '../../../src/phone/leg.js';
import type { MediaPeer } from '../../../src/phone/media/peer.js';

/** What the far end makes of the next offer, REFER or INVITE that reaches it. */
export interface FarEnd {
  readonly answers: 'agrees' | 'refuses' | 'is silent';
  readonly afterMs: number;
}

/** A dialog whose far end does what the test says: the wire, in the place of SIP. */
export class FakeLeg extends Emitter<LegEvents> {
  readonly remote: OutgoingLeg['remote'];
  readonly channelUuid = null;
  readonly goodbye = null;
  readonly dialogId = null;
  readonly peer: MediaPeer;
  isGone = false;
  #heldThere = false;
  readonly #farEnd: () => FarEnd;
  readonly #after: (ms: number, task: () => void) => void;

  constructor(
    number: string,
    peer: MediaPeer,
    far: { readonly farEnd: () => FarEnd; readonly after: (ms: number, task: () => void) => void },
  ) {
    super();
    this.remote = { number, displayName: null };
    this.peer = peer;
    this.#farEnd = far.farEnd;
    this.#after = far.after;
  }

  /** What the far end believes: it hears music. */
  get heldThere(): boolean {
    return this.#heldThere;
  }

  async renegotiate(): Promise<void> {
    const { answers, afterMs } = this.#farEnd();
    const isHold = (await this.peer.createLocal()) === 'sendonly';
    await new Promise<void>((resolve) => this.#after(afterMs, resolve));
    if (this.isGone) throw CallError.wrongState('change', 'ended');
    if (answers === 'agrees') {
      await this.peer.setRemote('sendrecv');
      this.#heldThere = isHold;
      this.peer.confirm();
      this.emit('renegotiated');
      return;
    }
    await this.peer.rollback();
    this.peer.giveUpWishes();
    throw new CallError('refused', 'No.', { advice: '' });
  }

  refer(_to: unknown, onRinging: () => void): Promise<LegEnd> {
    return new Promise((resolve) => {
      const { answers, afterMs } = this.#farEnd();
      this.#after(afterMs, () => {
        if (this.isGone || answers === 'is silent') return;
        onRinging();
        resolve({ reason: answers === 'agrees' ? 'transferred' : 'busy' });
      });
    });
  }

  async hangup(): Promise<boolean> {
    this.isGone = true;
    return true;
  }

  async sendInfoDtmf(): Promise<void> {}

  connectionLost(): void {}

  async recover(): Promise<void> {}

  /** The far end hangs up, declines or gives up. */
  end(reason: LegEnd['reason'], statusCode?: number): void {
    if (this.isGone) return;
    this.isGone = true;
    this.emit('ended', { reason, statusCode });
  }

  /** It rings there. */
  ring(): void {
    this.emit('progress', { earlyMedia: false });
  }

  /** The far end answers. */
  confirm(): void {
    if (this.isGone) return;
    this.peer.confirm();
    this.emit('confirmed');
  }
}

/** The far end was called. */
export class FakeOutgoingLeg extends FakeLeg implements OutgoingLeg {
  async invite(): Promise<void> {}
}

/** The far end calls. */
export class FakeIncomingLeg extends FakeLeg implements IncomingLeg {
  readonly answerAfter = null;

  async accept(): Promise<void> {
    if (this.isGone) throw new Error('gone');
    this.confirm();
  }
}
