/** Where a page may connect besides its own origin: the platform's WebSocket, which some browsers do not count to it. */
export interface PolicyOptions {
  readonly socketOrigin: string;
}

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'microphone=(self), camera=(), geolocation=()',
  'Cache-Control': 'no-store',
} as const;

/** Headers of every demo page: no inline script or style, no foreign host, Trusted Types. */
export function pageHeaders({ socketOrigin }: PolicyOptions): Record<string, string> {
  return {
    ...always,
    'Content-Security-Policy': policy([
      "default-src 'self'",
      "script-src 'self'",
      `connect-src 'self' ${socketOrigin}`,
      "frame-ancestors 'self'",
    ]),
  };
}

/** The strictest policy the phone works under: nothing by default, scripts by nonce only. */
export function strictPageHeaders({ socketOrigin }: PolicyOptions, nonce: string): Record<string, string> {
  return {
    ...always,
    'Content-Security-Policy': policy([
      "default-src 'none'",
      `script-src 'nonce-${nonce}' 'strict-dynamic'`,
      "style-src 'self'",
      "img-src 'self'",
      `connect-src 'self' ${socketOrigin}`,
      "frame-ancestors 'none'",
    ]),
  };
}

function policy(directives: readonly string[]): string {
  return [
    ...directives,
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    // The phone makes the one policy there is; any other use of a script sink fails.
    'trusted-types cemscale',
  ].join('; ');
}
