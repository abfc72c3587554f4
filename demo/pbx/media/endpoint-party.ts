import type { MediaEndpoint } from './endpoint.js';
import { FrameQueue } from './frame-queue.js';
import type { AudioParty } from './party.js';

/** A page as a member of a room. */
export class EndpointParty implements AudioParty {
  #endpoint: MediaEndpoint;
  readonly #queue = new FrameQueue();

  constructor(endpoint: MediaEndpoint) {
    this.#endpoint = endpoint;
    this.moveTo(endpoint);
  }

  /** Another connection of the same member; what comes from the one before is not heard any more. */
  moveTo(endpoint: MediaEndpoint): void {
    this.#endpoint.onpcm = undefined;
    this.#endpoint = endpoint;
    this.#queue.clear();
    endpoint.onpcm = (samples) => this.#queue.push(samples);
  }

  read(): Int16Array | null {
    return this.#queue.pop();
  }

  write(frame: Int16Array): void {
    this.#endpoint.write(frame);
  }
}
