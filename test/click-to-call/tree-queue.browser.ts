import { expect } from 'chai';
import { TreeQueue } from '../../src/click-to-call/tree-queue.js';

describe('the queue of subtrees', () => {
  let box: HTMLElement;
  let seen: string[];
  let queue: TreeQueue;

  beforeEach(() => {
    box = document.createElement('div');
    box.innerHTML = '<p>a<b>b</b></p><p>c<i>d</i>e</p><p>f</p>';
    document.body.append(box);
    seen = [];
    queue = new TreeQueue(NodeFilter.SHOW_TEXT);
  });
  afterEach(() => box.remove());

  function step(): boolean {
    const node = queue.next();
    if (node) seen.push((node as Text).data);
    return node !== null;
  }

  function finish(): string {
    while (step());
    return seen.join('');
  }

  /** Walks as far as the text, then lets the page change. */
  function pauseAt(text: string): void {
    while (seen.at(-1) !== text) step();
    queue.pause();
  }

  it('visits each text of a tree in order', () => {
    queue.add(box);
    expect(finish()).to.equal('abcdef');
  });

  it('goes on behind a node that the page removed, at any height', () => {
    queue.add(box);
    pauseAt('c');
    box.querySelector('i')?.previousSibling?.remove();
    pauseAt('d');
    box.querySelectorAll('p')[1]?.remove();
    expect(finish()).to.equal('abcdf');
  });

  it('leaves out what is gone, and sees what came behind the place where it stands', () => {
    queue.add(box);
    pauseAt('b');
    box.lastElementChild?.remove();
    box.append('g');
    expect(finish()).to.equal('abcdeg');
  });

  it('gives up a tree that was removed or emptied, and goes on with the next', () => {
    const [first, second] = box.children;
    if (!first || !second) throw new Error('They are missing.');
    queue.add(first);
    queue.add(second);
    pauseAt('a');
    first.remove();
    expect(finish()).to.equal('acde');
    queue.add(first);
    expect(step()).to.equal(false);
  });

  it('takes a text node by itself', () => {
    queue.add(box.querySelector('i')?.firstChild ?? box);
    expect(finish()).to.equal('d');
  });

  it('comes to an end in a form with fields that call themselves like places in the tree', () => {
    box.innerHTML = '<form>a<input name="parentNode"><input name="nextSibling"><b>b</b></form>c';
    queue.add(box);
    pauseAt('a');
    pauseAt('b');
    box.querySelector('b')?.remove();
    expect(finish()).to.equal('abc');
  });
});
