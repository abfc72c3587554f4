import { createMsg, type Msg } from '../../../src/components/internal/localize.js';
import { templates } from '../../../src/components/locales/es.js';

/** How a view is looked at. */
export interface Look {
  readonly theme: 'light' | 'dark';
  readonly locale: 'en' | 'es';
  readonly dir: 'ltr' | 'rtl';
}

/** One thing that this package shows, with what stands behind it on a fake wire. */
export interface View {
  /** Groups by the part before the slash; names the file of its pictures. */
  readonly id: string;
  /** Puts it on the page and resolves when it shows what it is named after, with its outermost element. */
  readonly show: (look: Look) => Promise<HTMLElement>;
  /** Takes the focus and keeps it, or goes when it loses it: how keys work in it has a test beside the element. */
  readonly hasFocus?: true;
}

/** Each pair of a theme, a language and a direction. */
export const looks: readonly Look[] = [
  { theme: 'light', locale: 'en', dir: 'ltr' },
  { theme: 'dark', locale: 'es', dir: 'ltr' },
  { theme: 'light', locale: 'es', dir: 'rtl' },
  { theme: 'dark', locale: 'en', dir: 'rtl' },
];

export const nameOf = ({ theme, locale, dir }: Look): string => `${theme}, ${locale}, ${dir}`;

const languages = { en: createMsg(), es: createMsg(templates) };

/** The words of that language. */
export const wordsOf = ({ locale }: Look): Msg => languages[locale];
