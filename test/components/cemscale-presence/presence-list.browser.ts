import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { until } from '../../support/poll.js';
import type { PresenceWire } from '../../support/presence-wire.js';
import { deep, focused, textOf } from '../mount.js';
import { clear, largeCompany, settled, show, smallCompany } from './stage.js';

describe('<cemscale-presence> of several', () => {
  let wire: PresenceWire;
  afterEach(() => clear(wire));

  const rowsOf = (element: Element): HTMLElement[] => {
    const rows = deep(element, '.rows');
    return rows ? [...rows.querySelectorAll<HTMLElement>('.row')] : [];
  };
  const namesOf = (element: Element): (string | undefined)[] =>
    rowsOf(element).map((row) => row.querySelector('.name')?.textContent?.trim());

  it('shows the whole team in the order of names, with the reader marked', async () => {
    wire = smallCompany();
    const element = await show(wire, '<cemscale-presence></cemscale-presence>');
    expect(namesOf(element)[0]).to.equal('Alice Moreno You');
    expect(namesOf(element).slice(1)).to.deep.equal([
      ...['Bob Lindqvist', 'Carmen Vidal', 'David Okoro', 'Elena Rossi', 'Frank Weber'],
    ]);
    expect(deep(element, 'input')).to.equal(null, 'six people need no search');
  });

  it('shows the people that the page names, in its order, by attribute or property', async () => {
    wire = smallCompany();
    const element = await show(wire, '<cemscale-presence extensions="1003, 1002 4711"></cemscale-presence>');
    await until('the first three', () => namesOf(element).join() === 'Carmen Vidal,Bob Lindqvist,4711');
    element.extensions = ['1005'];
    await until('the other', () => namesOf(element).join() === 'Elena Rossi');
    expect(element.people.map(({ status }) => status)).to.deep.equal(['dnd']);
  });

  it('shows changes as they come, and new people', async () => {
    wire = smallCompany();
    const element = await show(wire, '<cemscale-presence label="Sales"></cemscale-presence>');
    wire.set('1002', 'ringing');
    await until('the change', () => rowsOf(element)[1]?.querySelector('.mark.ringing'));
    expect(rowsOf(element)[1]?.querySelector('.word')?.textContent).to.equal('Ringing');
    wire.set('1000', 'available');
    await until('somebody new', () => namesOf(element).at(-1) === '1000');
    expect(textOf(element)).to.include('Sales');
  });

  it('shows everybody where it joins others, to whom everything has been told', async () => {
    wire = smallCompany();
    const first = await show(wire, '<cemscale-presence></cemscale-presence>');
    const later = document.createElement('cemscale-presence');
    first.after(later);
    await later.updateComplete;
    await settled();
    expect(namesOf(later)).to.deep.equal(namesOf(first));
  });

  describe('of ten thousand', () => {
    beforeEach(() => {
      wire = largeCompany(10_000);
    });

    it('draws what is in sight only, and says to a screen reader how many there are', async () => {
      const element = await show(wire, '<cemscale-presence></cemscale-presence>');
      expect(rowsOf(element).length).to.be.within(5, 30);
      const grid = deep(element, '.rows');
      expect(grid?.getAttribute('aria-rowcount')).to.equal('10000');
      grid?.scrollTo({ top: 5000 * 56 });
      await until('the middle', () => namesOf(element).includes('Person 05000'));
      const row = rowsOf(element).find((one) => textOf(one).includes('Person 05000'));
      expect(row?.getAttribute('aria-rowindex')).to.equal('5001');
      wire.set('25000', 'on_call');
      await until('live there, too', () => row?.querySelector('.mark.on_call'));
    });

    it('finds by a search and says when there is nobody', async () => {
      const element = await show(wire, '<cemscale-presence></cemscale-presence>');
      deep(element, 'input')?.focus();
      await sendKeys({ type: '04242' });
      await until('the one', () => namesOf(element).join() === 'Person 04242');
      expect(textOf(element)).to.include('Found: 1');
      await sendKeys({ type: 'zzz' });
      await until('nobody', () => textOf(element).includes('Nobody found for “04242zzz”.'));
      await sendKeys({ press: 'Escape' });
      await until('all again', () => deep(element, '.rows')?.getAttribute('aria-rowcount') === '10000');
    });

    it('is walked by keys, and the focus survives being scrolled away', async () => {
      const element = await show(wire, '<cemscale-presence></cemscale-presence>');
      const at = (name: string): Promise<boolean> =>
        until(name, () => textOf(focused() as Element).includes(name));
      deep(element, '.row .person')?.focus();
      await sendKeys({ press: 'ArrowDown' });
      await at('Person 00001');
      await sendKeys({ press: 'End' });
      await at('Person 09999');
      await sendKeys({ press: 'PageUp' });
      await until('a page up', () => /Person 099[89]\d/.test(textOf(focused() as Element)));
      await sendKeys({ press: 'End' });
      await at('Person 09999');
      deep(element, '.rows')?.scrollTo({ top: 0 });
      await until('the beginning', () => namesOf(element).includes('Person 00005'));
      expect(textOf(focused() as Element)).to.include('Person 09999');
      await sendKeys({ press: 'ArrowUp' });
      await at('Person 09998');
      await sendKeys({ press: 'ArrowRight' });
      await until('the button', () => focused()?.getAttribute('aria-label') === 'Call Person 09998');
      expect(rowsOf(element).length).to.be.lessThan(40);
    });

    it('has one row that Tab reaches', async () => {
      const element = await show(wire, '<cemscale-presence></cemscale-presence>');
      await settled();
      expect(deep(element, '.rows')?.querySelectorAll('[tabindex="0"]').length).to.equal(1);
    });
  });

  it('are a thousand elements with one core and one socket', async () => {
    wire = largeCompany(1000);
    const cells = Array.from(
      { length: 1000 },
      (_, index) => `<cemscale-presence extension="${20_000 + index}" compact></cemscale-presence>`,
    );
    const element = await show(wire, cells.join(''));
    const all = [...(element.parentElement?.querySelectorAll('cemscale-presence') ?? [])];
    expect(all.length).to.equal(1000);
    await until('all know', () => all.every((one) => one.people[0]?.status === 'available'));
    wire.set('20999', 'dnd');
    await until('the last one', () => deep(all[999] as Element, '.mark.dnd'));
    expect(wire.opened).to.equal(1);
    const asked = (what: string): number => wire.requests.filter((request) => request === what).length;
    expect([asked('POST /token'), asked('POST /tickets'), asked('GET /api/extensions')]).to.deep.equal([1, 1, 1]);
  });
});
