/** What an `allowed-origins` attribute says. */
export interface Origins {
  readonly allowed: ReadonlySet<string>;
  /** Entries that are no exact origin, such as `*`, `*.example` or an address with a path. */
  readonly refused: readonly string[];
}

/** Reads origins between spaces. Each has to be exact: there is no way to allow everybody. */
export function readOrigins(text: string): Origins {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');
  const allowed = new Set(entries.filter(isOrigin));
  return { allowed, refused: entries.filter((entry) => !allowed.has(entry)) };
}

/** Whether this is the origin of a web page, written as browsers write it: `https://crm.example`, no path, no slash. */
export function isOrigin(text: string): boolean {
  if (!/^https?:\/\/[^*]+$/.test(text) || !URL.canParse(text)) return false;
  return new URL(text).origin === text;
}
