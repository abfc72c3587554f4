import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';
import { findSource } from '../../src/click-to-call/sources.js';
import { until } from '../support/poll.js';
import { click, middleOf, Running } from './support/running.js';

let box: HTMLElement;
let running: Running;
/** What the browser itself would have done with the last click: null until there was one. */
let followed: boolean | null;

/** A link that the browser may follow: behind a `tel:` link it would ask for another program, and wait. */
const harmless = '<a href="#nowhere" data-cemscale-call="+12125550123">Call</a>';

/** Markup of this file only. */
function put(html: string): HTMLElement {
  box.innerHTML = html;
  const element = box.querySelector('#x') ?? box.firstElementChild;
  if (!(element instanceof HTMLElement)) throw new Error('There is no element.');
  return element;
}

/** The browser decides after all listeners. */
function watch(event: MouseEvent): void {
  setTimeout(() => (followed = !event.defaultPrevented));
}

async function decision(): Promise<boolean> {
  await until('the decision', () => followed !== null);
  return followed === true;
}

describe('phone links', () => {
  beforeEach(() => {
    box = document.createElement('div');
    document.body.append(box);
    running = new Running();
    followed = null;
    window.addEventListener('click', watch, true);
  });
  afterEach(() => {
    window.removeEventListener('click', watch, true);
    running.stop();
    box.remove();
  });

  it('call when a person clicks them, and the browser does not follow them', async () => {
    const link = put('<a href="tel:+1-212-555-0123;ext=7">Call</a>');
    await click(link);
    expect(running.wishes).to.deep.equal([{ number: '+12125550123', postDial: ',7', source: link }]);
    expect(await decision()).to.equal(false);
  });

  it('call from any depth, also out of nested shadow roots', async () => {
    const outer = put('<a href="tel:+12125550123"><b><i id="x">icon</i></b></a>');
    await click(outer);
    const host = put('<div></div>');
    const inner = document.createElement('div');
    host.attachShadow({ mode: 'open' }).append(inner);
    inner.attachShadow({ mode: 'open' }).innerHTML = '<a href="sip:1002@example.com"><span>Ana</span></a>';
    await click(inner.shadowRoot?.querySelector('span') ?? inner);
    expect(running.numbers).to.deep.equal(['+12125550123', 'sip:1002@example.com']);
  });

  it('do what they always did when no phone can call', async () => {
    running.canCall = false;
    await click(put(harmless));
    expect([await decision(), running.numbers]).to.deep.equal([true, []]);
  });

  it('call for plain clicks only', async () => {
    // Not a link, since the browser would open tabs and windows for it.
    const element = put('<div data-cemscale-call="+12125550123">Call</div>');
    for (const key of ['Shift', 'Alt', 'Control', 'Meta']) {
      await sendKeys({ down: key });
      await click(element);
      await sendKeys({ up: key });
    }
    await sendMouse({ type: 'click', position: middleOf(element), button: 'middle' });
    expect(running.numbers).to.deep.equal([]);
    await click(element);
    expect(running.numbers).to.deep.equal(['+12125550123']);
  });

  for (const html of [
    '<a href="tel:+12125550123" download>x</a>',
    '<a href="tel:+12125550123" target="other">x</a>',
    '<a href="tel:+12125550123" target="_blank">x</a>',
    '<a href="tel:*72">x</a>',
    '<a href="#nowhere">x</a>',
    '<div data-cemscale-call="1002"><a id="x" href="#nowhere">x</a></div>',
  ]) {
    it(`leaves ${html} to the browser`, () => {
      const element = put(html);
      expect(findSource([box.querySelector('#x') ?? element, element, box])).to.equal(null);
    });
  }

  it('leave the last word to the page, wherever it prevents the click', async () => {
    const link = put('<a href="tel:+12125550123">Call</a>');
    const prevent = (event: Event): void => event.preventDefault();
    for (const [target, capture] of [
      [link, false],
      [link, true],
      [box, false],
      [document, true],
      [document, false],
      [window, true],
    ] as const) {
      target.addEventListener('click', prevent, capture);
      await click(link);
      target.removeEventListener('click', prevent, capture);
    }
    expect(running.numbers).to.deep.equal([]);
  });

  it('call when a handler stops the click on its way, as the browser would follow the link', async () => {
    const link = put('<a href="tel:+12125550123">Call</a>');
    const stop = (event: Event): void => event.stopPropagation();
    for (const [target, capture] of [
      [link, false],
      [box, false],
      [box, true],
    ] as const) {
      target.addEventListener('click', stop, capture);
      await click(link);
      target.removeEventListener('click', stop, capture);
    }
    expect([await decision(), running.numbers.length]).to.deep.equal([false, 3]);
  });

  it('start nothing for clicks that a script makes', () => {
    const link = put(harmless);
    link.click();
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true }));
    const button = put('<div data-cemscale-call="+12125550123">Call</div>');
    button.click();
    for (const type of ['keydown', 'keyup'])
      for (const key of ['Enter', ' '])
        button.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, cancelable: true }));
    expect(running.numbers).to.deep.equal([]);
  });

  it('are not fooled by a form whose fields hide its methods', async () => {
    const form = put(
      '<form><input name="getAttribute"><input name="matches"><input name="localName"><input name="addEventListener"><input name="parentElement"><a id="x" href="tel:+12125550123">Call</a></form>',
    );
    await click(form);
    expect(running.numbers).to.deep.equal(['+12125550123']);
  });

  it('work inside frames of the same origin, also after these load another page', async () => {
    const frame = document.createElement('iframe');
    const page = (number: string): string => `<a href="tel:${number}">Call</a>`;
    const link = (number: string): Promise<Element> =>
      until(`the link to ${number}`, () => frame.contentDocument?.querySelector(`[href="tel:${number}"]`));
    frame.srcdoc = page('+12125550123');
    box.append(frame);
    await click(await link('+12125550123'), frame);
    await until('the first call', () => running.numbers.length === 1);
    frame.srcdoc = page('+12125550124');
    const second = await link('+12125550124');
    await until('the second call', async () => {
      await click(second, frame);
      return running.numbers.length > 1;
    });
    expect(running.numbers.slice(0, 2)).to.deep.equal(['+12125550123', '+12125550124']);
  });

  it('are left alone once it was stopped', async () => {
    const link = put(harmless);
    running.stop();
    await click(link);
    expect([await decision(), running.numbers]).to.deep.equal([true, []]);
  });
});

