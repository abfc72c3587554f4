import { expect } from 'chai';
import { page } from '../../support/page.js';
import { until } from '../../support/poll.js';
import { deep } from '../mount.js';
import { catalogue, stage, unstage } from '../views/catalogue.js';

/** The width of a text in the font that its element has. */
function widthOf(text: string, font: CSSStyleDeclaration): number {
  const pen = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
  pen.font = `${font.fontWeight} ${font.fontSize} ${font.fontFamily}`;
  return pen.measureText(text).width;
}

describe('a phone in a window of 280 px', function () {
  this.timeout(90_000);

  const show = async (id: string, locale: 'en' | 'es'): Promise<HTMLElement> => {
    const view = catalogue.find((one) => one.id === id);
    if (!view) throw new Error(`There is no view "${id}".`);
    await page('page:size', { width: 280, height: 620 });
    return stage(view, { theme: 'light', locale, dir: 'ltr' });
  };

  afterEach(async () => {
    await unstage();
    await page('page:size', { width: 800, height: 600 });
  });

  for (const locale of ['en', 'es'] as const) {
    it(`shows all of what a field is for (${locale})`, async () => {
      await show('phone/adding a person', locale);
      const host = await until('the field', () => deep(document.body, 'cemscale-add-person'));
      const field = await until('its input', () => deep<HTMLInputElement>(host, 'input'));
      const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(field);
      const room = field.clientWidth - parseFloat(paddingInlineStart) - parseFloat(paddingInlineEnd);
      const needed = widthOf(field.placeholder, getComputedStyle(field, '::placeholder'));
      expect(needed).to.be.greaterThan(60);
      expect(needed).to.be.at.most(room);
    });

    it(`lets a supervisor reach Mute without scrolling (${locale})`, async () => {
      const phone = await show('phone/listening', locale);
      const mute = await until('Mute', () => deep(phone, '.controls .control'));
      const box = mute.getBoundingClientRect();
      const { bottom } = (mute.closest('.body') as HTMLElement).getBoundingClientRect();
      expect(box.bottom).to.be.at.most(bottom);
    });
  }
});
