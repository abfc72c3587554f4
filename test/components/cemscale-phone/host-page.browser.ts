import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { CemscalePhone } from '../../../src/components/cemscale-phone/cemscale-phone.js';
import '../../../src/components/cemscale-phone/cemscale-phone.js';
import { until } from '../../support/poll.js';
import { deep, drawn, focused, textOf } from '../mount.js';

const phones: CemscalePhone[] = [];

function put(attributes: Record<string, string>): CemscalePhone {
  const phone = document.createElement('cemscale-phone');
  for (const [name, value] of Object.entries(attributes)) phone.setAttribute(name, value);
  document.body.append(phone);
  phones.push(phone);
  return phone;
}

function leave(): void {
  for (const phone of phones.splice(0)) phone.remove();
}

describe('<cemscale-phone> in a page', () => {
  afterEach(() => {
    leave();
    document.documentElement.lang = '';
    document.documentElement.style.colorScheme = '';
    document.documentElement.dir = '';
  });

  const still = { 'token-url': '/unused', connect: 'manual' };

  it('speaks the language of the nearest lang, live, and its own lang first', async () => {
    document.documentElement.lang = 'es-MX';
    const phone = put(still);
    await until('Spanish', () => textOf(phone).includes('Teléfono'));
    document.documentElement.lang = 'de';
    await until('English for want of German', () => textOf(phone).includes('Phone'));
    phone.lang = 'es';
    await until('its own language', () => textOf(phone).includes('Sin conexión'));
  });

  it('goes back to what it was without an attribute when the attribute is taken away', async () => {
    const phone = put({ connect: 'manual' });
    await phone.updateComplete;
    const names = [
      'token-url',
      'mode',
      'theme',
      'placement',
      'label',
      'call-log',
      'allowed-origins',
      'connect',
    ] as const;
    const values = () => {
      const { tokenUrl, mode, theme, placement, label, callLog, allowedOrigins } = phone;
      return { tokenUrl, mode, theme, placement, label, callLog, allowedOrigins };
    };
    const before = values();
    for (const name of names.filter((name) => name !== 'connect')) phone.setAttribute(name, '/other');
    await phone.updateComplete;
    for (const name of names) phone.removeAttribute(name);
    await phone.updateComplete;
    expect(values()).to.deep.equal(before);
    expect(phone.connectMode).to.equal('auto');
  });

  it('opens from the launcher, takes the focus, and gives it back on Escape', async () => {
    const phone = put(still);
    await drawn(document.body);
    const button = deep(phone, '.pill');
    button?.focus();
    await sendKeys({ press: 'Enter' });
    await until('the field has the focus', () => focused()?.localName === 'input');
    expect(deep(phone, '.pill')?.getAttribute('aria-expanded')).to.equal('true');
    await sendKeys({ press: 'Escape' });
    await until('the launcher has it again', () => focused()?.classList.contains('pill'));
    expect(phone.open).to.equal(false);
  });

  it('stays inside the window, in every corner', async () => {
    for (const placement of ['bottom-end', 'bottom-start', 'top-end', 'top-start']) {
      const phone = put({ ...still, placement, open: '' });
      await until('the panel', () => deep(phone, '.panel'));
      await drawn(document.body);
      for (const selector of ['.panel', '.pill']) {
        const { left, right, top, bottom, width } =
          deep(phone, selector)?.getBoundingClientRect() ?? new DOMRect();
        if (width === 0) continue;
        expect([left >= 0, top >= 0, right <= innerWidth, bottom <= innerHeight]).to.deep.equal(
          [true, true, true, true],
          `${placement} ${selector}`,
        );
        expect(left < innerWidth / 2).to.equal(placement.endsWith('start'), placement);
      }
      leave();
    }
  });

  it('follows the colour scheme that the page states, unless it is told its own', async () => {
    const phone = put({ ...still, mode: 'inline' });
    await until('the panel', () => deep(phone, '.panel'));
    const ground = () => getComputedStyle(deep(phone, '.panel') as Element).backgroundColor;
    document.documentElement.style.colorScheme = 'light';
    const light = 'rgb(255, 255, 255)';
    await until('the light ground', () => ground() === light);
    document.documentElement.style.colorScheme = 'dark';
    await until('the dark ground', () => ground() !== light);
    phone.theme = 'light';
    await phone.updateComplete;
    expect(ground()).to.equal(light);
  });

  it('lets no style of the page in', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { font: italic 40px serif !important; letter-spacing: 9px; text-transform: uppercase; color: red } button { padding: 99px !important }',
    );
    document.adoptedStyleSheets = [sheet];
    const phone = put({ ...still, mode: 'inline' });
    await until('the panel', () => deep(phone, '.action'));
    const style = getComputedStyle(deep(phone, '.action') as Element);
    expect([style.fontSize, style.fontStyle, style.letterSpacing, style.textTransform]).to.deep.equal([
      '15px',
      'normal',
      'normal',
      'none',
    ]);
    document.adoptedStyleSheets = [];
  });

  it('fills an inline place between 280 and 420 pixels', async () => {
    for (const [given, expected] of [
      [200, 280],
      [360, 360],
      [900, 420],
    ] as const) {
      const box = document.createElement('div');
      box.style.width = `${given}px`;
      document.body.append(box);
      const phone = put({ ...still, mode: 'inline' });
      box.append(phone);
      await until('the panel', () => deep(phone, '.panel'));
      expect(deep(phone, '.panel')?.getBoundingClientRect().width).to.equal(expected);
      leave();
      box.remove();
    }
  });
});
