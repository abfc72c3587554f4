import 'axe-core/axe.js';
import type axe from 'axe-core';
import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { CemscalePhone } from '../../../src/components/cemscale-phone/cemscale-phone.js';
import '../../../src/components/cemscale-phone/cemscale-phone.js';
import { until } from '../../support/poll.js';
import { deep, drawn, endAnimations, focused } from '../mount.js';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

const placeKey = 'cemscale-softphone-place';
const desktop = { width: 1280, height: 800 };

describe('where <cemscale-phone> stands', () => {
  const added: Element[] = [];

  const add = <Added extends HTMLElement>(element: Added, parent: Element = document.body): Added => {
    parent.append(element);
    added.push(element);
    return element;
  };
  const mount = async (change: Partial<CemscalePhone> = {}, parent?: Element): Promise<CemscalePhone> => {
    const phone = Object.assign(document.createElement('cemscale-phone'), {
      tokenUrl: '/no-such-token',
      connectMode: 'manual' as const,
      ...change,
    });
    add(phone, parent);
    await phone.updateComplete;
    return phone;
  };
  const opened = async (phone: CemscalePhone) => {
    const panel = await until('the panel', () => deep(phone, 'cemscale-phone-panel'));
    await drawn(document.body);
    endAnimations(phone);
    return panel;
  };
  const box = (element: Element | null) => {
    if (!element) throw new Error('It is not there.');
    return element.getBoundingClientRect();
  };
  const pill = (phone: CemscalePhone) => deep(phone, '.pill');
  const middle = (rect: DOMRect): [number, number] => [
    Math.round(rect.left + rect.width / 2),
    Math.round(rect.top + rect.height / 2),
  ];

  beforeEach(() => setViewport(desktop));
  afterEach(async () => {
    for (const element of added.splice(0)) element.remove();
    localStorage.removeItem(placeKey);
    document.documentElement.dir = '';
    await sendMouse({ type: 'move', position: [1, 1] });
    await setViewport(desktop);
  });

  describe('docked', () => {
    it('fills a side column, also one as low as 320 px and as narrow as 280', async () => {
      const column = add(document.createElement('aside'));
      for (const [width, height] of [
        [400, 700],
        [280, 320],
      ] as const) {
        column.style.cssText = `position: fixed; inset: 0 0 auto auto; width: ${width}px; height: ${height}px`;
        const phone = await mount({ mode: 'docked' }, column);
        const panel = await opened(phone);
        expect([box(panel).width, box(panel).height]).to.deep.equal([width, height]);
        expect(panel.shadowRoot!.querySelector<HTMLElement>('.panel')!.scrollWidth).to.be.at.most(width);
        const call = box(deep(phone, '[part~=call-button]'));
        expect(call.bottom, 'its action is in sight').to.be.at.most(height);
        expect(pill(phone)).to.equal(null);
        phone.remove();
      }
    });
  });

  describe('as a slim bar', () => {
    it('is one row, and opens the phone beside itself, also inside what would cut it off', async () => {
      const strip = add(document.createElement('div'));
      strip.style.cssText = 'position: fixed; inset: 0 0 auto 600px; width: 320px; height: 56px; overflow: hidden';
      const phone = await mount({ mode: 'bar' }, strip);
      const row = box(pill(phone));
      expect(row.width).to.equal(320);
      expect(row.height).to.be.within(48, 56);
      pill(phone)?.click();
      const panel = await opened(phone);
      await until('it is placed', () => box(panel).top > 50);
      expect(box(panel).right).to.be.closeTo(row.right, 1);
      expect(box(panel).top).to.be.closeTo(row.bottom + 8, 2);
      const [x, y] = middle(box(panel));
      expect(document.elementFromPoint(x, y)).to.equal(phone);
      expect(pill(phone)?.getAttribute('aria-expanded')).to.equal('true');
      pill(phone)?.click();
      await until('it is closed', () => !deep(phone, 'cemscale-phone-panel'));
    });

    it('may leave the page while it is open, and comes back in its place', async () => {
      const strip = add(document.createElement('div'));
      const phone = await mount({ mode: 'bar', open: true }, strip);
      await opened(phone);
      phone.remove();
      phone.label = 'Line';
      // Rejects where drawing threw.
      await phone.updateComplete;
      strip.append(phone);
      const panel = await opened(phone);
      await until('it is open', () => panel.matches(':popover-open'));
    });

    it('opens upwards at the foot of a low window, within it', async () => {
      await setViewport({ width: 320, height: 480 });
      const strip = add(document.createElement('div'));
      strip.style.cssText = 'position: fixed; inset: auto 0 0 0';
      const phone = await mount({ mode: 'bar' }, strip);
      pill(phone)?.click();
      const panel = await opened(phone);
      await until('it is placed', () => box(panel).bottom < box(pill(phone)).top);
      expect(box(panel).top).to.be.at.least(0);
      expect(box(panel).left).to.be.at.least(0);
      expect(box(panel).right).to.be.at.most(320);
    });

    it('has no accessibility violation, open and closed', async () => {
      document.documentElement.lang = 'en';
      document.title = 'Host page';
      const phone = await mount({ mode: 'bar' });
      for (const open of [false, true]) {
        phone.open = open;
        if (open) await opened(phone);
        const { violations } = await window.axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
        });
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).to.deep.equal([]);
      }
      document.documentElement.lang = '';
      document.title = '';
    });
  });

  describe('floating', () => {
    /** Drags by a real mouse, which has pointed at it before, as people's do. */
    const drag = async (phone: CemscalePhone, to: [number, number]) => {
      await sendMouse({ type: 'move', position: middle(box(pill(phone))) });
      const root = phone.renderRoot.querySelector<HTMLElement>('.root');
      await until('it can be moved', () => root?.style.alignItems);
      await sendMouse({ type: 'down' });
      await sendMouse({ type: 'move', position: [to[0] + 40, to[1] + 40] });
      await sendMouse({ type: 'move', position: to });
      await sendMouse({ type: 'up' });
    };

    /** Text of other widths and rounding move the middle a little. */
    const expectAt = (phone: CemscalePhone, [x, y]: [number, number]) => {
      const [left, top] = middle(box(pill(phone)));
      expect(left).to.be.closeTo(x, 4);
      expect(top).to.be.closeTo(y, 4);
    };

    it('is dragged anywhere without being opened, and is there again on the next page', async () => {
      const phone = await mount();
      await drag(phone, [200, 150]);
      expectAt(phone, [200, 150]);
      expect(phone.open).to.equal(false);
      phone.remove();
      const next = await mount();
      await until('it stands there', () => middle(box(pill(next)))[0] < 210);
      expectAt(next, [200, 150]);
    });

    it('keeps its distance from the nearest edges when the window changes, and stays within it', async () => {
      const phone = await mount();
      await drag(phone, [1100, 700]);
      const before = box(pill(phone));
      const fromRight = innerWidth - before.right;
      await setViewport({ width: 600, height: 500 });
      await until('it has moved', () => Math.abs(innerWidth - box(pill(phone)).right - fromRight) < 3);
      await setViewport({ width: 280, height: 320 });
      await until('it is within', () => box(pill(phone)).left >= 0 && box(pill(phone)).top >= 0);
    });

    it('opens whole wherever it was put', async () => {
      const phone = await mount();
      await drag(phone, [640, 400]);
      phone.show();
      const panel = await opened(phone);
      await until('it is placed', () => box(panel).height > 500);
      expect(box(panel).top).to.be.at.least(0);
      expect(box(panel).bottom).to.be.at.most(innerHeight);
    });

    it('is moved by the arrow keys on its launcher, in right-to-left pages, too', async () => {
      for (const dir of ['ltr', 'rtl']) {
        document.documentElement.dir = dir;
        localStorage.removeItem(placeKey);
        const phone = await mount();
        pill(phone)?.focus();
        const before = box(pill(phone));
        const step = dir === 'ltr' ? 'ArrowLeft' : 'ArrowRight';
        await until('the step is taken', async () => {
          await sendKeys({ press: step });
          return box(pill(phone)).left !== before.left;
        });
        await sendKeys({ press: 'ArrowUp' });
        const after = box(pill(phone));
        expect(Math.sign(after.left - before.left), dir).to.equal(dir === 'ltr' ? -1 : 1);
        expect(after.top).to.be.below(before.top);
        expect(phone.open).to.equal(false);
        phone.remove();
      }
    });

    it('still opens by a click', async () => {
      const phone = await mount();
      await drag(phone, [300, 300]);
      await sendMouse({ type: 'click', position: middle(box(pill(phone))) });
      await until('it is open', () => phone.open);
    });

    it('steps aside for a field that gets the focus beneath it, and comes back', async () => {
      const phone = await mount();
      await drag(phone, [1150, 740]);
      const home = middle(box(pill(phone)));
      const field = add(document.createElement('input'));
      field.style.cssText = 'position: fixed; right: 20px; bottom: 20px; width: 200px; height: 40px';
      const covers = () => {
        const [one, other] = [box(pill(phone)), box(field)];
        return (
          one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top
        );
      };
      expect(covers(), 'it lies above the field').to.equal(true);
      field.focus();
      expect(covers()).to.equal(false);
      field.blur();
      expect(middle(box(pill(phone)))).to.deep.equal(home);
    });

    it('does not move for fields that it does not cover, nor for its own', async () => {
      const phone = await mount();
      await drag(phone, [1150, 740]);
      const home = middle(box(pill(phone)));
      const field = add(document.createElement('textarea'));
      field.style.cssText = 'position: fixed; left: 20px; top: 20px';
      field.focus();
      expect(middle(box(pill(phone)))).to.deep.equal(home);
      phone.show();
      const panel = await opened(phone);
      const before = box(panel).left;
      phone.focus();
      await until('the focus is within', () => focused() !== field);
      expect(box(panel).left).to.equal(before);
    });

    it('takes nothing from what another one left in the storage', async () => {
      for (const broken of ['x', '{}', '{"inline":"end","block":"top","x":"1","y":null}']) {
        localStorage.setItem(placeKey, broken);
        const phone = await mount();
        await new Promise(requestAnimationFrame);
        expect(innerWidth - box(pill(phone)).right, broken).to.be.below(20);
        phone.remove();
      }
    });
  });
});
