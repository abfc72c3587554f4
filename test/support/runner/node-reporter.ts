import { relative } from 'node:path';
import { inspect } from 'node:util';
import type { TestEvent } from 'node:test/reporters';
import { figuresIn, outcomeFileVariable, writeFinished, writeOutcomes, type Outcome } from './outcome.js';

type Ended = Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>;

/** Reporter of node:test: one outcome per leaf test into the outcome file, nothing on the terminal. */
export async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const path = process.env[outcomeFileVariable];
  if (!path) throw new Error(`${outcomeFileVariable} is not set.`);
  const files = new Map<string, FileReport>();
  for await (const event of source) {
    const file = event.data && 'file' in event.data ? event.data.file : undefined;
    if (!file) continue;
    const known = files.get(file) ?? new FileReport(file);
    files.set(file, known);
    const outcome = known.take(event);
    writeOutcomes(path, [...known.figures(event), ...(outcome ? [outcome] : [])]);
  }
  writeFinished(path);
  yield '';
}

class FileReport {
  readonly #file: string;
  readonly #where: string;
  readonly #names: string[] = [];
  #output = '';

  constructor(file: string) {
    this.#file = file;
    this.#where = relative(process.cwd(), file);
  }

  take(event: TestEvent): Outcome | null {
    if (event.type === 'test:stderr') this.#output += event.data.message;
    if (event.type === 'test:start') this.#names.splice(event.data.nesting, Infinity, event.data.name);
    if (event.type !== 'test:pass' && event.type !== 'test:fail') return null;
    return event.data.name === this.#file ? this.#wholeFile(event) : this.#oneTest(event);
  }

  /** What a test says by `diagnostic`, or on a line that begins with `# `; Node itself says how many there were. */
  figures({ type, data }: TestEvent): Outcome[] {
    if (type === 'test:stdout') return figuresIn(data.message, this.#where);
    if (type !== 'test:diagnostic' || data.nesting === 0) return [];
    return figuresIn(`# ${[...this.#names, data.message].join(' › ')}`, this.#where);
  }

  /** A file is reported by its own name only when it crashed, or when it holds no test at all. */
  #wholeFile(event: Ended): Outcome {
    const detail = event.type === 'test:fail' ? this.#output || failure(event) : 'There is no test in this file.';
    return { result: 'failed', where: this.#where, name: '(file)', detail };
  }

  #oneTest(event: Ended): Outcome | null {
    const { nesting, name, skip, todo, details } = event.data;
    const path = [...this.#names.slice(0, nesting), name].join(' › ');
    const outcome = { where: this.#where, name: path };
    if (details.type === 'suite') {
      // A suite repeats the failures of its tests; only its own (a hook that threw) is news.
      const own = event.type === 'test:fail' && failureType(event) !== 'subtestsFailed';
      return own ? { ...outcome, result: 'failed', detail: failure(event) } : null;
    }
    if (skip !== undefined || todo !== undefined)
      return { ...outcome, result: 'skipped', detail: String(skip ?? todo) };
    if (event.type === 'test:pass') return { ...outcome, result: 'passed', detail: '' };
    return { ...outcome, result: 'failed', detail: failure(event) };
  }
}

function failureType(event: Ended): unknown {
  const error: unknown = event.type === 'test:fail' ? event.data.details.error : undefined;
  return typeof error === 'object' && error !== null && 'failureType' in error ? error.failureType : undefined;
}

function failure(event: Ended): string {
  if (event.type !== 'test:fail') return '';
  const { error } = event.data.details;
  const cause = error.cause ?? error;
  return cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause);
}
