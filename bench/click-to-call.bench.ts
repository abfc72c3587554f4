import { expect } from 'chai';
import { writeCrmPage } from '../test/click-to-call/support/crm-page.js';
import type { Country } from '../test/click-to-call/support/number-plans.js';
import { score } from '../test/click-to-call/support/score.js';
import {
  libphonenumber,
  ours,
  ringCentral,
  ringCentralMatcher,
  walk,
  type Finder,
} from './support/number-finders.js';
import { median } from './support/median.js';

const COUNTRIES: readonly Country[] = ['US', 'GB', 'DE', 'ES', 'MX'];
/** The first of them is cold: the browser has compiled nothing for speed yet. */
const ROUNDS = 9;
/** Seeds that no test uses. */
const FIRST_SEED = 20_260;

interface Measured {
  readonly name: string;
  readonly times: number[];
  readonly scores: { precision: number; recall: number }[];
}

/**
 * Each finder in turn, so that whatever slows the machine down slows all of them; each on a page of its own of the
 * same content, since the first to read a node pays for making it visible to scripts; and each after the garbage of
 * the one before is gone. What is timed is finding alone: nobody draws anything, and nobody asks for a layout.
 */
function measure(
  finders: ReadonlyMap<string, Finder>,
  country: Country,
  textNodes: number,
  rounds: number,
): Measured[] {
  const measured = [...finders.keys()].map((name): Measured => ({ name, times: [], scores: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, times, scores } of measured) {
      const page = writeCrmPage(document, country, textNodes, FIRST_SEED + round);
      document.body.append(page.root);
      collectGarbage();
      const start = performance.now();
      const findings = finders.get(name)?.(page, country) ?? new Map();
      times.push(performance.now() - start);
      scores.push(score(page, findings));
      page.root.remove();
    }
  }
  return measured;
}

const cold = ([first = NaN]: readonly number[]): number => first;
const warm = (values: readonly number[]): number => median(values.length > 1 ? values.slice(1) : values);
const fastest = (values: readonly number[]): number => Math.min(...values);

function collectGarbage(): void {
  (globalThis as { gc?: () => void }).gc?.();
}

const percent = (values: readonly number[]): string => (Math.min(...values) * 100).toFixed(1).padStart(6);

function print(country: Country, textNodes: number, measured: readonly Measured[]): void {
  const own = measured[0]?.times ?? [];
  for (const { name, times, scores } of measured) {
    const ms = (value: number): string => value.toFixed(1).padStart(7);
    const ratio = (of: (values: readonly number[]) => number): string =>
      (of(times) / of(own)).toFixed(1).padStart(5);
    console.log(
      `${country} ${String(textNodes).padStart(6)} ${name.padEnd(34)} cold ${ms(cold(times))} ms (x ${ratio(cold)}), ` +
        `then median ${ms(warm(times))} ms (x ${ratio(warm)}), ` +
        `fastest ${ms(fastest(times))} ms (x ${ratio(fastest)}), precision ${percent(scores.map((one) => one.precision))} %, ` +
        `recall ${percent(scores.map((one) => one.recall))} %`,
    );
  }
  for (const { precision, recall } of measured[0]?.scores ?? []) {
    expect(precision, `precision on a page of ${country}`).to.be.at.least(0.99);
    expect(recall, `recall on a page of ${country}`).to.be.at.least(0.99);
  }
}

describe('finding telephone numbers in pages', function () {
  this.timeout(600_000);

  const finders = new Map<string, Finder>([
    ['click-to-call', ours],
    ['walking alone', walk],
    ['libphonenumber-js per node', libphonenumber],
  ]);
  before(async () => {
    const matcher = await ringCentralMatcher();
    finders.set('ringcentral-c2d default', ringCentral(matcher, false));
    finders.set('ringcentral-c2d told the country', ringCentral(matcher, true));
  });

  for (const country of COUNTRIES)
    it(`is measured beside libphonenumber-js and ringcentral-c2d on pages of ${country}`, () => {
      print(country, 10_000, measure(finders, country, 10_000, ROUNDS));
    });

  // Once each, and without the peer that is told the country: what costs the same ten times over shows itself.
  for (const country of COUNTRIES)
    it(`is measured on a page of ${country} with 100,000 texts`, () => {
      const fewer = new Map([...finders].filter(([name]) => !name.endsWith('told the country')));
      print(country, 100_000, measure(fewer, country, 100_000, 1));
    });
});
