import { findPhoneNumbersInText } from 'libphonenumber-js';
import type { CountryCode } from 'libphonenumber-js';
import { confirm } from '../src/click-to-call/text/numbering.js';
import { Scanner } from '../src/click-to-call/text/scanner.js';
import { startClickToCall } from '../src/click-to-call/index.js';
import { writeCrmPage, type CrmPage } from '../test/click-to-call/support/crm-page.js';
import type { Country } from '../test/click-to-call/support/number-plans.js';
import { score, type Finding } from '../test/click-to-call/support/score.js';
import { until } from '../test/support/poll.js';

const COUNTRIES: readonly Country[] = ['US', 'GB', 'DE', 'ES', 'MX'];
const ROUNDS = 3;
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
 * same content, since the first to read a node pays for making it visible to scripts. Where one page has to do for
 * all, `click-to-call` is the first and pays.
 */
function measure(
  finders: ReadonlyMap<string, Finder>,
  country: Country,
  textNodes: number,
  rounds: number,
): Measured[] {
  const measured = [...finders.keys()].map((name): Measured => ({ name, times: [], scores: [] }));
  for (let round = 0; round < rounds; round += 1) {
    let page: CrmPage | null = null;
    for (const { name, times, scores } of measured) {
      if (!page || rounds > 1) page = writeCrmPage(document, country, textNodes, FIRST_SEED + round);
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

/** Rows of generated pages, enough for the whole stream, so that writing them is no part of what is measured. */
function rowsToStream(count: number): HTMLTableRowElement[] {
  const rows: HTMLTableRowElement[] = [];
  for (let seed = 900; rows.length < count; seed += 1) {
    rows.push(
      ...writeCrmPage(document, 'US', 10_000, seed).root.querySelectorAll<HTMLTableRowElement>('tbody tr'),
    );
  }
  return rows.slice(0, count);
}

interface Streamed {
  readonly longTasks: number[];
  /** Milliseconds of each slice of click-to-call. */
  readonly slices: number[];
  readonly longestFrame: number;
}

/** Times the tasks that click-to-call asks the browser for. Returns the way back. */
function timeSlices(slices: number[]): () => void {
  const { scheduler } = window as unknown as {
    scheduler: { postTask(task: () => void, options: object): unknown };
  };
  const postTask = scheduler.postTask.bind(scheduler);
  scheduler.postTask = (task, options) =>
    postTask(() => {
      const start = performance.now();
      task();
      slices.push(performance.now() - start);
    }, options);
  return () => void (scheduler.postTask = postTask);
}

/** A live list keeps as many rows as somebody may scroll back to. With all of them no page keeps its frames. */
const ROWS_KEPT = 200;

/** Adds rows for `seconds`, those of each frame together, as a live list does, and watches the main thread. */
async function stream(rowsPerSecond: number, seconds: number): Promise<Streamed> {
  const rows = rowsToStream(rowsPerSecond * seconds);
  const table = document.createElement('table');
  const body = table.createTBody();
  table.style.cssText = 'table-layout: fixed; width: 2000px';
  const list = document.createElement('div');
  list.style.cssText = 'contain: strict; overflow: auto; width: 780px; height: 560px';
  list.append(table);
  document.body.append(list);
  const longTasks: number[] = [];
  const slices: number[] = [];
  const untime = timeSlices(slices);
  const observer = new PerformanceObserver((list) =>
    longTasks.push(...list.getEntries().map((entry) => entry.duration)),
  );
  await new Promise((resolve) => setTimeout(resolve, 1000));
  observer.observe({ type: 'longtask' });
  const start = performance.now();
  let added = 0;
  let longestFrame = 0;
  let lastFrame = start;
  const frame = (now: number): void => {
    longestFrame = Math.max(longestFrame, now - lastFrame);
    lastFrame = now;
    const due = Math.min(rows.length, Math.floor(((performance.now() - start) / 1000) * rowsPerSecond));
    body.append(...rows.slice(added, due));
    added = due;
    while (body.rows.length > ROWS_KEPT) body.firstElementChild?.remove();
    if (added < rows.length) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  await until('all rows', () => added === rows.length, (seconds + 60) * 1000);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  observer.disconnect();
  untime();
  list.remove();
  return { longTasks, slices, longestFrame };
}

function printStream(name: string, { longTasks, slices, longestFrame }: Streamed): void {
  const longest = Math.max(0, ...longTasks).toFixed(0);
  const total = slices.reduce((sum, slice) => sum + slice, 0).toFixed(0);
  console.log(
    `${name}: ${longTasks.length} tasks over 50 ms (longest ${longest} ms), longest frame ${longestFrame.toFixed(0)} ms; ` +
      `${slices.length} slices of click-to-call took ${total} ms in all, the median ${median(slices).toFixed(1)} ms, ` +
      `the longest ${Math.max(0, ...slices).toFixed(1)} ms`,
  );
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
    for (const country of COUNTRIES) print(country, 10_000, measure(finders, country, 10_000, ROUNDS));
    // Once each, and without the peer that is told the country: what costs the same ten times over shows itself.
    finders.delete('ringcentral-c2d told the country');
    for (const country of COUNTRIES) print(country, 100_000, measure(finders, country, 100_000, 1));
  });

  it('leaves the main thread to a page that adds 1,000 rows a second for 10 seconds', async () => {
    printStream('the page alone', await stream(1000, 10));
    const clickToCall = startClickToCall({
      mode: 'text',
      country: () => 'US',
      canCall: () => true,
      call: () => undefined,
      words: () => ({ lang: 'en', call: (number) => `Call ${number}`, browse: () => '' }),
    });
    printStream('with click-to-call', await stream(1000, 10));
    clickToCall.stop();
  });
});
