import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { CemscalePhone } from '../../../src/components/cemscale-phone/cemscale-phone.js';
import type { CallRequestEvent } from '../../../src/components/events.js';
import { until } from '../../support/poll.js';
import type { PresenceWire } from '../../support/presence-wire.js';
import { deep, textOf } from '../mount.js';
import { clear, middleOf, settled, show, smallCompany } from './stage.js';

describe('<cemscale-presence> and calls', () => {
  let wire: PresenceWire;
  let requests: string[];
  const onRequest = (event: CallRequestEvent): void => {
    requests.push(event.number);
    event.preventDefault();
  };

  beforeEach(() => {
    wire = smallCompany();
    requests = [];
    document.addEventListener('cemscale-call-request', onRequest);
  });
  afterEach(() => {
    document.removeEventListener('cemscale-call-request', onRequest);
    document.documentElement.lang = '';
    clear(wire);
  });

  const reads = (element: Element, text: string): Promise<true> =>
    until(`"${text}", not "${textOf(element)}"`, () => textOf(element).includes(text) || null);
  const click = (element: Element, selector: string): Promise<void> =>
    sendMouse({ type: 'click', position: middleOf(element, selector) });

  it('asks the page by the phone when a hand clicks', async () => {
    const element = await show(wire, '<cemscale-presence extension="1002"></cemscale-presence>');
    await click(element, '.call');
    await until('the request', () => requests.length > 0);
    expect(requests).to.deep.equal(['1002']);
    expect(element.parentElement?.querySelector<CemscalePhone>('cemscale-phone')?.snapshot.calls).to.deep.equal(
      [],
    );
    expect(deep(element, '.problem')).to.equal(null, 'a page that cancels needs no words');
  });

  it('asks by the keyboard, too', async () => {
    const element = await show(wire, '<cemscale-presence extension="1002"></cemscale-presence>');
    deep(element, '.call')?.focus();
    await sendKeys({ press: 'Enter' });
    await until('the request', () => requests.length > 0);
  });

  it('does nothing for clicks that a script made', async () => {
    const element = await show(wire, '<cemscale-presence extension="1002"></cemscale-presence>');
    await click(element, '.person');
    const buttons = await until('the card', () => {
      const found = [deep(element, '.call'), deep(element, '.action')].filter((one) => one !== null);
      return found.length === 2 ? found : null;
    });
    for (const button of buttons) {
      button.click();
      button.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
      button.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, composed: true }));
      button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    }
    await settled();
    expect(requests).to.deep.equal([]);
  });

  it('is not offered without the permission, without a phone, or to oneself', async () => {
    wire.permissions = ['presence:read'];
    const element = await show(
      wire,
      '<cemscale-presence extension="1002"></cemscale-presence><cemscale-presence extension="1001"></cemscale-presence>',
    );
    expect(deep(element, '.call')).to.equal(null);
    wire.restore();
    document.querySelector('#stage')?.remove();
    const permitted = smallCompany();
    const other = await show(permitted, '<cemscale-presence extension="1001"></cemscale-presence>');
    expect(deep(other, '.call')).to.equal(null, 'oneself');
    other.extension = '1002';
    await until('somebody else', () => deep(other, '.call'));
    other.tokenUrl = permitted.tokenUrl;
    document.querySelector('#stage cemscale-phone')?.remove();
    await until('no phone', () => deep(other, '.call') === null);
    clear(permitted);
  });

  it('follows no link of the page that is a script, and a phone comes before a link', async () => {
    const element = await show(
      wire,
      '<cemscale-presence extension="1002" href="tel:+15551234567"></cemscale-presence>',
    );
    wire.set('1002', 'available');
    await reads(element, 'Available');
    await until('the button', () => deep(element, 'button.call'));
    element.tokenUrl = wire.tokenUrl;
    document.querySelector('#stage cemscale-phone')?.remove();
    await until('the link', () => deep(element, 'a.call'));
    for (const href of ['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'data:text/html,x', '']) {
      element.href = 'tel:+15551234567';
      await until('a link', () => deep(element, 'a.call'));
      element.href = href;
      await until(`no link for ${href}`, () => deep(element, 'a.call') === null);
    }
  });

  it('says why there is no call', async () => {
    document.removeEventListener('cemscale-call-request', onRequest);
    const element = await show(wire, '<cemscale-presence extension="1002"></cemscale-presence>');
    wire.failures.set('/token', 500);
    await click(element, '.call');
    await until('the reason', () => (deep(element, '.problem')?.textContent ?? '') !== '');
    expect(deep(element, '.problem')?.textContent).to.match(/not online|could not be started/);
  });
});
