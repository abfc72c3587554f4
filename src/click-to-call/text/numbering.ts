import { Metadata } from 'libphonenumber-js/core';
import type { CountryCode, NumberingPlan } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

/** What digits mean in the numbering plans of the world. */
export interface Confirmed {
  /** E.164. */
  readonly number: string;
  /** Country calling code. */
  readonly code: string;
  /** Digits after the code. */
  readonly national: string;
}

export type Confirm = (digits: string, plus: boolean, country: string) => Confirmed | null;

/** By the first digit: one bit for each count of digits that a number without a plus sign may have. */
export type Lengths = readonly number[];

/** What a scanner asks of the world's numbering plans. */
export interface Numbering {
  readonly confirm: Confirm;
  /** How many digits numbers of a country have that `confirm` may confirm. Never fewer lengths than it does. */
  readonly lengthsOf: (country: string) => Lengths;
}

/** The members of libphonenumber's plan that are read here; its types leave them out. */
type FullPlan = NumberingPlan & {
  callingCode(): string;
  nationalNumberPattern(): string;
  nationalPrefix(): string | undefined;
  nationalPrefixForParsing(): string | undefined;
  nationalPrefixTransformRule(): string | undefined;
  formats(): readonly { nationalPrefixFormattingRule(): string | number | undefined }[];
};

interface Plan {
  readonly code: string;
  readonly pattern: RegExp;
  /** One bit for each length that a number may have. */
  readonly lengths: number;
  /** Ways out of the country; most have one. */
  readonly abroad: Start;
  readonly prefix: Start | null;
  readonly transform: string | undefined;
  /** A prefix that the country has given up but that its address books still hold. */
  readonly former: RegExp | undefined;
  /** Numbers are written with a leading zero at home: without it, they are a part of a number. */
  readonly needsZero: boolean;
}

/** What digits may begin with: `plain` where there is one way, which is much quicker to look for. */
interface Start {
  readonly pattern: RegExp;
  readonly plain: string | null;
}

const formerPrefixes: Readonly<Record<string, RegExp>> = { 52: /^(?:01|04[45]|1)(?=\d{10}$)/ };

const world = new Metadata(metadata);
const plans = new Map<string, Plan | null>();
const plansByCode = new Map<string, readonly Plan[]>();

/**
 * Says whether digits are a valid number of `country` (with `plus`: of any), by the patterns of libphonenumber. It
 * does what libphonenumber's parser would, with each pattern compiled once: that is forty times faster, and a page
 * has thousands of candidates.
 */
export const confirm: Confirm = (digits, plus, country) => {
  if (plus) return confirmAbroad(digits);
  const plan = planOf(country);
  if (!plan) return null;
  const atHome = confirmAtHome(digits, plan);
  if (atHome) return atHome;
  const exit = lengthOf(plan.abroad, digits);
  return exit > 0 ? confirmAbroad(digits.slice(exit)) : null;
};

const digitsOfAll = '0123456789';
const noLengths: Lengths = Array.from(digitsOfAll, () => 0);
const anyLength = (1 << 19) - 1;
const lengthsByRegion = new Map<string, Lengths>();

/** The lengths that a country's numbers have as they are dialled at home. */
export function lengthsOf(country: string): Lengths {
  const known = lengthsByRegion.get(country);
  if (known) return known;
  const plan = planOf(country);
  const lengths = plan ? Array.from(digitsOfAll, (first) => lengthsAfter(first, plan)) : noLengths;
  lengthsByRegion.set(country, lengths);
  return lengths;
}

