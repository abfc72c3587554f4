import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { CemscalePresence } from '../../../src/components/cemscale-presence/cemscale-presence.js';
import { until } from '../../support/poll.js';
import type { PresenceWire } from '../../support/presence-wire.js';
import { deep, focused, textOf } from '../mount.js';
import { clear, everyStatus, middleOf, show, smallCompany } from './stage.js';

const words = ['Available', 'Busy', 'On a call', 'Ringing', 'Do not disturb', 'Offline'];

describe('<cemscale-presence>', () => {
  let wire: PresenceWire;

  beforeEach(() => {
    wire = smallCompany();
  });
  afterEach(() => {
    document.documentElement.lang = '';
    clear(wire);
  });

  const reads = (element: Element, text: string): Promise<true> =>
    until(`"${text}", not "${textOf(element)}"`, () => textOf(element).includes(text) || null);
  const click = (element: Element, selector: string): Promise<void> =>
    sendMouse({ type: 'click', position: middleOf(element, selector) });

  describe('one person', () => {
    it('has a form of its own and a word for every status', async () => {
      const element = await show(wire, '<cemscale-presence extension="1002"></cemscale-presence>');
      const forms = new Set<string | null>();
      for (const [index, status] of everyStatus.entries()) {
        wire.set('1002', status);
        await reads(element, words[index] ?? '');
        expect(deep(element, '.mark')?.classList.contains(status)).to.equal(true);
        forms.add(deep(element, '.mark path')?.getAttribute('d') ?? null);
      }
      expect(forms.size).to.equal(everyStatus.length);
      expect(textOf(element)).to.include('Bob Lindqvist');
    });

    it('changes attributes and words, not elements', async () => {
      const element = await show(wire, '<cemscale-presence extension="1002"></cemscale-presence>');
      const path = deep(element, '.mark path');
      wire.set('1002', 'on_call');
      await reads(element, 'On a call');
      expect(deep(element, '.mark path')).to.equal(path);
    });

    it('is called what the page calls it', async () => {
      const element = await show(
        wire,
        '<cemscale-presence extension="1002" label="Help desk"></cemscale-presence>',
      );
      expect(textOf(element)).to.include('Help desk').and.not.include('Bob');
    });

    it('says unknown for a number that nobody has', async () => {
      const element = await show(wire, '<cemscale-presence extension="1002"></cemscale-presence>');
      element.extension = '4711';
      await reads(element, '4711 Unknown');
    });

    it('is a mark with a name when it is compact', async () => {
      const element = await show(wire, '<cemscale-presence extension="1003" compact></cemscale-presence>');
      expect(textOf(element)).to.equal('');
      expect(deep(element, '.person')?.getAttribute('aria-label')).to.equal('Carmen Vidal: On a call');
    });

    it('tells the page each change of the person it shows, and of no other', async () => {
      const element = await show(wire, '<cemscale-presence extension="1002"></cemscale-presence>');
      const told: string[] = [];
      document.addEventListener('cemscale-presence-changed', ({ people }) =>
        told.push(...people.map(({ number, status }) => `${number} ${status}`)),
      );
      wire.set('1003', 'offline');
      wire.set('1002', 'dnd');
      await reads(element, 'Do not disturb');
      expect(told).to.deep.equal(['1002 dnd']);
    });

    it('speaks Spanish', async () => {
      document.documentElement.lang = 'es';
      const element = await show(wire, '<cemscale-presence extension="1003"></cemscale-presence>');
      await reads(element, 'En llamada');
    });
  });

  describe('the card', () => {
    const open = async (element: CemscalePresence): Promise<HTMLElement> => {
      await click(element, '.person');
      return until('the card', () => deep(element, '.box'));
    };

    it('tells name, number, department, state and since when', async () => {
      const element = await show(wire, '<cemscale-presence extension="1002"></cemscale-presence>');
      wire.set('1002', 'on_call');
      await reads(element, 'On a call');
      const card = await open(element);
      expect(textOf(card)).to.match(/Bob Lindqvist 1002 · Sales On a call since \d/);
      wire.set('1002', 'available');
      await until('it is live', () => textOf(card).includes('Available'));
    });

    it('takes the focus, and gives it back on Escape', async () => {
      const element = await show(wire, '<cemscale-presence extension="1002"></cemscale-presence>');
      deep(element, '.person')?.focus();
      await sendKeys({ press: 'Enter' });
      await until('the focus', () => focused()?.classList.contains('box'));
      expect(deep(element, '.person')?.getAttribute('aria-expanded')).to.equal('true');
      await sendKeys({ press: 'Escape' });
      await until('it is gone', () => deep(element, '.box') === null);
      expect(focused()).to.equal(deep(element, '.person'));
    });

    for (const [number, stops] of [
      ['1001', ['Close', 'Your status']],
      ['1002', ['Close', 'Call']],
    ] as const)
      it(`is gone through by keys, both ways, and left without a trap (${stops[1]})`, async () => {
        const element = await show(
          wire,
          `<cemscale-presence extension="${number}"></cemscale-presence><button>after</button>`,
        );
        await until('who', () => !textOf(element).includes('Unknown'));
        deep(element, '.person')?.focus();
        await sendKeys({ press: 'Enter' });
        await until('the focus', () => focused()?.classList.contains('box'));
        const at = (): string | null =>
          focused()?.getAttribute('aria-label') ?? focused()?.textContent?.trim() ?? null;
        for (const stop of stops) {
          await sendKeys({ press: 'Tab' });
          expect(at()).to.equal(stop);
        }
        await sendKeys({ down: 'Shift' });
        await sendKeys({ press: 'Tab' });
        await sendKeys({ up: 'Shift' });
        expect(at()).to.equal('Close');
        await sendKeys({ press: 'Tab' });
        await sendKeys({ press: 'Tab' });
        expect(at()).to.equal('after');
        await until('it is gone', () => deep(element, '.box') === null);
      });

    it('closes by a second click, a click elsewhere, and when the focus leaves', async () => {
      const element = await show(
        wire,
        '<p><cemscale-presence extension="1002"></cemscale-presence></p><button>x</button>',
      );
      const isGone = (): Promise<boolean> => until('it is gone', () => deep(element, '.box') === null);
      await open(element);
      await click(element, '.person');
      await isGone();
      await open(element);
      await sendMouse({ type: 'click', position: [2, 500] });
      await isGone();
      await open(element);
      document.querySelector<HTMLElement>('#stage > button')?.focus();
      await isGone();
    });

    it('stands beside what was touched and inside the window, though the page cuts off', async () => {
      const element = await show(
        wire,
        '<div style="position:fixed;left:0;bottom:0;width:200px;height:40px;overflow:hidden;transform:translateX(0)"><cemscale-presence extension="1002"></cemscale-presence></div>',
      );
      const card = await open(element);
      await until('it is placed', () => {
        const { top, left, bottom, right } = card.getBoundingClientRect();
        return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
      });
      const [x, y] = middleOf(element, '.name#name');
      expect(document.elementFromPoint(x, y)).to.equal(element);
    });

    it('shows hostile names as text', async () => {
      wire.people[1] = {
        id: 'x',
        extension: '1002',
        displayName: '<img src=x onerror=alert(1)>',
        department: '"><script>',
      };
      const element = await show(wire, '<cemscale-presence extension="1002"></cemscale-presence>');
      const card = await open(element);
      expect(textOf(card)).to.include('<img src=x onerror=alert(1)>').and.include('"><script>');
      expect(deep(element, 'img')).to.equal(null);
    });
  });

  describe('the own status', () => {
    it('is set by hand, and shows what the platform confirms', async () => {
      const element = await show(wire, '<cemscale-presence></cemscale-presence>');
      const select = deep<HTMLSelectElement>(element, '.own select');
      expect(select?.value).to.equal('available');
      select?.focus();
      await sendKeys({ press: 'ArrowDown' });
      await until('it is set', () => wire.presence.get('1001') === 'busy');
      await until('it shows', () => deep(element, '.own .mark.busy'));
      expect(wire.requests).to.include('PUT /api/presence/id1001');
    });

    it('goes back and says so when it is refused', async () => {
      const element = await show(wire, '<cemscale-presence></cemscale-presence>');
      wire.failures.set('/api/presence/id1001', 403);
      deep(element, '.own select')?.focus();
      await sendKeys({ press: 'ArrowDown' });
      await reads(element, 'Your status could not be changed.');
      expect(deep<HTMLSelectElement>(element, '.own select')?.value).to.equal('available');
    });

    it('shows a call, which nobody chooses, and is absent without the permission', async () => {
      const element = await show(wire, '<cemscale-presence></cemscale-presence>');
      wire.set('1001', 'on_call');
      await until(
        'the call',
        () => deep<HTMLSelectElement>(element, '.own select')?.selectedOptions[0]?.label === 'On a call',
      );
      wire.restore();
      document.querySelector('#stage')?.remove();
      const poor = smallCompany();
      poor.permissions = ['presence:read'];
      expect(deep(await show(poor, '<cemscale-presence></cemscale-presence>'), '.own')).to.equal(null);
      clear(poor);
    });
  });

  describe('without live events', () => {
    it('says so, asks, and is honest in a property and an event', async function () {
      this.timeout(20_000);
      const element = await show(wire, '<cemscale-presence></cemscale-presence>');
      const told: boolean[] = [];
      element.addEventListener('cemscale-realtime-changed', ({ isRealtime }) => told.push(isRealtime));
      wire.refusesSockets = true;
      wire.presence.set('1002', 'offline');
      wire.cut();
      await until('the property', () => !element.isRealtime);
      await reads(element, 'Live updates paused. Checking every 15 s.');
      expect(element.people.find(({ number }) => number === '1002')?.status).to.equal('offline');
      wire.refusesSockets = false;
      await until('it is live', () => element.isRealtime);
      await until('the note is gone', () => !textOf(element).includes('paused'));
      expect(told).to.deep.equal([false, true]);
    });

    it('says what a person can do where statuses may not be read', async () => {
      for (const path of ['/tickets', '/api/presence', '/api/extensions']) wire.failures.set(path, 403);
      const stage = document.createElement('div');
      stage.id = 'stage';
      stage.innerHTML = `<cemscale-presence token-url="${wire.tokenUrl}"></cemscale-presence>`;
      document.body.append(stage);
      await reads(stage.firstElementChild as Element, 'You may not see who is available.');
    });
  });
});
