import { findPhoneNumbersInText } from 'libphonenumber-js';
import type { CountryCode } from 'libphonenumber-js';
import * as numbering from '../../src/click-to-call/text/numbering.js';
import { Scanner } from '../../src/click-to-call/text/scanner.js';
import type { CrmPage } from '../../test/click-to-call/support/crm-page.js';
import type { Country } from '../../test/click-to-call/support/number-plans.js';
import type { Finding } from '../../test/click-to-call/support/score.js';

/** Finds the numbers of a page of a country. */
export type Finder = (page: CrmPage, country: Country) => ReadonlyMap<Text, readonly Finding[]>;

/**
 * What pages get, without the slices. One scanner for all pages, as a page has one for as long as it is open, and as
 * the peer has one matcher: what the browser compiled for it would be thrown away with it.
 */
let country: Country = 'US';
let findings = new Map<Text, readonly Finding[]>();
const scanner = new Scanner({
  numbering,
  country: () => country,
  found: (node, numbers) => void (numbers.length > 0 && findings.set(node, numbers)),
  settled: () => undefined,
});

export const ours: Finder = (page, countryOfPage) => {
  country = countryOfPage;
  findings = new Map();
  scanner.read(page.root);
  scanner.finish();
  return findings;
};

/** What nobody who reads each text by itself can do without. */
export const walk: Finder = (page) => {
  const walker = document.createTreeWalker(page.root, NodeFilter.SHOW_TEXT);
  let characters = 0;
  while (walker.nextNode()) characters += (walker.currentNode as Text).data.length;
  if (characters === 0) throw new Error('The page is empty.');
  return new Map();
};

/** Told the country, as it has to be. */
export const libphonenumber: Finder = (page, country) => {
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
export async function ringCentralMatcher(): Promise<RingCentralMatcher> {
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

/** With the default country, or told the country of the page. */
export function ringCentral(matcher: RingCentralMatcher, isTold: boolean): Finder {
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
