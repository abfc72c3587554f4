const levels = ['log', 'debug', 'info', 'warn', 'error'] as const;

/** Writes down everything that leaves the programs under test, to look for secrets in it. */
export class Witness {
  /** What was seen, by where. */
  readonly seen: { readonly where: string; readonly text: string }[] = [];
  readonly #restore: (() => void)[] = [];

  /** Keeps the console quiet and notes what is said on it. */
  watchConsole(): void {
    for (const level of levels) {
      const before = console[level];
      console[level] = (...words: unknown[]) => this.note(`console.${level}`, words);
      this.#restore.push(() => (console[level] = before));
    }
  }

  stop(): void {
    for (const restore of this.#restore.splice(0)) restore();
  }

  note(where: string, what: unknown): void {
    this.seen.push({ where, text: textOf(what) });
  }

  /** A `fetch` that notes addresses and answers. */
  readonly fetch: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    this.note('address', url);
    const answer = await fetch(input, init);
    const headers = JSON.stringify([...answer.headers]);
    this.note(`answer of ${new URL(url).pathname}`, headers + (await answer.clone().text()));
    return answer;
  };

  /** Where one of the secrets was seen. */
  places(secrets: readonly string[]): string[] {
    const found = this.seen.filter(({ text }) => secrets.some((secret) => text.includes(secret)));
    return [...new Set(found.map(({ where }) => where))];
  }
}

/** Everything of a value that a person could read, with errors and their causes. */
function textOf(value: unknown): string {
  if (value instanceof Error) {
    const { message, stack, cause, ...fields } = value;
    return [message, stack, JSON.stringify(fields), cause === undefined ? '' : textOf(cause)].join('\n');
  }
  if (Array.isArray(value)) return value.map(textOf).join('\n');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, field]) => `${name}: ${textOf(field)}`)
    .join('\n');
}
