import { placeOf } from './dom.js';

/**
 * Subtrees that wait to be walked. The page may change between a pause and the next node: what was removed is left out,
 * and the walk goes on behind it.
 */
export class TreeQueue {
  readonly #show: number;
  readonly #turn: () => void;
  #waiting = new Set<Node>();
  #walker: TreeWalker | null = null;
  /** Since the last pause: what follows the walker's node in the tree, nearest first. */
  #trail: Node[] | null = null;

  /** `show` is a mask of `NodeFilter`. `turn` runs before a node that is not the next of the tree walked so far. */
  constructor(show: number, turn: () => void = () => undefined) {
    this.#show = show;
    this.#turn = turn;
  }

  add(node: Node): void {
    this.#waiting.add(node);
  }

  /** The next node; null when no tree is left. */
  next(): Node | null {
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

  /**
   * Takes the next nodes of one tree, in its order, until `take` says that it has enough; none when no tree is left.
   * Many at a time cost half of what they cost one by one.
   */
  fill(take: (node: Node) => boolean): void {
    let node = this.next();
    const walker = this.#walker;
    while (node && !take(node)) node = walker?.nextNode() ?? null;
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
