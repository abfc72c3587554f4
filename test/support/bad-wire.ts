import type { Way, WireCommand, WireFaults, WireState } from './faulty-wire.js';
import { sendToWire } from './platform.js';

/** For browser tests only: a wire of this test file's own to the SIP socket of its platform, which it can spoil. */
export class BadWire {
  readonly #name: string;
  /** Where a phone connects to go through it. */
  readonly url: string;

  private constructor(name: string, url: string) {
    this.#name = name;
    this.url = url;
  }

  /** The wire of that name; the first who asks makes it. */
  static async named(name: string): Promise<BadWire> {
    return new BadWire(name, (await sendToWire(name, {})).url);
  }

  #state(): Promise<WireState> {
    return this.#send({});
  }

  /** How often such a message was sent, swallowed ones included: `BYE`, `200 BYE`. */
  async said(way: Way, name: string): Promise<number> {
    return (await this.#state()).said[way][name] ?? 0;
  }

  set(faults: Partial<WireFaults>): Promise<WireState> {
    return this.#send({ faults });
  }

  /** No socket any more, and no new one until `mend`. */
  sever(cut: 'both' | 'page' = 'both'): Promise<WireState> {
    return this.#send({ faults: { refuse: true }, cut });
  }

  mend(): Promise<WireState> {
    return this.#send({ faults: { refuse: false, delayMs: 0, duplicate: false, frames: 'whole' } });
  }

  /** The open sockets carry nothing any more in these ways; new ones do. */
  halfOpen(...swallow: Way[]): Promise<WireState> {
    return this.#send({ swallow });
  }

  #send(command: WireCommand): Promise<WireState> {
    return sendToWire(this.#name, command);
  }
}
