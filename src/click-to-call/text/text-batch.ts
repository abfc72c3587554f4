/** Texts that are read at a time, and how many characters end it before: a fraction of a slice. */
const mostTexts = 64;
const mostCharacters = 8192;
/** Reading one by one is as quick for so few. */
const fewTexts = 4;

/**
 * Digits, as many as a number has, with nothing but separators between them. In texts that are read as one they may
 * go on from one into the next, so that it says where to look, not what is there.
 */
export const digitRuns = (() => {
  const digit = '[0-9\\u0660-\\u0669\\u06f0-\\u06f9\\uff10-\\uff19]';
  const separator = '[ \\-/().\\u00a0\\u00ad\\u00b7\\u2000-\\u2015\\u2028-\\u202f\\u2060-\\u2069\\u2212\\ufeff]';
  return new RegExp(`${digit}(?:${separator}{0,5}${digit}){6,}`, 'g');
})();

type Visit = (node: Text, text: string | null) => void;

/**
 * Texts of a page that follow each other in one tree, read at once: the browser makes a string of each text that is
 * asked for, which is most of what reading a page costs, and one string of many is much cheaper. Nearly all of them
 * hold no number, which one search sees for all.
 */
export class TextBatch {
  readonly #range = new Range();
  readonly #texts: Text[] = [];
  /** Where each text ends in the whole. */
  readonly #ends: number[] = [];
  #length = 0;

  clear(): void {
    this.#texts.length = 0;
    this.#length = 0;
  }

  /** Takes a text that follows the ones before in the same tree. True when these are enough. */
  add(text: Text): boolean {
    const count = this.#texts.push(text);
    this.#length += text.length;
    this.#ends[count - 1] = this.#length;
    return count >= mostTexts || this.#length > mostCharacters;
  }

  /** Calls `visit` for each, in order, with what it says where that may be a number, else with null. False without any. */
  read(visit: Visit): boolean {
    const texts = this.#texts;
    const whole = texts.length > fewTexts ? this.#join(texts) : null;
    if (whole === null) for (const node of texts) visit(node, node.data);
    else this.#visitRuns(texts, whole, visit);
    return texts.length > 0;
  }

  #visitRuns(texts: readonly Text[], whole: string, visit: Visit): void {
    digitRuns.lastIndex = 0;
    let run = digitRuns.exec(whole);
    let runEnd = digitRuns.lastIndex;
    let start = 0;
    for (let index = 0; index < texts.length; index += 1) {
      const node = texts[index] as Text;
      const end = this.#ends[index] ?? 0;
      while (run && runEnd <= start) {
        run = digitRuns.exec(whole);
        runEnd = digitRuns.lastIndex;
      }
      visit(node, run && run.index < end ? whole.slice(start, end) : null);
      start = end;
    }
  }

  /** All of them as one; null where the tree holds other text between them, such as CDATA sections. */
  #join(texts: readonly Text[]): string | null {
    const last = texts.at(-1) as Text;
    this.#range.setStart(texts[0] as Text, 0);
    this.#range.setEnd(last, last.length);
    const whole = this.#range.toString();
    // The browser keeps a range right while the page changes, which this one need not cost it.
    this.#range.selectNode(document.documentElement);
    this.#range.collapse();
    return whole.length === this.#length ? whole : null;
  }
}
