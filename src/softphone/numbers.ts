import { AsYouType, parsePhoneNumber } from 'libphonenumber-js/core';
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import { confirm } from '../click-to-call/text/numbering.js';

/** A caret that is kept at its digit while the digits are grouped. */
export interface Grouped {
  readonly text: string;
  /** Where in `text` the caret stands. */
  readonly caret: number;
}

/** Shortest number of digits that is read as a number of the public network and not as an extension. */
const SHORTEST = 7;
/** From here on digits are grouped while they are typed, whether or not they are a whole number yet. */
const GROUPED_FROM = 8;
/** Of the same numbers again and again in a long list. */
const CACHED = 2000;

/**
 * Numbers as people of one country read and write them, by the numbering plans of libphonenumber. What is not a
 * number of the public network (feature codes, short numbers, extensions, SIP addresses) passes untouched.
 */
export class PhoneNumbers {
  readonly #country: CountryCode | undefined;
  readonly #isExtension: (number: string) => boolean;
  readonly #shown = new Map<string, string>();

  /** `country`: region such as `US`; empty or unknown: only numbers with `+` are read. */
  constructor(country = '', isExtension: (number: string) => boolean = () => false) {
    this.#country = country in metadata.countries ? (country as CountryCode) : undefined;
    this.#isExtension = isExtension;
  }

  /** What is dialled for what was typed: E.164 for a valid number of this country or of abroad, else the text itself. */
  dialled(text: string): string {
    const digits = text.replace(/[\s().-]/g, '');
    if (!/^\d{7,}$/.test(digits) || !this.#country || this.#isExtension(digits)) return text;
    const number = confirm(digits, false, this.#country);
    // Seven digits of North America lack their area code, whatever the plan's patterns let through.
    return number && !(number.code === '1' && number.national.length < 10) ? number.number : text;
  }

  /** The number in groups: as it is written at home, or with its country's code. */
  shown(number: string): string {
    const known = this.#shown.get(number);
    if (known !== undefined) return known;
    const text = this.#show(number);
    if (this.#shown.size >= CACHED) this.#shown.clear();
    this.#shown.set(number, text);
    return text;
  }

  /** The same number with its country's code in front, for whoever has to see where a call goes. */
  international(number: string): string {
    return this.#parse(number)?.formatInternational() ?? number;
  }

  /** Digits in groups as far as they were typed, with the caret after as many digits as before. */
  typed(number: string, caret: number): Grouped {
    const text = this.#group(number);
    let at = 0;
    for (let left = caret; left > 0 && at < text.length; at += 1) if (isDialled(text[at])) left -= 1;
    return { text, caret: caret >= number.length ? text.length : at };
  }

  /** The same for all spellings of one number: E.164, or the bare text. */
  key(number: string): string {
    const bare = number.replace(/^(?:tel|sips?):/i, '').replace(/@.*$/, '');
    return this.dialled(/[a-z]/i.test(bare) ? bare : bare.replace(/[^\d*#+]/g, ''));
  }

  #show(number: string): string {
    const read = this.dialled(number);
    const parsed = this.#parse(read);
    if (!parsed) return number;
    const atHome = this.#country && metadata.countries[this.#country]?.[0] === parsed.countryCallingCode;
    return atHome ? parsed.formatNational() : parsed.formatInternational();
  }

  #parse(number: string): PhoneNumber | null {
    if (!/^\+\d{5,15}$/.test(number)) return null;
    try {
      return parsePhoneNumber(number, { extract: false }, metadata);
    } catch {
      return null;
    }
  }

  #group(number: string): string {
    if (!/^\+?\d+$/.test(number)) return number;
    const isLong = number.startsWith('+') || number.length >= GROUPED_FROM;
    const isWhole = number.length >= SHORTEST && this.dialled(number) !== number;
    if (!isLong && !isWhole) return number;
    if (!number.startsWith('+') && (!this.#country || this.#isExtension(number))) return number;
    const text = new AsYouType(this.#country, metadata).input(number);
    return bare(text) === number ? text : number;
  }
}

function bare(text: string): string {
  return text.replace(/[^\d+]/g, '');
}

function isDialled(character: string | undefined): boolean {
  return character !== undefined && /[\d*#+]/.test(character);
}
