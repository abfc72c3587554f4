import { URI } from 'sip.js/lib/grammar/uri.js';
import type { Scanner } from './scanner.js';

const otherUri = /(?!sips?:)([a-z][a-z\d+.-]*):([!#-;=?-[\]_a-z~]+)/iy;

/**
 * A URI that is no SIP URI, such as `tel:` of a carrier, kept as it stands: an INVITE from it is answered, and the
 * requests of its dialog name it as it came. SIP.js refuses one as Request-URI with 416.
 */
class OtherUri extends URI {
  readonly #rest: string;

  constructor(scheme: string, rest: string) {
    super(scheme, '', rest);
    this.#rest = rest;
  }

  override clone(): OtherUri {
    return new OtherUri(this.scheme, this.#rest);
  }

  override toRaw(): string {
    return `${this.scheme}:${this.#rest}`;
  }

  override toString(): string {
    return this.toRaw();
  }
}

/** Reads a URI of a scheme that is not ours to understand; undefined where there is none. */
export function readOtherUri(scanner: Scanner): URI | undefined {
  const match = scanner.match(otherUri);
  return match ? new OtherUri(match[1]!, match[2]!) : undefined;
}
