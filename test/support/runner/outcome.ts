import { appendFileSync, readFileSync } from 'node:fs';

/** What became of one test or one check. */
export interface Outcome {
  readonly result: 'passed' | 'failed' | 'skipped';
  /** File, or the name of the check. */
  readonly where: string;
  /** Names from the outermost `describe` to the test. */
  readonly name: string;
  /** Everything needed to understand a failure, or the reason of a skip. */
  readonly detail: string;
}

/** Environment variable that tells a reporter in a child process which file to write outcomes to. */
export const outcomeFileVariable = 'CEMSCALE_TEST_OUTCOMES';

const finished = 'finished';

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
