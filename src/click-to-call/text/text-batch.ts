/** Texts that are read at a time, and how many characters end it before: a fraction of a slice. */
const mostTexts = 64;
const mostCharacters = 8192;
/** Reading one by one is as quick for so few. */
const fewTexts = 4;

/** Whether what stands from `start` up to `end` of a string is worth a look. */
type Judge = (whole: string, start: number, end: number) => boolean;
type Visit = (node: Text, text: string | null) => void;

/**
 * Texts of a page that follow each other in one tree, read at once: the browser makes a string of each text that is
 * asked for, which is most of what reading a page costs, and one string of many is much cheaper. Nearly all of them
 * hold no number, which is seen there.
 */
export class TextBatch {
  readonly #range = new Range();
  /** As many as `#count` says; those behind are of batches before. Emptied and filled again it would be garbage each time. */
  readonly #texts: Text[] = [];
  /** Where each text ends in the whole. */
  readonly #ends: number[] = [];
  #count = 0;
  #length = 0;

  clear(): void {
    this.#count = 0;
    this.#length = 0;
  }

  /** Takes a text that follows the ones before in the same tree. True when these are enough. */
  add(text: Text): boolean {
    this.#texts[this.#count] = text;
    this.#length += text.length;
    this.#ends[this.#count] = this.#length;
    this.#count += 1;
    return this.#count >= mostTexts || this.#length > mostCharacters;
  }

  /** Calls `visit` for each, in order, with what it says where `judge` asks for it, else with null. False without any. */
  read(judge: Judge, visit: Visit): boolean {
    const count = this.#count;
    // What was read last is not to be kept alive.
    if (count === 0) this.#texts.length = 0;
    const whole = count > fewTexts ? this.#join(count) : null;
    let start = 0;
    for (let index = 0; index < count; index += 1) {
      const node = this.#texts[index] as Text;
      const end = this.#ends[index] ?? 0;
      if (whole === null) readAlone(node, judge, visit);
      else visit(node, judge(whole, start, end) ? whole.slice(start, end) : null);
      start = end;
    }
    return count > 0;
  }

  /** All of them as one; null where the tree holds other text between them, such as CDATA sections. */
  #join(count: number): string | null {
    const last = this.#texts[count - 1] as Text;
    this.#range.setStart(this.#texts[0] as Text, 0);
    this.#range.setEnd(last, last.length);
    const whole = this.#range.toString();
    // The browser keeps a range right while the page changes, which this one need not cost it.
    this.#range.selectNode(document.documentElement);
    this.#range.collapse();
    return whole.length === this.#length ? whole : null;
  }
}

function readAlone(node: Text, judge: Judge, visit: Visit): void {
  const text = node.data;
  visit(node, judge(text, 0, text.length) ? text : null);
}
