import { placeOf } from './dom.js';
import type { SlicedWork } from './slices.js';

/**
 * Subtrees that wait to be walked, one node a step. The page may change between two steps: what was removed is left
 * out, and the walk goes on behind it.
 */
export class TreeQueue implements SlicedWork {
  readonly #show: number;
  readonly #visit: (node: Node) => void;
  readonly #turn: () => void;
  #waiting = new Set<Node>();
  #walker: TreeWalker | null = null;
  /** Since the last pause: what follows the walker's node in the tree, nearest first. */
  #trail: Node[] | null = null;

  /** `show` is a mask of `NodeFilter`. `turn` runs before a node that is not the next of the tree walked so far. */
  constructor(show: number, visit: (node: Node) => void, turn: () => void = () => undefined) {
    this.#show = show;
    this.#visit = visit;
    this.#turn = turn;
  }

  add(node: Node): void {
    this.#waiting.add(node);
  }

  step(): boolean {
    const node = this.#next();
    if (node) this.#visit(node);
    return node !== null;
  }

  /** Notes where the walk goes on should the page remove the node it stands at. */
  pause(): void {
    if (!this.#walker) return;
    const { root, currentNode } = this.#walker;
    this.#trail = [];
    for (let node: Node | null = currentNode; node && node !== root; node = placeOf(node, 'parentNode')) {
      const next = placeOf(node, 'nextSibling');
      if (next) this.#trail.push(next);
    }
  }

  #next(): Node | null {
    let node = this.#walker && this.#resume(this.#walker);
    while (!node) {
      this.#turn();
      const root = this.#take();
      if (!root) {
        this.#walker = null;
        return null;
      }
      this.#walker = (root.ownerDocument ?? (root as Document)).createTreeWalker(root, this.#show);
      node = this.#matches(root) ? root : this.#walker.nextNode();
    }
    return node;
  }

  #take(): Node | null {
    for (const node of this.#waiting) {
      this.#waiting.delete(node);
      if (node.isConnected) return node;
    }
    return null;
  }

  #resume(walker: TreeWalker): Node | null {
    const trail = this.#trail;
    this.#trail = null;
    if (!trail || walker.currentNode.isConnected) return walker.nextNode();
    const next = trail.find((node) => node.isConnected && walker.root.contains(node));
    if (!next) return null;
    walker.currentNode = next;
    return this.#matches(next) ? next : walker.nextNode();
  }

  #matches(node: Node): boolean {
    return (this.#show & (1 << (node.nodeType - 1))) !== 0;
  }
}
