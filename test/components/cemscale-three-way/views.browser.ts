import 'axe-core/axe.js';
import type axe from 'axe-core';
import { expect } from 'chai';
import { hearingWords } from '../../../src/components/cemscale-three-way/hearing-words.js';
import { createMsg } from '../../../src/components/internal/localize.js';
import { templates } from '../../../src/components/locales/es.js';
import { clearStage, endAnimations, textOf } from '../mount.js';
import { people, sessions, show, type SessionName } from './stage.js';

const rules: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
const names = Object.keys(sessions) as SessionName[];

const words: Record<SessionName, readonly [english: string, spanish: string]> = {
  adding: ['Calling Ben…', 'Llamando a Ben…'],
  dialing: ['Calling Ben… Ana hears music.', 'Llamando a Ben… Ana oye música.'],
  canceling: ['No longer calling Ben… Ana hears music.', 'Se deja de llamar a Ben… Ana oye música.'],
  resumed: ['Calling Ben… You and Ana hear each other.', 'Llamando a Ben… Usted y Ana se oyen entre sí.'],
  alone: ['Calling Ben…', 'Llamando a Ben…'],
  holding: ['You and Ben hear each other. Ana hears music.', 'Usted y Ben se oyen entre sí. Ana oye música.'],
  swapping: ['You and Ben hear each other. Ana hears music.', 'Usted y Ben se oyen entre sí. Ana oye música.'],
  'both held': ['Nobody hears you. Ana and Ben hear music.', 'Nadie le oye. Ana y Ben oyen música.'],
  active: ['You, Ana and Ben all hear each other.', 'Usted, Ana y Ben se oyen entre sí.'],
  stale: ['You, Ana and Ben all hear each other.', 'Usted, Ana y Ben se oyen entre sí.'],
  'with a fourth': ['You, Ana, Ben, and Eva all hear each other.', 'Usted, Ana, Ben y Eva se oyen entre sí.'],
};

describe('the view of a three-way call', () => {
  afterEach(clearStage);

  for (const name of names)
    it(`says who hears whom while ${name}, in both languages`, () => {
      const shown = people(name);
      const english = hearingWords(shown, sessions[name], { msg: createMsg(), locale: 'en' });
      const spanish = hearingWords(shown, sessions[name], { msg: createMsg(templates), locale: 'es' });
      expect([english, spanish]).to.deep.equal(words[name]);
    });

  for (const name of names)
    for (const theme of ['light', 'dark'] as const)
      it(`has no accessibility violation while ${name}, ${theme}`, async () => {
        const { root } = await show(name, {
          theme,
          locale: theme === 'dark' ? 'es' : 'en',
          allowLeave: true,
          problem: 'No.',
        });
        endAnimations(root.host);
        const { violations } = await window.axe.run(root.host as HTMLElement, rules);
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).to.deep.equal(
          [],
        );
      });

  const buttons: Partial<Record<SessionName, readonly string[]>> = {
    dialing: ['Mute', 'Resume: talk to Ana while it rings', 'Stop calling', 'End call'],
    holding: [
      'Mute',
      'Swap: talk to Ana',
      'Drop Ana from the call',
      'Drop Ben from the call',
      'Merge all',
      'End for all',
    ],
    active: ['Mute', 'Hold Ana', 'Drop Ana from the call', 'Hold Ben', 'Drop Ben from the call', 'End for all'],
  };
  for (const [name, expected] of Object.entries(buttons) as [SessionName, readonly string[]][])
    it(`offers what can be done while ${name}, and nothing else`, async () => {
      const { root } = await show(name);
      const labels = [...root.querySelectorAll('button')].map(
        (one) => one.getAttribute('aria-label') ?? textOf(one),
      );
      expect(labels).to.deep.equal(expected);
    });

  it('offers to leave only where the page allows it', async () => {
    const { root } = await show('active', { allowLeave: true });
    expect(textOf(root)).to.include('Leave call');
  });

  it('asks for a wish that is open no second time, and for others all the same', async () => {
    const { root, asks } = await show('swapping');
    for (const button of root.querySelectorAll('button')) button.click();
    expect(asks.map(({ type }) => type)).to.deep.equal(['mute', 'drop', 'drop', 'merge', 'end']);
  });

  it('draws a line between people who hear each other, notes beside who hears music, dots to who is called', async () => {
    const lines = (root: ShadowRoot) => [...root.querySelectorAll('line')].map((one) => one.classList[1]).sort();
    const { root: held } = await show('holding');
    expect(lines(held)).to.deep.equal(['music', 'talk']);
    expect(held.querySelectorAll('.notes')).to.have.length(1);
    const { root: rings } = await show('dialing');
    expect(lines(rings)).to.deep.equal(['call', 'music']);
    const { root: together } = await show('active');
    expect(lines(together)).to.deep.equal(['talk', 'talk', 'talk']);
  });

  it('shows who speaks: of one voice at once, of several by the platform, nobody who is muted or waits', () => {
    const speaking = (name: SessionName, options: Parameters<typeof people>[1]) =>
      people(name, options)
        .filter(({ isSpeaking }) => isSpeaking)
        .map((one) => (one.isSelf ? 'self' : one.name));
    const loud = { microphone: 0.4, farEnd: 0.4 };
    expect(speaking('holding', { levels: loud })).to.deep.equal(['self', 'Ben']);
    expect(speaking('holding', { levels: loud, muted: true })).to.deep.equal(['Ben']);
    expect(speaking('active', { levels: loud })).to.deep.equal(['self']);
    expect(speaking('active', { levels: { microphone: 0, farEnd: 0 } })).to.deep.equal([]);
  });

  it('says when what it shows may be old', async () => {
    const { root } = await show('stale');
    expect(textOf(root)).to.include('The phone system does not answer right now.');
  });

  it('fits into 280 px without anything cut off', async () => {
    for (const name of names) {
      const { root } = await show(name, { allowLeave: true, locale: 'es' });
      const host = root.host as HTMLElement;
      host.style.cssText = 'display: block; width: 280px; container-type: inline-size';
      for (const element of root.querySelectorAll<HTMLElement>('button, p, .row'))
        expect(element.scrollWidth, `${name}: ${element.outerHTML}`).to.be.at.most(element.clientWidth + 1);
      expect(host.scrollWidth).to.be.at.most(280);
    }
  });
});
