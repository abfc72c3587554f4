import type { Root } from '../dom.js';
import { Slices } from '../slices.js';
import { TreeQueue } from '../tree-queue.js';
import { Evidence } from './evidence.js';
import { findNumbers, type FoundNumber, type Reading } from './find-numbers.js';
import { elementOf } from './hits.js';
import type { Lengths, Numbering } from './numbering.js';
import { excludingAttributes, Places } from './places.js';
import { mayHoldNumber } from './prefilter.js';
import { TextBatch } from './text-batch.js';

const none: readonly FoundNumber[] = [];

export interface ScannerOptions {
  readonly numbering: Numbering;
  readonly country: () => string;
  /** Numbers of a text node; none for one that had some before or never had any. */
  readonly found: (node: Text, numbers: readonly FoundNumber[]) => void;
  /** The queue is empty, or nodes left the page. */
  readonly settled: () => void;
}

/** Reads the text of trees, first all of it, then what changes, in slices. Reads only: the page is left alone. */
export class Scanner {
  readonly #options: ScannerOptions;
  readonly #places = new Places();
  readonly #evidence = new Evidence(this.#places);
  readonly #queue = new TreeQueue(NodeFilter.SHOW_TEXT, () => this.#turn());
  readonly #batch = new TextBatch();
  readonly #slices = new Slices({
    step: () => this.#step(),
    pause: () => this.#queue.pause(),
    stepsPerLook: 1,
  });
  readonly #reading: Reading;
  #node: Text | null = null;
  #country = '';
  #lengths: Lengths = [];
  readonly #observer = new MutationObserver((records) => this.#changed(records));

  constructor(options: ScannerOptions) {
    this.#options = options;
    this.#reading = {
      confirm: options.numbering.confirm,
      country: () => this.#country,
      evidence: () => (this.#node ? this.#evidence.judge(this.#node) : 'none'),
    };
  }

  watch(root: Root): void {
    this.#observer.observe(root, {
      childList: true,
      characterData: true,
      subtree: true,
      attributeFilter: excludingAttributes,
    });
    this.read(root);
  }

  /** Reads a tree again. */
  read(root: Node): void {
    this.#queue.add(root);
    this.#slices.wake();
  }

  /** Reads everything that waits, now and at once. For measuring; pages get slices. */
  finish(): void {
    while (this.#step());
  }

  stop(): void {
    this.#observer.disconnect();
    this.#slices.stop();
  }

  #step(): boolean {
    this.#batch.clear();
    this.#queue.fill(this.#isEnough);
    if (this.#batch.read(this.#mayHold, this.#read)) return true;
    this.#forget();
    this.#node = null;
    // In a turn of its own, so that its errors do not come back as work that is left.
    queueMicrotask(this.#options.settled);
    return false;
  }

  #changed(records: MutationRecord[]): void {
    this.#forget();
    for (const { type, target, addedNodes } of records) {
      if (type !== 'childList') this.#queue.add(target);
      else for (const node of addedNodes) this.#queue.add(node);
    }
    this.#slices.wake();
  }

  /** What is remembered of the page holds until the page changes. */
  #forget(): void {
    this.#evidence.reset();
    this.#places.reset();
  }

  /** Whoever changes the country has its trees read again. */
  #turn(): void {
    this.#country = this.#options.country();
    this.#lengths = this.#options.numbering.lengthsOf(this.#country);
  }

  readonly #isEnough = (node: Node): boolean => this.#batch.add(node as Text);

  readonly #mayHold = (whole: string, start: number, end: number): boolean =>
    mayHoldNumber(whole, this.#lengths, start, end);

  readonly #read = (node: Text, text: string | null): void => {
    const numbers = text === null ? none : this.#numbersIn(node, text);
    // Where the text stands costs more than what it says, so that is asked last.
    this.#options.found(node, numbers.length > 0 && this.#isLeftOut(node) ? none : numbers);
  };

  #isLeftOut(node: Text): boolean {
    const element = elementOf(node);
    return element !== null && this.#places.of(element).isLeftOut;
  }

  #numbersIn(node: Text, text: string): readonly FoundNumber[] {
    this.#node = node;
    return findNumbers(text, this.#reading);
  }
}
