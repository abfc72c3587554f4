import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';
import { until } from '../../support/poll.js';
import { middleOf, Running } from '../support/running.js';

/** A place of the window where nothing is. */
const corner: [number, number] = [790, 590];

let box: HTMLElement;
let running: Running;

/** The one element that click-to-call adds to a document: the host of its button. */
function hostOf(page: Document = document): HTMLElement | null {
  return page.querySelector<HTMLElement>('[data-cemscale-ignore][popover]');
}

function shownHost(page: Document = document): HTMLElement | null {
  const host = hostOf(page);
  return host?.matches(':popover-open') && host.className === '' ? host : null;
}

/** Texts that are marked, in any order of the page. */
function marked(): string[] {
  const highlight = CSS.highlights.get('cemscale-call');
  return [...(highlight ?? [])]
    .map((range) => {
      const node = range.startContainer as Text;
      return node.isConnected ? node.data.slice(range.startOffset, range.endOffset) : 'gone';
    })
    .sort();
}

async function markedAre(...texts: string[]): Promise<void> {
  await until(`marked: ${texts.join()}`, () => JSON.stringify(marked()) === JSON.stringify(texts.sort()));
}

function rangeIn(node: Node | null | undefined, text: string): Range {
  const walker = document.createTreeWalker(node ?? document.body, NodeFilter.SHOW_TEXT);
  for (let one = walker.nextNode() as Text | null; one; one = walker.nextNode() as Text | null) {
    const start = one.data.indexOf(text);
    if (start < 0) continue;
    const range = one.ownerDocument.createRange();
    range.setStart(one, start);
    range.setEnd(one, start + text.length);
    return range;
  }
  throw new Error(`There is no ${text}.`);
}

/** Moves the pointer to a text and clicks the button that comes. */
async function callByPointer(range: Range, frame?: Element): Promise<void> {
  const page = range.startContainer.ownerDocument ?? document;
  const [x, y] = middleOf(range, frame);
  await sendMouse({ type: 'move', position: [x, y] });
  const host = await until('the button', () => shownHost(page));
  const button = await until('its place', () => (host.getBoundingClientRect().width > 100 ? host : null));
  await sendMouse({ type: 'click', position: middleOf(button, frame) });
  await sendMouse({ type: 'move', position: corner });
  await until('the button is gone', () => !shownHost(page));
}

