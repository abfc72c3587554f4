import { findPhoneNumbersInText } from 'libphonenumber-js';
import type { CountryCode } from 'libphonenumber-js';
import { confirm } from '../src/click-to-call/text/numbering.js';
import { Scanner } from '../src/click-to-call/text/scanner.js';
import { writeCrmPage, type CrmPage } from '../test/click-to-call/support/crm-page.js';
import type { Country } from '../test/click-to-call/support/number-plans.js';
import { score, type Finding } from '../test/click-to-call/support/score.js';

const COUNTRIES: readonly Country[] = ['US', 'GB', 'DE', 'ES', 'MX'];
const ROUNDS = 7;
/** Seeds that no test uses. */
const FIRST_SEED = 20_260;

type Finder = (page: CrmPage, country: Country) => Map<Text, Finding[]>;

const ours: Finder = (page, country) => {
  const findings = new Map<Text, Finding[]>();
  const scanner = new Scanner({
    confirm,
    country: () => country,
    found: (node, numbers) => void (numbers.length > 0 && findings.set(node, [...numbers])),
    settled: () => undefined,
  });
  scanner.read(page.root);
  scanner.finish();
  scanner.stop();
  return findings;
};

const libphonenumber: Finder = (page, country) => {
  const findings = new Map<Text, Finding[]>();
  const walker = document.createTreeWalker(page.root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node as Text;
    const numbers = findPhoneNumbersInText(text.data, country as CountryCode);
    if (numbers.length > 0) {
      findings.set(
        text,
        numbers.map(({ startsAt, endsAt, number }) => ({ start: startsAt, end: endsAt, number: number.number })),
      );
    }
  }
  return findings;
};

interface RingCentralMatch {
  readonly startsNode: Node;
  readonly startsAt?: number;
  readonly endsAt?: number;
}
interface RingCentralMatcher {
  _props: { countryCode?: string };
  match(props: { node: Node }): RingCentralMatch[] | undefined;
}

/** The matcher that the library makes when it is told nothing. Its build exports no other way to it. */
async function ringCentralMatcher(): Promise<RingCentralMatcher> {
  const script = document.createElement('script');
  script.src = '/node_modules/ringcentral-c2d/build/index.js';
  await new Promise((resolve, reject) => {
    script.addEventListener('load', resolve);
    script.addEventListener('error', reject);
    document.head.append(script);
  });
  const { RingCentralC2D } = window as unknown as {
    RingCentralC2D: new () => { observer: { _props: { matcher: RingCentralMatcher } }; dispose(): void };
  };
  const library = new RingCentralC2D();
  const { matcher } = library.observer._props;
  library.dispose();
  return matcher;
}

function ringCentral(matcher: RingCentralMatcher, isTold: boolean): Finder {
  return (page, country) => {
    matcher._props = isTold ? { countryCode: country } : {};
    const findings = new Map<Text, Finding[]>();
    for (const { startsNode, startsAt = 0, endsAt = 0 } of matcher.match({ node: page.root }) ?? []) {
      if (!(startsNode instanceof Text)) continue;
      findings.set(startsNode, [...(findings.get(startsNode) ?? []), { start: startsAt, end: endsAt }]);
    }
    return findings;
  };
}

interface Measured {
  readonly name: string;
  readonly times: number[];
  readonly scores: { precision: number; recall: number }[];
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

/**
 * Each finder in turn, so that whatever slows the machine down slows all of them; each on a page of its own of the
 * same content, since the first to read a node pays for making it visible to scripts.
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
      const start = performance.now();
      const findings = finders.get(name)?.(page, country) ?? new Map();
      times.push(performance.now() - start);
      scores.push(score(page, findings));
      page.root.remove();
    }
  }
  return measured;
}

const percent = (values: readonly number[]): string => (Math.min(...values) * 100).toFixed(1).padStart(6);

function print(country: Country, textNodes: number, measured: readonly Measured[]): void {
  const own = median(measured[0]?.times ?? []);
  for (const { name, times, scores } of measured) {
    const time = median(times);
    console.log(
      `${country} ${String(textNodes).padStart(6)} ${name.padEnd(34)} first ${times[0]?.toFixed(1).padStart(7)} ms, median ${time
        .toFixed(1)
        .padStart(7)} ms, x ${(time / own).toFixed(1).padStart(5)}, precision ${percent(
        scores.map((one) => one.precision),
      )} %, recall ${percent(scores.map((one) => one.recall))} %`,
    );
  }
}

describe('finding telephone numbers in pages', function () {
  this.timeout(600_000);

  it('is measured beside libphonenumber-js and ringcentral-c2d', async () => {
    const matcher = await ringCentralMatcher();
    const finders = new Map<string, Finder>([
      ['click-to-call', ours],
      ['libphonenumber-js per node', libphonenumber],
      ['ringcentral-c2d default', ringCentral(matcher, false)],
      ['ringcentral-c2d told the country', ringCentral(matcher, true)],
    ]);
    for (const textNodes of [10_000, 100_000]) {
      for (const country of COUNTRIES) {
        print(country, textNodes, measure(finders, country, textNodes, textNodes > 10_000 ? 1 : ROUNDS));
      }
    }
  });
});