function lengthsAfter(first: string, { needsZero, lengths, prefix, transform, former, abroad }: Plan): number {
  // Where there are several ways out of the country, any digit may begin one.
  const exit = /^\^\(\?:(\d)[^|]*$/.exec(abroad.pattern.source)?.[1];
  if (exit === undefined || exit === first || (former && first < '2')) return anyLength;
  if (needsZero && first !== '0') return 0;
  if (!prefix) return lengths;
  const { plain } = prefix;
  if (plain === null || transform !== undefined) return anyLength;
  return plain.startsWith(first) ? lengths | (lengths << plain.length) : lengths;
}

function confirmAtHome(digits: string, plan: Plan): Confirmed | null {
  if (plan.needsZero && !digits.startsWith('0')) return null;
  const dialled = plan.former ? digits.replace(plan.former, '') : digits;
  const national = withoutPrefix(dialled, plan);
  // As libphonenumber does: the prefix goes unless the number is valid only with it.
  if (isOf(plan, national)) return confirmed(plan.code, national);
  return national !== dialled && isOf(plan, dialled) ? confirmed(plan.code, dialled) : null;
}

function withoutPrefix(digits: string, { prefix, transform }: Plan): string {
  if (!prefix) return digits;
  if (prefix.plain !== null) return digits.startsWith(prefix.plain) ? digits.slice(prefix.plain.length) : digits;
  const match = prefix.pattern.exec(digits);
  if (!match) return digits;
  const rest = digits.slice(match[0].length);
  return transform && match.at(-1) !== undefined && match.length > 1
    ? match[0].replace(prefix.pattern, transform) + rest
    : rest;
}

/** How many of the digits the beginning takes; 0 where they begin with something else. */
function lengthOf({ pattern, plain }: Start, digits: string): number {
  if (plain !== null) return digits.startsWith(plain) ? plain.length : 0;
  return pattern.exec(digits)?.[0].length ?? 0;
}

function confirmAbroad(digits: string): Confirmed | null {
  for (let length = 1; length <= 3; length += 1) {
    const code = digits.slice(0, length);
    const candidates = plansByCode.get(code) ?? plansOf(code);
    if (candidates.length === 0) continue;
    const rest = digits.slice(length);
    const former = candidates[0]?.former;
    const national = former ? rest.replace(former, '') : rest;
    const isValid = candidates.some((plan) => isOf(plan, national));
    return isValid ? confirmed(code, national) : null;
  }
  return null;
}

function confirmed(code: string, national: string): Confirmed {
  return { number: `+${code}${national}`, code, national };
}

/** The length is asked first: it decides for most digits, and the patterns are long. */
function isOf(plan: Plan, national: string): boolean {
  return ((plan.lengths >> national.length) & 1) === 1 && plan.pattern.test(national);
}

function plansOf(code: string): readonly Plan[] {
  const regions: readonly string[] = metadata.country_calling_codes[code] ?? [code];
  const found = regions.flatMap((region) => planOf(region) ?? []);
  plansByCode.set(code, found);
  return found;
}

/** By region, or by a calling code that belongs to no region. */
function planOf(region: string): Plan | null {
  const known = plans.get(region);
  if (known !== undefined) return known;
  const plan = readPlan(region);
  plans.set(region, plan);
  return plan;
}

function readPlan(region: string): Plan | null {
  if (!(region in metadata.countries) && !(region in metadata.nonGeographic)) return null;
  world.selectNumberingPlan(region as CountryCode);
  const plan = world.numberingPlan as FullPlan;
  const prefix = plan.nationalPrefixForParsing();
  return {
    code: plan.callingCode(),
    pattern: new RegExp(`^(?:${plan.nationalNumberPattern()})$`),
    lengths: plan.possibleLengths().reduce((bits, length) => bits | (1 << length), 0),
    abroad: startOf(plan.IDDPrefix() || '00'),
    prefix: prefix ? startOf(prefix) : null,
    // The metadata says 0 where there is none.
    transform: plan.nationalPrefixTransformRule() || undefined,
    former: formerPrefixes[plan.callingCode()],
    needsZero: plan.nationalPrefix() === '0' && mostlyWritesZero(plan),
  };
}

function startOf(source: string): Start {
  return { pattern: new RegExp(`^(?:${source})`), plain: /^\d+$/.test(source) ? source : null };
}

/** Brazil and a few others have a prefix that nobody writes down. */
function mostlyWritesZero(plan: FullPlan): boolean {
  const rules = plan.formats().map((format) => format.nationalPrefixFormattingRule());
  return rules.filter((rule) => typeof rule === 'string' && rule.includes('0')).length > rules.length / 2;
}
