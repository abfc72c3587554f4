const digits = '0123456789*#ABCD';

/** Reads RFC 4733 events; every key press counts once, however many packets carry it. */
export class TelephoneEventDecoder {
  #lastTimestamp: number | undefined;

  /** The digit that began with this packet, or null when the packet continues or repeats one. */
  decode(timestamp: number, payload: Uint8Array): string | null {
    const event = payload[0];
    if (payload.length < 4 || event === undefined || event >= digits.length) return null;
    // All packets of one event, also its three end packets, carry the time of its beginning (section 2.5.1.2).
    if (timestamp === this.#lastTimestamp) return null;
    this.#lastTimestamp = timestamp;
    return digits[event] ?? null;
  }
}
