import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { page } from '../../support/page.js';
import { expectAccessible } from '../axe.js';
import { focused } from '../mount.js';
import { stage, unstage } from './catalogue.js';
import { covered, cutOff, lost, uncut } from './sight.js';
import { looks, nameOf, type View } from './view.js';

const plain = { theme: 'light', locale: 'en', dir: 'ltr' } as const;

const controls = 'a[href], button, input, select, textarea, summary, [tabindex]';

/** Elements below, inside every shadow tree, its own included. */
function* below(root: ParentNode): Generator<HTMLElement> {
  if (root instanceof Element && root.shadowRoot) yield* below(root.shadowRoot);
  for (const element of root.children) {
    if (element instanceof HTMLElement) yield element;
    yield* below(element);
  }
}

const label = (element: Element): string => element.outerHTML.replace(/\s+/g, ' ').slice(0, 140);
const isShown = (element: HTMLElement): boolean => element.checkVisibility({ visibilityProperty: true });

/** What the Tab key has to reach: all that can be operated; of a group with one way in, and of radios, only that. */
function stops(root: HTMLElement): HTMLElement[] {
  return [...below(root)].filter(
    (one) =>
      one.matches(controls) &&
      isShown(one) &&
      one.tabIndex >= 0 &&
      !one.matches(':disabled') &&
      // A group of radios takes the focus once.
      !(one instanceof HTMLInputElement && one.type === 'radio'),
  );
}

/** A control that the Tab key passes must be reached by arrows from one that it stops at. */
function unreachable(root: HTMLElement): HTMLElement[] {
  return [...below(root)].filter(
    (one) =>
      one.matches('a[href], button, input, select, textarea') &&
      isShown(one) &&
      one.tabIndex < 0 &&
      !one.closest('[role=grid], [role=toolbar], [role=tablist], [role=listbox], [role=radiogroup]'),
  );
}

/** What is drawn around or in an element that has the focus, against what is without it. */
function ringOf(element: Element): string {
  const marks = [
    element,
    ...(element.closest('.search, .field, label') ? [element.closest('.search, .field, label')] : []),
  ];
  return marks
    .map((one) => {
      const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(one as Element);
      return `${outlineStyle} ${outlineWidth} ${boxShadow} ${borderColor}`;
    })
    .join();
}

/** Goes through the view by the Tab key until the focus leaves it: everything is met, and shows it. */
async function walk(root: HTMLElement): Promise<void> {
  const before = document.createElement('button');
  const after = document.createElement('button');
  before.textContent = after.textContent = 'The page';
  document.body.prepend(before);
  document.body.append(after);
  before.focus();
  const wanted = stops(root);
  const rings = new Map(wanted.map((one) => [one, ringOf(one)]));
  const met = new Set<Element>();
  const dim: string[] = [];
  try {
    for (let step = 0; step < wanted.length + 8; step += 1) {
      await sendKeys({ press: 'Tab' });
      const at = focused();
      if (!at || at === after || at === document.body) break;
      if (met.has(at)) break;
      met.add(at);
      if (rings.has(at as HTMLElement) && ringOf(at) === rings.get(at as HTMLElement)) dim.push(label(at));
    }
    expect(wanted.filter((one) => !met.has(one)).map(label), 'not reached').to.deep.equal([]);
    expect(dim, 'focus that cannot be seen').to.deep.equal([]);
    expect(unreachable(root).map(label), 'no way there by keys').to.deep.equal([]);
  } finally {
    before.remove();
    after.remove();
  }
}

/** Turns of the screen that a window may take to be as wide as it was told to be. */
const MOST_FRAMES = 30;

/** Nothing is wider than the window, lies over another thing, or is cut off where no scrolling brings it back. */
async function expectFitting(root: HTMLElement): Promise<void> {
  for (let left = MOST_FRAMES; left > 0 && covered([...below(root)]).length > 0; left -= 1) await frame();
  const wide = [...below(root)].filter((one) => {
    const { left, right, width } = uncut(one);
    return width > 0 && !one.closest('.sr-only, .track, svg') && (right > innerWidth + 1 || left < -1);
  });
  expect(wide.map(label), 'wider than the window').to.deep.equal([]);
  const all = [...below(root)];
  expect(covered(all).map(label), 'controls that lie beneath something').to.deep.equal([]);
  expect(cutOff(all).map(label), 'cut off, and not by scrolling').to.deep.equal([]);
  expect(lost(all).map(label), 'no room is left for it').to.deep.equal([]);
}

const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

/** Looks at these views in every look, at the smallest width, in forced colours, and goes through them by keys. */
export function checkViews(name: string, views: readonly View[]): void {
  describe(name, function () {
    this.timeout(30_000);
    before(() => page('page:media', { 'prefers-reduced-motion': 'reduce' }));
    afterEach(unstage);
    after(async () => {
      await page('page:media', {});
      await page('page:size', { width: 800, height: 600 });
    });

    for (const view of views) {
      for (const look of looks)
        it(`${view.id} is accessible and fits into 280 px (${nameOf(look)})`, async () => {
          await page('page:size', { width: 280, height: 640 });
          const root = await stage(view, look);
          await expectAccessible();
          await expectFitting(root);
          // What stands in the page is as high as it is; the phone has to do with a low window.
          if (/^(three-way|presence)\b/.test(view.id)) return;
          await page('page:size', { width: 280, height: 400 });
          await frame();
          await expectFitting(root);
        });

      it(`${view.id} is operated by keys, and without motion`, async () => {
        await page('page:size', { width: 400, height: 700 });
        const root = await stage(view, plain);
        const moving = [...below(root.getRootNode() as ParentNode)]
          .flatMap((one) => one.getAnimations())
          .filter(
            ({ playState, effect }) => playState === 'running' && Number(effect?.getComputedTiming().duration) > 1,
          );
        expect(
          moving.map((one) => (one.effect as KeyframeEffect).target?.outerHTML.slice(0, 100)),
          'moves all the same',
        ).to.deep.equal([]);
        if (!view.hasFocus) await walk(root);
      });

      it(`${view.id} keeps its contrast and marks in forced colours`, async () => {
        await page('page:media', { 'forced-colors': 'active' });
        try {
          const root = await stage(view, plain);
          expect(matchMedia('(forced-colors: active)').matches).to.equal(true);
          const unmarked = [...below(root)].filter(
            (one) => one.matches('button, input, select, textarea') && isShown(one) && !isMarked(one),
          );
          expect(unmarked.map(label), 'controls that cannot be told from text').to.deep.equal([]);
        } finally {
          await page('page:media', { 'prefers-reduced-motion': 'reduce' });
        }
      });
    }
  });
}

/** Has a border, or words or a drawing in a colour of the system that differs from the ground. */
function isMarked(control: HTMLElement): boolean {
  const { color, backgroundColor } = getComputedStyle(control);
  return color !== backgroundColor;
}
