import { relative } from 'node:path';
import type { Reporter, TestResultError, TestSession, TestSuiteResult } from '@web/test-runner';
import { figuresIn, writeFinished, writeOutcomes, type Outcome } from './outcome.js';

/** Reporter of @web/test-runner: one outcome per test into the outcome file, nothing on the terminal. */
export function browserReporter(path: string): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      writeOutcomes(path, sessions.flatMap(sessionOutcomes));
      writeFinished(path);
    },
  };
}

function sessionOutcomes(session: TestSession): Outcome[] {
  const where = relative(process.cwd(), session.testFile);
  const tests = session.testResults ? suiteOutcomes(session.testResults, where, []) : [];
  const broken = session.errors.map((error): Outcome => ({
    result: 'failed',
    where,
    name: '(file)',
    detail: describeError(error),
  }));
  const failed = [...tests, ...broken].some((outcome) => outcome.result === 'failed');
  if (session.passed === false && !failed) broken.push(unexplained(session, where));
  if (tests.length === 0 && broken.length === 0) {
    broken.push({ result: 'failed', where, name: '(file)', detail: 'There is no test in this file.' });
  }
  const figures = session.logs.flatMap(([text]) => figuresIn(String(text), where));
  return [...figures, ...tests, ...broken];
}

function unexplained(session: TestSession, where: string): Outcome {
  const detail = [
    'The browser reported a failure without an error.',
    ...session.request404s.map((url) => `404: ${url}`),
  ];
  return { result: 'failed', where, name: '(file)', detail: detail.join('\n') };
}

function suiteOutcomes(suite: TestSuiteResult, where: string, parents: readonly string[]): Outcome[] {
  const names = suite.name ? [...parents, suite.name] : parents;
  const own = suite.tests.map((test): Outcome => {
    const name = [...names, test.name].join(' › ');
    if (test.skipped) return { result: 'skipped', where, name, detail: '' };
    if (test.passed) return { result: 'passed', where, name, detail: '' };
    return { result: 'failed', where, name, detail: describeError(test.error) };
  });
  return [...own, ...suite.suites.flatMap((inner) => suiteOutcomes(inner, where, names))];
}

function describeError(error: TestResultError | undefined): string {
  if (!error) return 'No error was given.';
  const { message, stack = '', expected, actual } = error;
  const values = expected === undefined ? [] : [`expected: ${expected}`, `actual:   ${actual}`];
  return [...(stack.includes(message) ? [] : [message]), ...values, stack].join('\n');
}
