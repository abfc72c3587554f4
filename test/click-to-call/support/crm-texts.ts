import { idSentences, longSentences, phoneSentences, plainSentences, twoPhoneSentences } from './crm-words.js';
import { decoys, languageOf, selfEvident, type Decoy, type Language } from './decoys.js';
import type { Country } from './number-plans.js';
import { writePhone, type WrittenPhone } from './phones.js';
import type { Random } from './random.js';

/** A telephone number that a reader of the page would find. */
export interface ExpectedNumber {
  /** Where it stands in its text node, without an extension. */
  readonly start: number;
  readonly end: number;
  readonly number: string;
  readonly extension: string;
}

/** Text with the numbers that were put into it. */
export interface Written {
  readonly text: string;
  readonly numbers: readonly ExpectedNumber[];
}

/** Writes the sentences of a page. */
export class CrmTexts {
  readonly #random: Random;
  readonly #country: Country;
  readonly #language: Language;

  constructor(random: Random, country: Country) {
    this.#random = random;
    this.#country = country;
    this.#language = languageOf(country);
  }

  /** An entry of an activity log: what it is about stands somewhere among other sentences. */
  note(): Written {
    const others = (count: number): string =>
      Array.from({ length: this.#random.int(0, count) }, () =>
        this.#random.pick(longSentences[this.#language]),
      ).join(' ');
    return joined([plain(others(3)), this.#core(), plain(others(2))]);
  }

  /** About a call, about an id, or about nothing with a number. */
  #core(): Written {
    const kind = this.#random.next();
    if (kind < 0.3) return this.sentence(this.#random.pick(phoneSentences[this.#language]));
    if (kind < 0.4) return this.sentence(this.#random.pick(twoPhoneSentences));
    if (kind < 0.6) {
      const decoy = this.#random.pick(decoys);
      const sentence = this.#random.pick(idSentences[this.#language]).replace('{label}', this.label(decoy));
      return plain(sentence.replace('%', decoy.write(this.#random, this.#country)));
    }
    if (kind < 0.75)
      return plain(
        `${this.#random.pick(plainSentences[this.#language])} ${this.#random.pick(selfEvident)(this.#random, this.#country)}`,
      );
    return plain(this.#random.pick(plainSentences[this.#language]));
  }

  /** A sentence with a telephone number at each `%`. */
  sentence(pattern: string): Written {
    let text = '';
    const numbers: ExpectedNumber[] = [];
    // A number without separators is one only where a word says so.
    const told = /[\p{L}]{2}|\p{L}:/u.test(pattern);
    for (const [index, part] of pattern.split('%').entries()) {
      if (index > 0) {
        const phone = writePhone(this.#random, this.#country, told ? {} : { bare: false });
        const written = phoneText(phone);
        numbers.push(
          ...written.numbers.map((one) => ({
            ...one,
            start: one.start + text.length,
            end: one.end + text.length,
          })),
        );
        text += written.text;
      }
      text += part;
    }
    return { text, numbers };
  }

  /** What stands above or before the decoy; programs write some of them in English everywhere. */
  label(decoy: Decoy): string {
    return this.#random.pick(decoy.labels[this.#random.chance(0.15) ? 'en' : this.#language]);
  }
}

/** Texts in a row, with spaces between them. */
function joined(parts: readonly Written[]): Written {
  let text = '';
  const numbers: ExpectedNumber[] = [];
  for (const part of parts) {
    if (part.text === '') continue;
    if (text !== '') text += ' ';
    numbers.push(
      ...part.numbers.map((one) => ({ ...one, start: one.start + text.length, end: one.end + text.length })),
    );
    text += part.text;
  }
  return { text, numbers };
}

/** Text without a telephone number. */
export function plain(text: string): Written {
  return { text, numbers: [] };
}

/** A telephone number alone. */
export function phoneText(phone: WrittenPhone): Written {
  const tail =
    phone.extension === ''
      ? 0
      : phone.text.length -
        phone.text.search(/[,\s]*(?:x|ext|Ext|extensi\u00f3n|extension|Durchwahl|DW)[\s.:]*\d+$/u);
  return {
    text: phone.text,
    numbers: [{ start: 0, end: phone.text.length - tail, number: phone.number, extension: phone.extension }],
  };
}
