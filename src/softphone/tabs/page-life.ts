/**
 * Tells when this page stops running (hidden for good or for the back/forward cache, frozen to save power) and when it
 * runs again. Returns the way to stop.
 */
export function watchPageLife(life: { onStop(): void; onRun(): void }): () => void {
  window.addEventListener('pagehide', life.onStop);
  document.addEventListener('freeze', life.onStop);
  window.addEventListener('pageshow', life.onRun);
  document.addEventListener('resume', life.onRun);
  return () => {
    window.removeEventListener('pagehide', life.onStop);
    document.removeEventListener('freeze', life.onStop);
    window.removeEventListener('pageshow', life.onRun);
    document.removeEventListener('resume', life.onRun);
  };
}
