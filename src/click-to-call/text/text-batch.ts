import { fewestDigits } from './digit-runs.js';

/** Enough that what is done once for a batch no longer counts, and few enough for a slice. */
const mostNodes = 512;
const mostCharacters = 16_384;

/**
 * Text nodes that follow each other in one tree, read as one string: the browser makes that faster than a string for
 * each node, and almost no node has digits enough to be looked at by itself.
 */
export class TextBatch {
  /** Both are longer than the batch: emptying them would make them grow anew for each batch. */
  readonly #nodes: Text[] = [];
  readonly #lengths: number[] = [];
  #count = 0;
  #characters = 0;
  #range: Range | null = null;
  readonly #isWorth: (text: string, start: number, end: number) => boolean;

  /** `isWorth` says whether a stretch of a text is worth being looked at by itself. */
  constructor(isWorth: (text: string, start: number, end: number) => boolean) {
    this.#isWorth = isWorth;
  }

  /** The next node of the tree, none left out. Returns whether the batch is full. */
  add(node: Text): boolean {
    const { length } = node;
    this.#nodes[this.#count] = node;
    this.#lengths[this.#count] = length;
    this.#count += 1;
    this.#characters += length;
    return this.#count >= mostNodes || this.#characters >= mostCharacters;
  }

  /** Hands out each node, with its text if there are digits enough in it for a number, and starts anew. */
  flush(visit: (node: Text, text: string) => void): void {
    const count = this.#count;
    const text = count > 1 && this.#characters >= fewestDigits ? this.#readAll() : null;
    let start = 0;
    // By index, as everything that happens once for each text of a page.
    for (let index = 0; index < count; index += 1) {
      const node = this.#nodes[index];
      const end = start + (this.#lengths[index] ?? 0);
      if (node) this.#hand(node, text, start, end, visit);
      start = end;
    }
    this.#count = 0;
    this.#characters = 0;
  }

  /** Keeps no node alive. For when there is nothing left to read. */
  clear(): void {
    this.#nodes.length = 0;
    this.#lengths.length = 0;
    this.#count = 0;
    this.#characters = 0;
  }

  /** Should one odd node of a page fail, the others are read all the same. */
  #hand(
    node: Text,
    text: string | null,
    start: number,
    end: number,
    visit: (node: Text, text: string) => void,
  ): void {
    try {
      if (end - start < fewestDigits) visit(node, '');
      else if (text === null) visit(node, node.data);
      else visit(node, this.#isWorth(text, start, end) ? text.slice(start, end) : '');
    } catch (error) {
      reportError(error);
    }
  }

  /** The text of all nodes. Null where there is more between them, as character data sections are. */
  #readAll(): string | null {
    const [first] = this.#nodes;
    const last = this.#nodes[this.#count - 1];
    if (!first || !last) return null;
    this.#range ??= document.createRange();
    this.#range.setStart(first, 0);
    this.#range.setEnd(last, last.length);
    const text = this.#range.toString();
    // A range that stays in the page has to be kept up with each of its changes.
    this.#range.setStart(document, 0);
    this.#range.collapse(true);
    return text.length === this.#characters ? text : null;
  }
}
