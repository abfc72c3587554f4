import 'axe-core/axe.js';
import type axe from 'axe-core';
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../src/components/cemscale-three-way/cemscale-three-way.js';
import { startClickToCall } from '../../src/click-to-call/index.js';
import { clear, settled, show, smallCompany } from '../components/cemscale-presence/stage.js';
import { deep, drawn, endAnimations, mountPanel, textOf, clearStage } from '../components/mount.js';
import { active, inCall } from '../components/snapshots.js';
import { until } from '../support/poll.js';
import type { PresenceWire } from '../support/presence-wire.js';

const rules: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
};

async function expectClean(): Promise<void> {
  // What is still fading in has less contrast than it will have.
  for (const element of document.body.children) endAnimations(element);
  const { violations } = await window.axe.run(document.body, rules);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).to.eql([]);
}

describe('the elements in WebKit', function () {
  this.timeout(60_000);
  let wire: PresenceWire | undefined;
  beforeEach(() => {
    document.documentElement.lang = 'en';
    document.title = 'Elements';
  });
  afterEach(() => {
    if (wire) clear(wire);
    wire = undefined;
    clearStage();
    for (const element of document.querySelectorAll('cemscale-phone, cemscale-three-way')) element.remove();
  });

  it('show who is available, live', async () => {
    wire = smallCompany();
    const element = await show(wire, '<cemscale-presence></cemscale-presence>');
    expect(textOf(element)).to.contain('Bob Lindqvist');
    expect(textOf(element)).to.contain('Do not disturb');
    expect(element.isRealtime).to.equal(true);
    await settled();
    await expectClean();
  });

  it('show one person in a mark', async () => {
    wire = smallCompany();
    const element = await show(wire, '<cemscale-presence extension="1002" compact></cemscale-presence>');
    expect(element.getBoundingClientRect().width).to.be.greaterThan(0);
    await expectClean();
  });

  it('open the phone by keyboard and close it again', async () => {
    const element = document.createElement('cemscale-phone');
    element.setAttribute('connect', 'manual');
    document.body.append(element);
    await drawn(document.body);
    await until('the launcher', () => deep(element, 'button') !== null);
    (deep(element, 'button') as HTMLElement).focus();
    await sendKeys({ press: 'Enter' });
    await until('the panel', () => element.open && deep(element, 'cemscale-phone-panel') !== null);
    await drawn(document.body);
    expect(deep(element, 'cemscale-phone-panel')?.getBoundingClientRect().height).to.be.greaterThan(100);
    await expectClean();
    await sendKeys({ press: 'Escape' });
    await until('the phone to be closed', () => !element.open);
  });

  it('draw a call with its controls', async () => {
    const { panel } = await mountPanel(inCall(active()));
    expect(textOf(panel)).to.contain('Mute');
    expect(textOf(panel)).to.contain('Hold');
    await expectClean();
  });

  it('mount a three-way without a call', async () => {
    const element = document.createElement('cemscale-three-way');
    document.body.append(element);
    await drawn(document.body);
    expect(element.shadowRoot).to.not.equal(null);
    await expectClean();
  });

  it('find numbers in the text of a page without touching it', async () => {
    const note = document.createElement('p');
    note.textContent = 'Call her at (212) 555-0123.';
    document.body.append(note);
    const before = note.outerHTML;
    const found = startClickToCall({
      mode: 'text',
      country: () => 'US',
      canCall: () => true,
      call: () => undefined,
      words: () => ({ lang: 'en', call: (number) => `Call ${number}`, browse: () => '' }),
    });
    await until('the button in the tab order', () => document.querySelector('[data-cemscale-ignore]') !== null);
    expect(note.outerHTML).to.equal(before);
    found.stop();
    note.remove();
    expect(document.querySelector('[data-cemscale-ignore]')).to.equal(null);
  });
});
