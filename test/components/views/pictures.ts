import { page } from '../../support/page.js';
import { focused } from '../mount.js';
import { catalogue, stage, unstage } from './catalogue.js';
import type { Look, View } from './view.js';

// Not a test: `npm run views` draws docs/images/views anew with it. One sheet per group of views; each view in light and
// dark, at three widths of the window. Of the widest window the corner where the phone floats is kept.

const widths = [280, 375, 1280];
const tall = 620;
/** Of a closed phone only its edge of the window is kept. */
const low = 100;
const cut = 420;
const gap = 10;
const title = 20;
const perSheet = 6;
/** Of a CSS pixel: legible, and small enough to be kept in the repository. */
const scale = 0.62;

const themes = ['light', 'dark'] as const;
const shownWidth = (width: number): number => Math.min(width, cut);
const rowWidth = themes.length * widths.reduce((sum, width) => sum + shownWidth(width) + gap, 0);

const isLow = ({ id }: View): boolean => id.startsWith('closed/') && id !== 'closed/shortcuts';
const heightOf = (view: View): number => (isLow(view) ? low : tall);

async function picture(view: View, look: Look, width: number): Promise<ImageBitmap> {
  const height = heightOf(view);
  await page('page:size', { width, height: tall });
  await stage(view, look);
  const at = focused();
  if (at instanceof HTMLElement) at.blur();
  const isInPage = /^(presence|three-way)\//.test(view.id);
  const isAbove = view.id.startsWith('closed/slim');
  const clip = {
    x: isInPage ? 0 : width - shownWidth(width),
    y: isAbove ? 0 : tall - height,
    width: shownWidth(width),
    height,
  };
  const data = (await page('page:picture', clip)) as string;
  await unstage();
  return createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
}

async function sheet(name: string, views: readonly View[]): Promise<void> {
  const canvas = document.createElement('canvas');
  canvas.width = rowWidth * scale;
  const rows = views.map((view) => heightOf(view) + title + gap);
  const whole = rows.reduce((sum, row) => sum + row, 0);
  canvas.height = whole * scale;
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  pen.scale(scale, scale);
  pen.fillStyle = '#8a8f98';
  pen.fillRect(0, 0, rowWidth, whole);
  let y = 0;
  for (const [row, view] of views.entries()) {
    pen.fillStyle = '#000';
    pen.font = '600 15px system-ui';
    pen.fillText(view.id, gap, y + 15);
    let x = 0;
    for (const theme of themes)
      for (const width of widths) {
        const shown = await picture(view, { theme, locale: 'en', dir: 'ltr' }, width);
        pen.drawImage(shown, x, y + title);
        x += shownWidth(width) + gap;
      }
    y += rows[row] ?? 0;
  }
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/webp', 0.6));
  const bytes = new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));
  const data = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  await page('page:keep', { name: `${name}.webp`, data });
}

describe('the pictures of the views', function () {
  this.timeout(600_000);
  before(() => page('page:media', { 'prefers-reduced-motion': 'reduce' }));
  const groupOf = ({ id }: View): string => id.split('/')[0] ?? id;
  for (const group of new Set(catalogue.map(groupOf))) {
    const views = catalogue.filter((view) => groupOf(view) === group);
    for (let start = 0; start < views.length; start += perSheet) {
      const part = views.length > perSheet ? `-${start / perSheet + 1}` : '';
      it(`draws ${group}${part}`, () =>
        sheet(`${group.replaceAll(' ', '-')}${part}`, views.slice(start, start + perSheet)));
    }
  }
});
