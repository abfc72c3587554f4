import { expect } from 'chai';
import { TextBatch } from '../../../src/click-to-call/text/text-batch.js';

/** Seven digits in a row, with no more than a dash between them. */
const sevenDigits = (text: string, start: number, end: number): boolean =>
  /(?:\d-?){7}/.test(text.slice(start, end));

describe('reading texts in batches', () => {
  /** Each text of a tree as the batch hands it out. */
  function read(root: Node): string[] {
    document.body.append(root);
    const batch = new TextBatch(sevenDigits);
    const seen: string[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const take = (_: Text, text: string): void => void seen.push(text);
    while (walker.nextNode()) if (batch.add(walker.currentNode as Text)) batch.flush(take);
    batch.flush(take);
    (root as ChildNode).remove();
    return seen;
  }

  function box(html: string): HTMLElement {
    const element = document.createElement('div');
    element.innerHTML = html;
    return element;
  }

  it('hands out what each node holds, and nothing for those without digits enough together', () => {
    expect(read(box('<p>a<b>555-0123</b>12</p><!-- 1 --><i>34567</i><p>1 and 234567<u>2125550123</u>'))).to.eql([
      '',
      '555-0123',
      '',
      '',
      '',
      '2125550123',
    ]);
  });

  it('keeps its place over more nodes than go into one batch', () => {
    const html = Array.from({ length: 1000 }, (_, index) => `<b>${1_000_000 + index}</b><i>${index}</i>`).join('');
    const seen = read(box(html)).filter((text) => text !== '');
    expect(seen).to.eql(Array.from({ length: 1000 }, (_, index) => String(1_000_000 + index)));
  });

  it('is not led astray by text between the nodes that is none of them', () => {
    const page = new DOMParser().parseFromString(
      '<div>1234567<b><![CDATA[999]]></b><i>7654321</i></div>',
      'text/xml',
    );
    expect(read(document.importNode(page.documentElement, true))).to.eql(['1234567', '7654321']);
  });

  it('starts anew after it was read', () => {
    const batch = new TextBatch(sevenDigits);
    const seen: string[] = [];
    batch.add(new Text('1234567'));
    batch.flush((_, text) => seen.push(text));
    batch.flush((_, text) => seen.push(text));
    batch.clear();
    batch.add(new Text('7654321'));
    batch.flush((_, text) => seen.push(text));
    expect(seen).to.eql(['1234567', '7654321']);
  });
});
