import { executeServerCommand } from '@web/test-runner-commands';
import { startClickToCall } from '../src/click-to-call/index.js';
import { writeCrmPage } from '../test/click-to-call/support/crm-page.js';
import { until } from '../test/support/poll.js';
import { longTasks, type Task } from './support/main-thread.js';
import { median } from './support/median.js';

/** Rows of a generated page, of which the stream takes copies: writing them anew would keep the page from its frames. */
function rowsToCopy(): HTMLTableRowElement[] {
  return [...writeCrmPage(document, 'US', 10_000, 900).root.querySelectorAll<HTMLTableRowElement>('tbody tr')];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Streamed {
  readonly tasks: readonly Task[];
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

/** A live list keeps what can be seen, so that the page alone keeps its frames. */
const ROWS_KEPT = 24;
/** Twice what a frame is due: after a pause of the machine the rows that were missed come over several frames. */
const MOST_A_FRAME = 34;

/** Adds rows for `seconds`, those of each frame together, as a live list does, and watches the main thread. */
async function stream(rowsPerSecond: number, seconds: number, work: readonly Span[] = []): Promise<Streamed> {
  const rows = rowsToCopy();
  const all = rowsPerSecond * seconds;
  const table = document.createElement('table');
  const body = table.createTBody();
  table.style.cssText = 'table-layout: fixed; width: 2000px';
  const list = document.createElement('div');
  list.style.cssText = 'contain: strict; overflow: auto; width: 780px; height: 560px';
  list.append(table);
  document.body.append(list);
  // The pages that the rows come from are no part of the stream.
  (globalThis as { gc?: () => void }).gc?.();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await executeServerCommand('trace:start');
  const start = performance.now();
  let added = 0;
  let longestFrame = 0;
  let lastFrame = start;
  const frame = (now: number): void => {
    longestFrame = Math.max(longestFrame, now - lastFrame);
    lastFrame = now;
    const due = Math.floor(((performance.now() - start) / 1000) * rowsPerSecond);
    const upTo = Math.min(all, due, added + MOST_A_FRAME);
    for (; added < upTo; added += 1) body.append(rows[added % rows.length]?.cloneNode(true) ?? '');
    while (body.rows.length > ROWS_KEPT) body.firstElementChild?.remove();
    if (added < all) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  await until('all rows', () => added === all, (seconds + 60) * 1000);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const tasks = await executeServerCommand<readonly Task[], never>('trace:stop');
  list.remove();
  return { tasks, work: work.filter(({ end }) => end > start), longestFrame };
}

const lengthOf = ({ start, end }: Span): number => end - start;

function printStream(name: string, { tasks, work, longestFrame }: Streamed): void {
  const lengths = work.map(lengthOf);
  const total = lengths.reduce((sum, length) => sum + length, 0).toFixed(0);
  console.log(
    `${name}: ${longTasks(tasks)}, longest frame ${longestFrame.toFixed(0)} ms; ` +
      `click-to-call worked ${work.length} times, ${total} ms by the clock in all, ` +
      `median ${median([0, ...lengths]).toFixed(1)} ms, longest ${Math.max(0, ...lengths).toFixed(1)} ms`,
  );
}

describe('telephone numbers of rows that stream in', function () {
  this.timeout(600_000);

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
