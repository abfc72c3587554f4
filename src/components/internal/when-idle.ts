/** Once the browser has nothing better to do. Safari has no `requestIdleCallback`. */
export function whenIdle(task: () => unknown): void {
  if ('requestIdleCallback' in window) requestIdleCallback(() => void task());
  else setTimeout(task);
}
