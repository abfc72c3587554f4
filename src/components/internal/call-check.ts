import { systemClock, type Clock } from '../../shared/clock.js';
import { CallError } from '../../shared/errors.js';

/** Longest wait for a verdict. */
const PATIENCE_MS = 10_000;
const LONGEST_WORDS = 200;

/**
 * Resolves when every answer to `cemscale-call-request` allows the call. Rejects with `CallError`:
 * `canceled-by-page` for a no, or when it is given up; `not-checked` for answers that fail, take too long or
 * are no verdict.
 */
export async function checkCall(
  answers: readonly Promise<unknown>[],
  giveUp: AbortSignal,
  clock: Clock = systemClock,
): Promise<void> {
  for (const verdict of await inTime(Promise.all(answers), giveUp, clock)) {
    const { allow, reason } = readVerdict(verdict);
    if (!allow) throw CallError.canceledByPage(reason ?? '');
  }
}

function inTime<Value>(answers: Promise<Value>, giveUp: AbortSignal, clock: Clock): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(PATIENCE_MS, () => reject(notChecked()));
    const stop = () => {
      cancel();
      reject(CallError.canceledByPage());
    };
    if (giveUp.aborted) stop();
    else giveUp.addEventListener('abort', stop, { once: true });
    answers.then(
      (verdicts) => {
        cancel();
        resolve(verdicts);
      },
      (cause: unknown) => {
        cancel();
        reject(notChecked(cause));
      },
    );
  });
}

function readVerdict(verdict: unknown): { allow: boolean; reason?: string } {
  if (typeof verdict === 'boolean') return { allow: verdict };
  const { allow, reason } = (verdict ?? {}) as { allow?: unknown; reason?: unknown };
  if (typeof allow !== 'boolean') throw notChecked();
  return typeof reason === 'string' ? { allow, reason: [...reason].slice(0, LONGEST_WORDS).join('') } : { allow };
}

function notChecked(cause?: unknown): CallError {
  return new CallError('not-checked', 'The page did not say whether this number may be called.', {
    advice: 'The promise given to respondWith() has to resolve to a verdict within 10 seconds.',
    cause,
  });
}
