import type { Clock } from '../shared/clock.js';
import { Emitter } from '../shared/emitter.js';
import { consoleLogger } from '../shared/logger.js';
import { Goodbyes, type Goodbye } from './goodbyes.js';
import type { PhoneEvents, PhoneOptions } from './phone-options.js';
import type { ConnectionState } from './sip/connection-state.js';
import { Signalling, type IncomingOffer } from './sip/signalling.js';

/** The place of a phone in its network: its line, and what is said over it that outlives a call. */
export abstract class Station extends Emitter<PhoneEvents> {
  protected readonly signalling: Signalling;
  /** Hang-ups that the server has not confirmed yet. */
  readonly goodbyes: Goodbyes;

  /** Throws `RegistrationError` when the credentials form no SIP address. */
  constructor({ sip, displayName, logger }: PhoneOptions, clock: Clock) {
    super();
    this.signalling = new Signalling({
      sip,
      displayName,
      clock,
      logger: logger ?? consoleLogger(),
      onIncoming: (offer) => this.onIncoming(offer),
    });
    this.goodbyes = new Goodbyes({
      clock,
      canSend: () => this.signalling.canSend,
      probe: () => this.signalling.probe(),
    });
    this.goodbyes.on('change', () => this.emit('resumable'));
  }

  protected abstract onIncoming(offer: IncomingOffer): void;

  get connection(): ConnectionState {
    return this.signalling.state;
  }

  /** Says what a page before, of the same account, has left unsaid. */
  sayAgain(goodbye: Goodbye): void {
    const { dialog } = goodbye;
    this.goodbyes.restore(goodbye, async () => dialog !== null && this.signalling.sayBye(dialog));
  }

  /** Checks the line at once: the page came back, the network changed. */
  probe(): void {
    this.signalling.probe();
  }

  /** The next thing that the server says, or the end of the socket. Ask `probe()` first. */
  signOfLife(): Promise<void> {
    return this.signalling.signOfLife();
  }

  /** The page goes into the back/forward cache. */
  pause(): void {
    this.signalling.pause();
  }

  /** Tries to register at once, also after a refusal. */
  retry(): void {
    this.signalling.retry();
  }

  /** The bare number or extension in a text, as it would be dialled. Throws `CallError`: `invalid-number`. */
  numberOf(target: string): string {
    return this.signalling.numberOf(target);
  }

  /** Milliseconds that the SIP server takes to answer. Rejects with `RegistrationError`. */
  roundTrip(): Promise<number> {
    return this.signalling.roundTrip();
  }
}
