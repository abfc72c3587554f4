/** What a developer should know, on the console of their own page. */
export function warn(message: string): void {
  console.warn(`[cemscale] ${message}`);
}

/** What keeps the phone from working. */
export function report(message: string): void {
  console.error(`[cemscale] ${message}`);
}