describe('elements with data-cemscale-call', () => {
  beforeEach(() => {
    box = document.createElement('div');
    document.body.append(box);
    running = new Running();
  });
  afterEach(() => {
    running.stop();
    box.remove();
  });

  const isReachable = (element: Element): Promise<unknown> =>
    until('it is in the tab order', () => element.getAttribute('tabindex') === '0');

  it('call by mouse, Enter and Space', async () => {
    const element = put('<div data-cemscale-call="(212) 555-0123 x7">Call Ana</div>');
    await isReachable(element);
    await click(element);
    element.focus();
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Space' });
    expect(running.numbers).to.deep.equal(Array.from({ length: 3 }, () => '2125550123,7'));
    expect(element.getAttribute('role')).to.equal('button');
  });

  it('call once where the browser makes a click of a key itself', async () => {
    const button = put('<button data-cemscale-call="*97">Voicemail</button>');
    button.focus();
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Space' });
    expect(running.numbers).to.deep.equal(['*97', '*97']);
    expect([button.hasAttribute('tabindex'), button.hasAttribute('role')]).to.deep.equal([false, false]);
  });

  it('take the number of their link when they name none, and then call whatever its target', async () => {
    await click(put('<a data-cemscale-call href="tel:+12125550123" target="_blank">Call</a>'));
    expect(running.numbers).to.deep.equal(['+12125550123']);
  });

  it('leave controls inside them to themselves', async () => {
    const row = put('<div data-cemscale-call="1002">Ana <button id="x">Edit</button></div>');
    await click(row);
    row.focus();
    await sendKeys({ press: 'Enter' });
    expect(running.numbers).to.deep.equal([]);
  });

  it('do nothing when disabled, prevented, or no phone can call', async () => {
    await click(put('<span data-cemscale-call="1002" aria-disabled="true">Ana</span>'));
    const element = put('<span data-cemscale-call="1002">Ana</span>');
    await isReachable(element);
    element.addEventListener('keydown', (event) => event.preventDefault(), { once: true });
    element.focus();
    await sendKeys({ press: 'Enter' });
    running.canCall = false;
    await sendKeys({ press: 'Enter' });
    await click(element);
    expect(running.numbers).to.deep.equal([]);
  });

  it('keep what the page says about them, and their meaning in tables', async () => {
    box.innerHTML =
      '<table><tr data-cemscale-call="1001"><td>Ana</td></tr></table><i tabindex="-1" data-cemscale-call="1002">Ben</i><b role="link" data-cemscale-call="1003">Eva</b>';
    const [row, italic, bold] = [...box.querySelectorAll('[data-cemscale-call]')];
    if (!row || !italic || !bold) throw new Error('They are missing.');
    await isReachable(row);
    await isReachable(bold);
    expect(row.hasAttribute('role')).to.equal(false);
    expect([italic.getAttribute('tabindex'), italic.hasAttribute('role')]).to.deep.equal(['-1', false]);
    expect(bold.getAttribute('role')).to.equal('link');
  });

  it('are found when they come later, in shadow roots of elements that are defined later, too', async () => {
    const tag = `x-late-${Date.now()}`;
    box.append(document.createElement(tag));
    customElements.define(
      tag,
      class extends HTMLElement {
        connectedCallback(): void {
          this.attachShadow({ mode: 'open' }).innerHTML = '<span data-cemscale-call="1004">Dan</span>';
        }
      },
    );
    const span = await until('its content', () => box.querySelector(tag)?.shadowRoot?.querySelector('span'));
    await isReachable(span);
    span.setAttribute('data-cemscale-call', '1005');
    await click(span);
    expect(running.numbers).to.deep.equal(['1005']);
  });

  it('look as before once it was stopped', async () => {
    box.innerHTML = '<div data-cemscale-call="1001">Ana</div><p data-cemscale-call="1002">Ben</p>';
    const before = box.innerHTML;
    for (const element of box.children) await isReachable(element);
    expect(box.innerHTML).not.to.equal(before);
    running.stop();
    expect(box.innerHTML).to.equal(before);
  });
});
