import 'axe-core/axe.js';
import type axe from 'axe-core';
import { expect } from 'chai';
import { endAnimations } from './mount.js';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

const rules: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // These three are about the page around the phone.
  rules: {
    region: { enabled: false },
    'page-has-heading-one': { enabled: false },
    'landmark-one-main': { enabled: false },
  },
};

/** Lets axe look at the page as it stands, and expects that it finds nothing and did look at the contrast. */
export async function expectAccessible(): Promise<void> {
  document.title ||= 'Host page';
  endAnimations(document.body);
  const { violations, passes } = await window.axe.run(document.body, rules);
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
  );
  expect(found).to.deep.equal([]);
  expect(passes.map(({ id }) => id)).to.include('color-contrast');
}
