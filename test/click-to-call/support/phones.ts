import { plans, type Country } from './number-plans.js';
import type { Random } from './random.js';

/** A telephone number as somebody wrote it, and what it means. */
export interface WrittenPhone {
  readonly text: string;
  /** E.164. */
  readonly number: string;
  /** Digits of an extension that is written behind it; empty without one. */
  readonly extension: string;
  /** Nothing but digits: a reader needs a label or a word to tell it from an id. */
  readonly bare: boolean;
}

/** Numbers of other places as every CRM has some. */
const abroad: readonly (readonly [text: string, code: string])[] = [
  ['+33 1 42 68 53 ##', '+33'],
  ['+33 (0)1 42 68 53 ##', '+33'],
  ['+39 06 698 12###', '+39'],
  ['+41 44 668 18 ##', '+41'],
  ['+43 1 58858 ##', '+43'],
  ['+351 21 386 9###', '+351'],
  ['+31 20 794 03##', '+31'],
  ['+55 11 3071-4###', '+55'],
  ['+61 2 9374 4###', '+61'],
  ['+81 3-6384-9###', '+81'],
  ['+91 80 6721 8###', '+91'],
  ['+1 416 555 01##', '+1'],
];

const extensions: Readonly<Record<Country, readonly string[]>> = {
  US: [' x###', ' ext. ###', ' ext ####', ', ext. ###', ' extension ###', 'x###'],
  GB: [' ext. ###', ' x###', ' ext ####'],
  DE: [' ext. ##', ' Durchwahl ##', ' DW ##'],
  ES: [' ext. ###', ' ext ###', ' extensi\u00f3n ###', ' Ext.: ###'],
  MX: [' ext. ###', ' ext ####', ' Ext. ###', ' extensi\u00f3n ###'],
};

/** One number of `country`, now and then of another place or with an extension. */
export function writePhone(
  random: Random,
  country: Country,
  options: { readonly bare?: boolean } = {},
): WrittenPhone {
  if (random.chance(0.06)) return writeAbroad(random);
  const plan = random.pick(plans[country]);
  const parts = plan.parts(random);
  const ways = options.bare === false ? plan.written.filter((way) => !isBare(way)) : plan.written;
  const way = random.pick(ways);
  const text = way.replace(/\$(\d)/g, (_, index: string) => parts[Number(index) - 1] ?? '');
  const tail = random.chance(0.05) && !isBare(way) ? random.fill(random.pick(extensions[country])) : '';
  return {
    text: text + tail,
    number: `+${plan.code}${parts.join('')}`,
    extension: tail.replace(/\D/g, ''),
    bare: isBare(way),
  };
}

function writeAbroad(random: Random): WrittenPhone {
  const [pattern] = random.pick(abroad);
  const text = random.fill(pattern);
  return { text, number: `+${text.replace('(0)', '').replace(/\D/g, '')}`, extension: '', bare: false };
}

/** A way to write without any separator or plus sign. */
function isBare(way: string): boolean {
  return /^\d*(?:\$\d)+$/.test(way);
}
