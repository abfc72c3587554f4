import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const maxSessions = 1000;

/**
 * The demo's sign-in: a random id in a cookie, and per id the people whom this browser signed in as.
 * A cookie is shared by all tabs, so it cannot say who a tab is: the address does (`/as/1001/`), and the
 * session says whether it may. There are no passwords: it is a development platform on this machine.
 */
export class Sessions {
  readonly #people = new Map<string, Set<string>>();
  readonly #cookieName: string;

  /** Cookies are shared by all ports of a host, so each running demo has its own name. */
  constructor(port: number) {
    this.#cookieName = `demo-session-${port}`;
  }

  /** Whether the browser that sent the request signed in as this person. */
  allows(cookieHeader: string | undefined | null, number: string): boolean {
    return this.#people.get(this.#idOf(cookieHeader) ?? '')?.has(number) ?? false;
  }

  /** Adds a person to the browser's session and returns the `Set-Cookie` header. */
  signIn(request: IncomingMessage, number: string): string {
    const known = this.#idOf(request.headers.cookie);
    const id = known !== undefined && this.#people.has(known) ? known : randomBytes(32).toString('base64url');
    const signedIn = this.#people.get(id) ?? new Set();
    // Moves the session to the end, so that the one used longest ago goes first.
    this.#people.delete(id);
    this.#people.set(id, signedIn.add(number));
    if (this.#people.size > maxSessions) this.#people.delete([...this.#people.keys()][0] ?? '');
    return `${this.#cookieName}=${id}; Path=/; HttpOnly; SameSite=Lax`;
  }

  #idOf(cookieHeader: string | undefined | null): string | undefined {
    for (const pair of (cookieHeader ?? '').split(';')) {
      const [name, value] = pair.trim().split('=');
      if (name === this.#cookieName) return value;
    }
    return undefined;
  }
}
