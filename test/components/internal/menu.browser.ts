import 'axe-core/axe.js';
import type axe from 'axe-core';
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../../src/components/internal/menu.js';
import type { Menu } from '../../../src/components/internal/menu.js';
import { clearStage, focused, mountRoot } from '../mount.js';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

const words = ['Copy number', 'Add to call', 'Block'];

describe('<cemscale-menu>', () => {
  let menu: Menu;
  let chosen: string[];

  const items = () => [...(menu.shadowRoot?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  const word = () => focused()?.textContent?.trim();
  const mount = async (theme: 'light' | 'dark' = 'light') => {
    chosen = [];
    const root = mountRoot({ theme });
    const box = document.createElement('div');
    box.className = 'root';
    menu = document.createElement('cemscale-menu');
    menu.label = 'More';
    menu.items = words.map((label) => ({ label, choose: () => void chosen.push(label) }));
    box.append(menu);
    root.append(box);
    await menu.updateComplete;
    menu.focus();
  };
  const open = async () => {
    await sendKeys({ press: 'Enter' });
    await menu.updateComplete;
    await menu.updateComplete;
  };

  beforeEach(() => mount());
  afterEach(clearStage);

  it('opens with its first choice focused and gives the focus back with Escape, which goes no further', async () => {
    let escaped = false;
    menu.addEventListener('keydown', ({ key }) => (escaped ||= key === 'Escape'));
    await open();
    expect(word()).to.equal('Copy number');
    await sendKeys({ press: 'Escape' });
    await menu.updateComplete;
    expect(items()).to.have.length(0);
    expect(focused()?.getAttribute('aria-label')).to.equal('More');
    expect(escaped, 'the view behind saw the Escape').to.equal(false);
  });

  it('is walked by arrows, Home, End and first letters', async () => {
    await open();
    await sendKeys({ press: 'ArrowDown' });
    expect(word()).to.equal('Add to call');
    await sendKeys({ press: 'End' });
    expect(word()).to.equal('Block');
    await sendKeys({ press: 'ArrowDown' });
    expect(word()).to.equal('Copy number');
    await sendKeys({ press: 'ArrowUp' });
    expect(word()).to.equal('Block');
    await sendKeys({ press: 'a' });
    expect(word()).to.equal('Add to call');
  });

  it('does what is chosen once, and closes', async () => {
    await open();
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    await menu.updateComplete;
    expect(chosen).to.deep.equal(['Add to call']);
    expect(items()).to.have.length(0);
  });

  it('closes when something else is pressed', async () => {
    await open();
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    await menu.updateComplete;
    expect(items()).to.have.length(0);
  });

  it('stays within the window at its edge', async () => {
    menu.style.cssText = 'position: fixed; right: 0; bottom: 0';
    await open();
    const box = menu.shadowRoot?.querySelector('.menu')?.getBoundingClientRect();
    expect(box?.right).to.be.at.most(innerWidth - 8);
    expect(box?.bottom).to.be.at.most(innerHeight - 8);
    expect(box?.top).to.be.at.least(0);
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`has no accessibility violation, ${theme}`, async () => {
      clearStage();
      await mount(theme);
      await open();
      const { violations } = await window.axe.run(menu, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
      });
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).to.deep.equal([]);
    });
  }
});
