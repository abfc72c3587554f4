import { expect } from 'chai';
import { startClickToCall } from '../src/click-to-call/index.js';
import { writeCrmPage } from '../test/click-to-call/support/crm-page.js';
import type { Country } from '../test/click-to-call/support/number-plans.js';
import { score } from '../test/click-to-call/support/score.js';
import { until } from '../test/support/poll.js';
import {
  libphonenumber,
  ours,
  ringCentral,
  ringCentralMatcher,
  walk,
  type Finder,
} from './support/number-finders.js';

const COUNTRIES: readonly Country[] = ['US', 'GB', 'DE', 'ES', 'MX'];
const ROUNDS = 5;
/** Seeds that no test uses. */
const FIRST_SEED = 20_260;

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
      `${country} ${String(textNodes).padStart(6)} ${name.padEnd(34)} first ${ms(times[0] ?? NaN)} ms, median ${ms(median(times))} ms (x ${ratio(median)}), ` +
        `fastest ${ms(fastest(times))} ms (x ${ratio(fastest)}), precision ${percent(scores.map((one) => one.precision))} %, ` +
        `recall ${percent(scores.map((one) => one.recall))} %`,
    );
  }
  for (const { precision, recall } of measured[0]?.scores ?? []) {
    expect(precision, `precision on a page of ${country}`).to.be.at.least(0.99);
    expect(recall, `recall on a page of ${country}`).to.be.at.least(0.99);
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

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Streamed {
  readonly longTasks: readonly Span[];
  /** When click-to-call was at work: its slices, and what it does about each change of the page. */
  readonly work: readonly Span[];
  readonly longestFrame: number;
}

/** Times whatever click-to-call has the browser run, of what is started from now on. Returns the way back. */
function timeWork(work: Span[]): () => void {
  const timed =
    <T extends unknown[]>(task: (...args: T) => void) =>
    (...args: T): void => {
      const start = performance.now();
      task(...args);
      work.push({ start, end: performance.now() });
    };
  const { scheduler } = window as unknown as {
    scheduler: { postTask(task: () => void, options: object): unknown };
  };
  const postTask = scheduler.postTask.bind(scheduler);
  scheduler.postTask = (task, options) => postTask(timed(task), options);
  const Observer = window.MutationObserver;
  window.MutationObserver = class extends Observer {
    constructor(changed: MutationCallback) {
      super(timed(changed));
    }
  };
  return () => {
    scheduler.postTask = postTask;
    window.MutationObserver = Observer;
  };
}

/** A live list keeps as many rows as somebody may scroll back to. With all of them no page keeps its frames. */
const ROWS_KEPT = 200;

/** Adds rows for `seconds`, those of each frame together, as a live list does, and watches the main thread. */
async function stream(rowsPerSecond: number, seconds: number, work: readonly Span[] = []): Promise<Streamed> {
  const rows = rowsToStream(rowsPerSecond * seconds);
  const table = document.createElement('table');
  const body = table.createTBody();
  table.style.cssText = 'table-layout: fixed; width: 2000px';
  const list = document.createElement('div');
  list.style.cssText = 'contain: strict; overflow: auto; width: 780px; height: 560px';
  list.append(table);
  document.body.append(list);
  const longTasks: Span[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      longTasks.push({ start: startTime, end: startTime + duration });
  });
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
  list.remove();
  return { longTasks, work: work.filter(({ end }) => end > start), longestFrame };
}

const lengthOf = ({ start, end }: Span): number => end - start;

function printStream(name: string, { longTasks, work, longestFrame }: Streamed): void {
  const longest = Math.max(0, ...longTasks.map(lengthOf)).toFixed(0);
  const lengths = work.map(lengthOf);
  const total = lengths.reduce((sum, length) => sum + length, 0).toFixed(0);
  const share = longTasks.map((task) =>
    work
      .filter(({ start, end }) => start >= task.start && end <= task.end)
      .reduce((sum, one) => sum + lengthOf(one), 0),
  );
  console.log(
    `${name}: ${longTasks.length} tasks over 50 ms (longest ${longest} ms), longest frame ${longestFrame.toFixed(0)} ms; ` +
      `click-to-call worked ${work.length} times, ${total} ms in all, median ${median([0, ...lengths]).toFixed(1)} ms, ` +
      `longest ${Math.max(0, ...lengths).toFixed(1)} ms, ${lengths.filter((length) => length > 50).length} over 50 ms, ` +
      `at most ${Math.max(0, ...share).toFixed(1)} ms of any task over 50 ms`,
  );
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

  it('leaves the main thread to a page that adds 1,000 rows a second for 10 seconds', async () => {
    printStream('the page alone', await stream(1000, 10));
    const work: Span[] = [];
    const untime = timeWork(work);
    const clickToCall = startClickToCall({
      mode: 'text',
      country: () => 'US',
      canCall: () => true,
      call: () => undefined,
      words: () => ({ lang: 'en', call: (number) => `Call ${number}`, browse: () => '' }),
    });
    printStream('with click-to-call', await stream(1000, 10, work));
    clickToCall.stop();
    untime();
  });
});
