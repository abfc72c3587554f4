import 'axe-core/axe.js';
import type axe from 'axe-core';
import { expect } from 'chai';
import { until } from '../../support/poll.js';
import type { PresenceWire } from '../../support/presence-wire.js';
import { deep, endAnimations } from '../mount.js';
import { clear, largeCompany, settled, show, smallCompany } from './stage.js';

const rules: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // These three are about the page around the element.
  rules: {
    region: { enabled: false },
    'page-has-heading-one': { enabled: false },
    'landmark-one-main': { enabled: false },
  },
};

async function expectClean(): Promise<void> {
  await settled();
  const found = (await window.axe.run(document.body, rules)).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
  );
  expect(found).to.deep.equal([]);
}

const pages: Record<string, string> = {
  'one person in each status': ['1001', '1002', '1003', '1004', '1005', '1006', '4711']
    .map((number) => `<cemscale-presence extension="${number}"></cemscale-presence>`)
    .join(' '),
  'marks alone': '<cemscale-presence extension="1002" compact></cemscale-presence>',
  'a team': '<cemscale-presence></cemscale-presence>',
  'a compact team': '<cemscale-presence compact></cemscale-presence>',
  'nobody of those named': '<cemscale-presence extensions="1 2 3"></cemscale-presence>',
};

describe('accessibility of <cemscale-presence>', function () {
  this.timeout(60_000);
  let wire: PresenceWire;
  beforeEach(() => {
    wire = smallCompany();
  });
  afterEach(() => {
    document.documentElement.lang = '';
    document.documentElement.style.colorScheme = '';
    document.body.style.background = '';
    clear(wire);
  });

  for (const [name, markup] of Object.entries(pages))
    for (const theme of ['light', 'dark']) {
      it(`is clean: ${name}, ${theme}`, async () => {
        document.documentElement.style.colorScheme = theme;
        document.body.style.background = 'Canvas';
        await show(wire, markup);
        await expectClean();
      });
    }

  for (const number of ['1001', '1002'])
    it(`is clean: the card of ${number === '1001' ? 'oneself' : 'somebody'}`, async () => {
      const element = await show(wire, `<cemscale-presence extension="${number}"></cemscale-presence>`);
      deep(element, '.person')?.click();
      await until('the card', () => deep(element, '.box'));
      await settled();
      endAnimations(element);
      await expectClean();
    });

  it('is clean: many, a search without a result', async () => {
    const many = largeCompany(50);
    const element = await show(many, '<cemscale-presence></cemscale-presence>');
    await expectClean();
    const input = deep<HTMLInputElement>(element, 'input');
    if (input) input.value = 'zzz';
    input?.dispatchEvent(new Event('input'));
    await expectClean();
    clear(many);
  });

  it('is clean: live updates paused, and in Spanish', async () => {
    document.documentElement.lang = 'es';
    const element = await show(wire, '<cemscale-presence></cemscale-presence>');
    wire.refusesSockets = true;
    wire.cut();
    await until('the note', () => deep(element, '.notice')?.textContent?.includes('15 s'));
    await expectClean();
  });
});
