const sentBy = 'flood.invalid';

/** SIP frames as a server that has gone wrong sends them: one in four is an OPTIONS that has to be answered. */
export function sipFlood(aor: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const options = request('OPTIONS', aor, index);
    if (index % 4 === 0) return options;
    if (index % 4 === 1) return options.replace(/^Via:.*\r\n/m, '');
    if (index % 4 === 2) return `SIP/2.0 200 OK\r\n${options.split('\r\n').slice(1).join('\r\n')}`;
    return `${'x'.repeat(200)}\r\n${index}\r\n\r\n`;
  });
}

/** An OPTIONS from outside any dialog, and its number in `CSeq`. */
export function request(method: string, aor: string, index: number): string {
  return [
    `${method} ${aor} SIP/2.0`,
    `Via: SIP/2.0/WSS ${sentBy};branch=z9hG4bKflood${index}`,
    'Max-Forwards: 70',
    `From: <sip:server@${sentBy}>;tag=${index}`,
    `To: <${aor}>`,
    `Call-ID: flood-${index}@${sentBy}`,
    `CSeq: ${index + 1} ${method}`,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

/** The longest task of the page while this runs and until the page had its turn after it, in ms; 0 when none took 50 ms. */
export async function longestTask(run: () => unknown): Promise<number> {
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: 'longtask' });
  try {
    await turn();
    await run();
    await turn();
    for (const { duration } of observer.takeRecords()) longest = Math.max(longest, duration);
    return longest;
  } finally {
    observer.disconnect();
  }
}

/** Hands these over as a socket does that has much to read: many in a task of their own, and on to the next. */
export async function inBatches<Item>(
  items: readonly Item[],
  take: (item: Item) => void,
  size = 200,
): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  for (let at = 0; at < items.length; at += size) {
    for (const item of items.slice(at, at + size)) take(item);
    await new Promise((resolve) => {
      port1.addEventListener('message', resolve, { once: true });
      port1.start();
      port2.postMessage(null);
    });
  }
  port1.close();
}

/** Resolves in a task of its own, after a frame where there is one. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}
