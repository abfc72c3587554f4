/** Polls until `probe` gives something other than undefined, null or false. Rejects after `timeoutMs`. */
export async function until<Value>(
  what: string,
  probe: () => Value | undefined | null | false | Promise<Value | undefined | null | false>,
  timeoutMs = 30_000,
): Promise<Value> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== null && value !== false) return value;
    if (performance.now() > end) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
