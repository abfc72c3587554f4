/**
 * Waits until `check` returns something truthy, and returns that; throws with `what` after `timeoutMs`. A function says
 * what it waited for at that moment.
 */
export async function until<T>(
  what: string | (() => string),
  check: () => T | Promise<T>,
  timeoutMs = 15_000,
): Promise<NonNullable<T>> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (performance.now() > end)
      throw new Error(`Waited ${timeoutMs} ms in vain: ${typeof what === 'string' ? what : what()}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/**
 * Looks again and again whether something stays as it is for as long as what must not happen would take; throws with
 * `what` as soon as it does not.
 */
export async function stays(what: string, check: () => boolean | Promise<boolean>, ms = 500): Promise<void> {
  const start = performance.now();
  do {
    const waited = Math.round(performance.now() - start);
    if (!(await check())) throw new Error(`No more after ${waited} ms: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  } while (performance.now() < start + ms);
}
