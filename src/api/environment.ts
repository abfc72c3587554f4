/** Whether people who should not know a secret could read this program: a page or one of its workers. */
export function isBrowser(): boolean {
  const { window, document, importScripts } = globalThis as Record<string, unknown>;
  return (window !== undefined && document !== undefined) || typeof importScripts === 'function';
}
