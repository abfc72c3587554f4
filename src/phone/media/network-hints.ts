/** What Chromium on phones tells of the network (W3C netinfo); others know nothing of it. */
interface NetworkInformation extends EventTarget {
  readonly type?: string;
}

/**
 * Calls `listener` when the network is another one: there is one again, or phones go from Wi-Fi to mobile, which is no
 * `online`. Returns the way to stop. Does nothing outside a browser.
 */
export function watchNetwork(listener: () => void): () => void {
  if (!('window' in globalThis)) return () => {};
  const { connection } = navigator as { readonly connection?: NetworkInformation };
  let type = connection?.type;
  // It also changes with each estimate of the speed.
  const onChange = (): void => {
    const before = type;
    type = connection?.type;
    if (type !== before && type !== 'none') listener();
  };
  window.addEventListener('online', listener);
  connection?.addEventListener('change', onChange);
  return () => {
    window.removeEventListener('online', listener);
    connection?.removeEventListener('change', onChange);
  };
}
