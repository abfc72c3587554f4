import { expect } from 'chai';
import fc from 'fast-check';
import * as numbering from '../../../src/click-to-call/text/numbering.js';
import { mayHoldNumber } from '../../../src/click-to-call/text/prefilter.js';
import { TextBatch } from '../../../src/click-to-call/text/text-batch.js';

const lengths = numbering.lengthsOf('US');
const mayHold = (whole: string, start: number, end: number): boolean => mayHoldNumber(whole, lengths, start, end);

/** What a batch says of the texts of an element. */
function readAll(box: Node, types = NodeFilter.SHOW_TEXT): { text: string; said: string | null }[] {
  const batch = new TextBatch();
  const walker = document.createTreeWalker(box, types);
  const read: { text: string; said: string | null }[] = [];
  const flush = (): void => {
    batch.read(mayHold, (node, said) => void read.push({ text: node.data, said }));
    batch.clear();
  };
  while (walker.nextNode()) if (batch.add(walker.currentNode as Text)) flush();
  flush();
  return read;
}

function boxOf(texts: readonly string[]): HTMLElement {
  const box = document.createElement('div');
  for (const [index, text] of texts.entries()) {
    const cell = document.createElement(index % 3 === 0 ? 'p' : 'span');
    cell.append(text);
    box.append(index % 5 === 0 ? document.createComment('no text 212-555-0123') : '', cell);
  }
  return box;
}

describe('texts that are read at once', () => {
  it('says of each whether it may hold a number, wherever the others end', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...['212', '555-', '0123', '(', ') ', ' ', '+1 ', 'Tel. ', '\u0662\u0663', '\uff11', '\u00a0'],
      ),
      fc.constantFrom(...['2125550123', '(212) 555-0123', '10:30', '2024-01-15', 'Ana', '', '7', '\ud83d\ude00']),
    );
    const text = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
    let held = 0;
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 200, size: 'max' }), (texts) => {
        const read = readAll(boxOf(texts));
        expect(read.map((one) => one.text).filter((one) => one !== '')).to.deep.equal(
          texts.filter((one) => one !== ''),
        );
        for (const { text: own, said } of read) {
          expect(said, own).to.equal(mayHoldNumber(own, lengths) ? own : null);
          if (said !== null) held += 1;
        }
      }),
      { numRuns: 200 },
    );
    expect(held).to.be.greaterThan(500);
  });

  it('asks for none of the texts without digits', () => {
    const read = readAll(boxOf(Array.from({ length: 200 }, (_, index) => `Row ${index} of many`)));
    expect(read.filter(({ said }) => said !== null)).to.have.lengthOf(0);
  });

  it('reads each by itself where other text stands between them', () => {
    const xml = new DOMParser().parseFromString(
      `<r>${'<a>212-555-0123</a><b><![CDATA[no text]]></b>'.repeat(10)}</r>`,
      'application/xml',
    );
    const read = readAll(xml.documentElement);
    expect(read.map(({ said }) => said)).to.deep.equal(Array.from({ length: 10 }, () => '212-555-0123'));
  });

  it('ends with many characters, too', () => {
    const batch = new TextBatch();
    expect(batch.add(new Text('x'.repeat(10_000)))).to.equal(true);
    batch.clear();
    expect(batch.read(mayHold, () => undefined)).to.equal(false);
  });
});
