import { appendFileSync, readFileSync } from 'node:fs';

/** What became of one test or one check, or a figure that a test has measured. */
export interface Outcome {
  readonly result: 'passed' | 'failed' | 'skipped' | 'measured';
  /** File, or the name of the check. */
  readonly where: string;
  /** Names from the outermost `describe` to the test. */
  readonly name: string;
  /** Everything needed to understand a failure, the reason of a skip, or the figure in words. */
  readonly detail: string;
}

/** Environment variable that tells a reporter in a child process which file to write outcomes to. */
export const outcomeFileVariable = 'CEMSCALE_TEST_OUTCOMES';

const finished = 'finished';

/** The figures in what a test wrote: lines that begin with `# `. */
export function figuresIn(text: string, where: string): Outcome[] {
  const lines = text.split('\n').filter((line) => line.startsWith('# '));
  return lines.map((line) => ({ result: 'measured', where, name: '', detail: line.slice(2) }));
}

/** Adds outcomes to the file of this run, one JSON line each. */
export function writeOutcomes(path: string, outcomes: readonly Outcome[]): void {
  appendFileSync(path, outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`).join(''));
}

/** Written last: a file without this line comes from a runner that died. */
export function writeFinished(path: string): void {
  appendFileSync(path, `${JSON.stringify(finished)}\n`);
}

/** Outcomes a child process wrote, and whether it lived to the end. */
export function readOutcomes(path: string): { outcomes: Outcome[]; complete: boolean } {
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return { outcomes: [], complete: false };
  }
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));
  const outcomes = lines.filter((line): line is Outcome => typeof line === 'object');
  return { outcomes, complete: lines.includes(finished) };
}
