/**
 * Reads a header value from its start to its end with sticky patterns. What was read is not read again, and each
 * pattern is a run of characters without a choice to come back to, so the work grows with the length alone.
 */
export class Scanner {
  readonly #text: string;
  #at = 0;

  /** A folded line (RFC 3261 section 7.3.1) reads as spaces, as many as there were characters: positions stay true. */
  constructor(text: string) {
    this.#text = text.replace(/\r\n(?=[ \t])/g, '  ');
  }

  /** Where the next pattern has to begin. */
  get position(): number {
    return this.#at;
  }

  /** The whole text, unfolded. */
  get text(): string {
    return this.#text;
  }

  get done(): boolean {
    return this.#at === this.#text.length;
  }

  /** Whether the pattern comes next; it stays to be read. */
  sees(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text);
  }

  /** What the pattern matches here and its groups; nothing is read where it does not match. */
  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }

  /** Reads past the pattern where it comes next. */
  skip(pattern: RegExp): boolean {
    return this.match(pattern) !== null;
  }

  /** What has to come next. Throws `SyntaxError` where it does not. */
  need(pattern: RegExp): string {
    return this.needMatch(pattern)[0];
  }

  /** The same with its groups. */
  needMatch(pattern: RegExp): RegExpExecArray {
    const match = this.match(pattern);
    if (!match) throw new SyntaxError('Malformed.');
    return match;
  }
}
