/** Where a page may connect besides its own origin: the platform's WebSocket, which some browsers do not count to it. */
export interface PolicyOptions {
  readonly socketOrigin: string;
  /** Another origin that a form of the page leads to in the end. */
  readonly leadsTo?: string;
  /** The page bundles the phone with the Lit of its own, which makes a policy too. */
  readonly ownLit?: boolean;
  /** The other origin that the page may put into a frame. */
  readonly framed?: string;
  /** The other origin whose pages may put this page into a frame. */
  readonly framing?: string;
}

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'microphone=(self), camera=(), geolocation=()',
  'Cache-Control': 'no-store',
} as const;

/** Headers of every demo page: no inline script or style, no foreign host, Trusted Types. */
export function pageHeaders({
  socketOrigin,
  leadsTo = '',
  ownLit,
  framed,
  framing,
}: PolicyOptions): Record<string, string> {
  return {
    ...always,
    // What a frame of another origin may use, the page around it has to be allowed to give.
    ...(framed ? { 'Permissions-Policy': `microphone=(self "${framed}"), camera=(), geolocation=()` } : {}),
    'Content-Security-Policy': policy([
      "default-src 'self'",
      "script-src 'self'",
      `connect-src 'self' ${socketOrigin}`,
      ...(framed ? [`frame-src ${framed}`] : []),
      `frame-ancestors 'self'${framing ? ` ${framing}` : ''}`,
      `form-action 'self' ${leadsTo}`.trim(),
      `trusted-types cemscale${ownLit ? ' lit-html' : ''}`,
    ]),
  };
}

/** Headers of a page whose server is older than security policies: inline scripts, `document.write`, everything. */
export function plainHeaders(): Record<string, string> {
  return always;
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
      // The messages of the mailbox.
      "media-src 'self'",
      `connect-src 'self' ${socketOrigin}`,
      "frame-ancestors 'none'",
      "form-action 'self'",
      // The phone makes the one policy there is; any other use of a script sink fails.
      'trusted-types cemscale',
    ]),
  };
}

function policy(directives: readonly string[]): string {
  return [...directives, "base-uri 'none'", "object-src 'none'", "require-trusted-types-for 'script'"].join('; ');
}
