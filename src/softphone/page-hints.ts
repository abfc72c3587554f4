/**
 * Calls `listener` when something suggests that timers slept or the network changed: `online` and `offline`, the page
 * visible again, thawed, or back from the back/forward cache. Returns the way to stop.
 */
export function watchPage(listener: () => void): () => void {
  const onVisible = () => {
    if (document.visibilityState === 'visible') listener();
  };
  const hints: readonly [EventTarget, string, () => void][] = [
    [window, 'online', listener],
    [window, 'offline', listener],
    [window, 'pageshow', listener],
    [document, 'resume', listener],
    [document, 'visibilitychange', onVisible],
  ];
  for (const [target, type, hear] of hints) target.addEventListener(type, hear);
  return () => {
    for (const [target, type, hear] of hints) target.removeEventListener(type, hear);
  };
}

/** Calls `listener` when the page goes into the back/forward cache. Returns the way to stop. */
export function watchCache(listener: () => void): () => void {
  const onHide = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) listener();
  };
  window.addEventListener('pagehide', onHide);
  return () => window.removeEventListener('pagehide', onHide);
}
