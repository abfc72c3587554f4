import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What the credentials of a request prove. `stale`: right password, old nonce: challenge again. */
export type DigestVerdict = 'missing' | 'stale' | 'wrong' | 'right';

/** How long a nonce is good for. */
const nonceLifeMs = 300_000;

/** Digest authentication (RFC 7616, MD5, qop auth) of one realm. Nonces are signed, not stored. */
export class DigestGuard {
  readonly #secret = randomBytes(32);
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Value of WWW-Authenticate or Proxy-Authenticate. */
  challenge(realm: string, stale: boolean): string {
    const nonce = this.#sign(String(this.#now()));
    return `Digest realm="${realm}", nonce="${nonce}", algorithm=MD5, qop="auth"${stale ? ', stale=true' : ''}`;
  }

  /** Checks the value of Authorization or Proxy-Authorization. */
  check(
    header: string | undefined,
    expected: { method: string; realm: string; username: string; password: string },
  ): DigestVerdict {
    if (header === undefined) return 'missing';
    const given = parse(header);
    const issued = this.#issuedAt(given['nonce'] ?? '');
    if (issued === null) return 'stale';
    const ha1 = md5(`${expected.username}:${expected.realm}:${expected.password}`);
    const ha2 = md5(`${expected.method}:${given['uri'] ?? ''}`);
    const middle =
      given['qop'] === undefined ? '' : `:${given['nc'] ?? ''}:${given['cnonce'] ?? ''}:${given['qop']}`;
    const response = md5(`${ha1}:${given['nonce'] ?? ''}${middle}:${ha2}`);
    if (given['username'] !== expected.username || !same(response, given['response'] ?? '')) return 'wrong';
    return this.#now() - issued > nonceLifeMs ? 'stale' : 'right';
  }

  #sign(time: string): string {
    return `${time}.${createHmac('sha256', this.#secret).update(time).digest('base64url')}`;
  }

  #issuedAt(nonce: string): number | null {
    const time = nonce.split('.')[0] ?? '';
    return same(this.#sign(time), nonce) ? Number(time) : null;
  }
}

function parse(header: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const match of header.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,"]+))/g)) {
    fields[(match[1] ?? '').toLowerCase()] = match[2] ?? match[3] ?? '';
  }
  return fields;
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

function same(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