describe('numbers in plain text', () => {
  beforeEach(async () => {
    box = document.createElement('div');
    document.body.append(box);
    await sendMouse({ type: 'move', position: corner });
  });
  afterEach(() => {
    running.stop();
    box.remove();
  });

  function start(html: string): void {
    box.innerHTML = html;
    running = new Running({ mode: 'text' });
  }

  it('are marked and called without a change to the page', async () => {
    start('<p>Call <b>Ana</b>: (212) 555-0123 x7, order 4500123456</p>');
    const before = box.outerHTML;
    await markedAre('(212) 555-0123');
    await callByPointer(rangeIn(box, '(212) 555-0123'));
    expect(running.wishes).to.deep.equal([
      { number: '+12125550123', postDial: ',7', source: box.querySelector('p') },
    ]);
    expect(box.outerHTML).to.equal(before);
    expect(document.querySelectorAll('style').length).to.equal(0);
  });

  it('are found in open shadow roots and in frames of the same origin', async () => {
    start('<div id="host"></div><iframe srcdoc="<p>Frame: 415-555-0134</p>"></iframe>');
    const shadow = box.querySelector('#host')?.attachShadow({ mode: 'open' });
    shadow?.append('Shadow: 917-555-0165');
    running.stop();
    running = new Running({ mode: 'text' });
    await markedAre('917-555-0165');
    await callByPointer(rangeIn(shadow, '917-555-0165'));
    const frame = box.querySelector('iframe');
    const inner = await until('the frame', () => frame?.contentDocument?.querySelector('p'));
    await until(
      'its mark',
      () => (frame?.contentWindow as typeof window | null)?.CSS.highlights.get('cemscale-call')?.size,
    );
    await callByPointer(rangeIn(inner, '415-555-0134'), frame ?? undefined);
    expect(running.numbers).to.deep.equal(['+19175550165', '+14155550134']);
  });

  it('are left out where text is typed, is code, is a link, or says so', async () => {
    const number = '212-555-0123';
    start(
      `<textarea>${number}</textarea><input value="${number}"><div contenteditable>${number}</div><pre>${number}</pre><code><i>${number}</i></code>` +
        `<kbd>${number}</kbd><samp>${number}</samp><a href="tel:+1${number}">${number}</a><button>${number}</button><svg><text>${number}</text></svg>` +
        `<div data-cemscale-ignore><p>${number}</p></div><div role="textbox">${number}</div><div class="cm-editor"><p>${number}</p></div>` +
        `<script type="text/plain">${number}</script><style>/* ${number} */</style><template>${number}</template><p>646-555-0177</p>`,
    );
    await markedAre('646-555-0177');
    box.querySelector('[data-cemscale-ignore]')?.removeAttribute('data-cemscale-ignore');
    await markedAre('646-555-0177', number);
    box.querySelector('p')?.setAttribute('data-cemscale-ignore', '');
    await markedAre('646-555-0177');
  });

  it('follow the page: rows that come, cells that are used again, rows that go', async () => {
    start('<table><thead><tr><th>Phone</th><th>Order ID</th></tr></thead><tbody></tbody></table>');
    const body = box.querySelector('tbody');
    const row = (phone: string): HTMLTableRowElement => {
      const element = document.createElement('tr');
      for (const text of [phone, '2125550199']) element.insertCell().append(text);
      return element;
    };
    body?.append(row('2125550123'), row('6465550177'));
    await markedAre('2125550123', '6465550177');
    const text = body?.querySelector('td')?.firstChild as Text;
    text.data = '3125550142';
    await markedAre('3125550142', '6465550177');
    text.data = '';
    await markedAre('6465550177');
    body?.replaceChildren();
    await markedAre();
  });

  it('are marked near the window only, and when they come near it', async () => {
    start('<p>212-555-0123</p><div style="height: 9000px"></div><p id="far">646-555-0177</p>');
    await markedAre('212-555-0123');
    box.querySelector('#far')?.scrollIntoView();
    await markedAre('646-555-0177');
  });

  it('can be reached and gone through by the keyboard', async () => {
    start('<button id="before">Before</button><p>212-555-0123</p><p>646-555-0177 and 312-555-0142</p>');
    await markedAre('212-555-0123', '312-555-0142', '646-555-0177');
    await until('the resting button', () => hostOf()?.className === 'resting');
    box.querySelector<HTMLElement>('#before')?.focus();
    await sendKeys({ press: 'Tab' });
    await until('the button is shown', shownHost);
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'Space' });
    expect(running.numbers).to.deep.equal(['+12125550123', '+13125550142', '+16465550177']);
    await sendKeys({ press: 'Escape' });
    expect(document.activeElement?.id).to.equal('before');
    expect(shownHost()).to.equal(null);
  });

  it('can be called inside a modal dialog', async () => {
    start('<dialog><p>212-555-0123</p></dialog>');
    box.querySelector('dialog')?.showModal();
    await markedAre('212-555-0123');
    await callByPointer(rangeIn(box, '212-555-0123'));
    expect(running.numbers).to.deep.equal(['+12125550123']);
  });

  it('offer nothing while no phone can call, and follow the country', async () => {
    start('<p>212-555-0123</p><p>030 23125123</p>');
    await markedAre('212-555-0123');
    running.country = 'DE';
    running.refresh();
    await markedAre('030 23125123');
    running.canCall = false;
    running.refresh();
    await markedAre();
    expect(hostOf()).to.equal(null);
    running.canCall = true;
    running.refresh();
    await markedAre('030 23125123');
    expect(hostOf()).not.to.equal(null);
  });

  it('are found in and behind forms whose fields hide what forms have', async () => {
    const fields = [
      'parentElement',
      'localName',
      'closest',
      'hasAttributes',
      'childElementCount',
      'getRootNode',
      'previousSibling',
    ];
    const inputs = fields.map((name) => `<input name="${name}">`).join('');
    start(`<form>${inputs}<p>212-555-0123</p></form><p>646-555-0177</p>`);
    await markedAre('212-555-0123', '646-555-0177');
  });

  it('lose their button when the pointer leaves them', async () => {
    start('<p>212-555-0123</p>');
    await markedAre('212-555-0123');
    await sendMouse({ type: 'move', position: middleOf(rangeIn(box, '212-555-0123')) });
    await until('the button', shownHost);
    await sendMouse({ type: 'move', position: corner });
    await until('no button', () => !shownHost());
  });

  it('start nothing for clicks that a script makes', async () => {
    start('<p>212-555-0123</p>');
    await markedAre('212-555-0123');
    await sendMouse({ type: 'move', position: middleOf(rangeIn(box, '212-555-0123')) });
    const host = await until('the button', shownHost);
    expect(host.shadowRoot).to.equal(null);
    host.click();
    host.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    expect(running.numbers).to.deep.equal([]);
  });

  it('leave no trace behind', async () => {
    const sheets = document.adoptedStyleSheets.length;
    start('<p>212-555-0123</p>');
    const before = document.documentElement.outerHTML;
    await markedAre('212-555-0123');
    await until('the resting button', hostOf);
    running.stop();
    expect(document.documentElement.outerHTML).to.equal(before);
    expect([CSS.highlights.has('cemscale-call'), document.adoptedStyleSheets.length]).to.deep.equal([
      false,
      sheets,
    ]);
  });
});
