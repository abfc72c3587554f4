/** Overwrites every occurrence of a secret with stars, also one that is cut by a chunk's end. The length stays. */
class SecretBlanker {
  readonly #needle: Uint8Array;
  #held: Uint8Array = new Uint8Array();

  constructor(secret: string) {
    this.#needle = new TextEncoder().encode(secret);
  }

  /** What may go out now; up to the secret's length stays behind. */
  push(chunk: Uint8Array): Uint8Array {
    const joined = join(this.#held, chunk);
    this.#blank(joined);
    const keep = this.#tailThatBegins(joined);
    this.#held = joined.slice(joined.length - keep);
    return joined.subarray(0, joined.length - keep);
  }

  rest(): Uint8Array {
    return this.#held;
  }

  #blank(bytes: Uint8Array): void {
    const first = this.#needle[0] ?? 0;
    for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1))
      if (this.#matches(bytes, at, this.#needle.length)) bytes.fill(42, at, at + this.#needle.length);
  }

  #tailThatBegins(bytes: Uint8Array): number {
    for (let keep = Math.min(this.#needle.length - 1, bytes.length); keep > 0; keep -= 1)
      if (this.#matches(bytes, bytes.length - keep, keep)) return keep;
    return 0;
  }

  #matches(bytes: Uint8Array, at: number, length: number): boolean {
    for (let index = 0; index < length; index += 1) if (bytes[at + index] !== this.#needle[index]) return false;
    return true;
  }
}

/** Blanks a whole body, see `relayStream`. */
export function blankSecret(bytes: Uint8Array, secret: string): Uint8Array {
  const blanker = new SecretBlanker(secret);
  return join(blanker.push(bytes), blanker.rest());
}

export interface RelayOptions {
  /** More than this fails the stream. */
  readonly maxBytes: number;
  /** Overwritten by stars of the same length wherever it stands, so lengths and ranges stay true. */
  readonly secret?: string;
  /** Called once, when the stream has ended, failed or was given up. */
  readonly onEnd?: () => void;
  /** What the stream fails with when it is too long. */
  readonly tooLong: () => Error;
}

/** Passes a stream on at its reader's pace, under a cap. */
export function relayStream(
  source: ReadableStream<Uint8Array>,
  { maxBytes, secret, onEnd = () => {}, tooLong }: RelayOptions,
): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  const blanker = secret === undefined ? null : new SecretBlanker(secret);
  let size = 0;
  const next = async (): Promise<Uint8Array | null> => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return null;
      size += value.byteLength;
      if (size > maxBytes) throw tooLong();
      const bytes = blanker === null ? value : blanker.push(value);
      if (bytes.length > 0) return bytes;
    }
  };
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const bytes = await next();
        if (bytes !== null) return controller.enqueue(bytes);
        const rest = blanker?.rest();
        if (rest !== undefined && rest.length > 0) controller.enqueue(rest);
        controller.close();
        onEnd();
      } catch (error) {
        controller.error(error);
        onEnd();
        await reader.cancel().catch(() => {});
      }
    },
    async cancel(reason) {
      onEnd();
      await reader.cancel(reason);
    },
  });
}

function join(one: Uint8Array, other: Uint8Array): Uint8Array {
  const joined = new Uint8Array(one.length + other.length);
  joined.set(one);
  joined.set(other, one.length);
  return joined;
}
