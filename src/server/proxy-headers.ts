/** What a page may say to the platform. Cookies, Host, forwarding and everything else stays here. */
const sentOn = [
  ...['Accept', 'Accept-Language', 'Idempotency-Key', 'If-Match', 'If-None-Match', 'If-Modified-Since'],
  ...['Range', 'If-Range'],
];

/** What the platform may say to a page. Its cookies, redirects and policies are not the host's. */
const sentBack = [
  ...['Content-Type', 'Content-Disposition', 'Content-Range', 'Accept-Ranges', 'ETag', 'Last-Modified'],
  ...['Retry-After', 'X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset'],
];

const maxHeaderLength = 1024;

/** Headers of the request to the platform. */
export function upstreamHeaders(
  from: Headers,
  { apiKey, requestId, type }: { apiKey: string; requestId: string; type: string | null },
): Headers {
  const headers = new Headers({
    Authorization: `Bearer ${apiKey}`,
    // Compressed answers would be unpacked on the way, and their length would no longer be true.
    'Accept-Encoding': 'identity',
    'X-Request-Id': requestId,
  });
  for (const name of sentOn) {
    const value = from.get(name);
    if (value !== null && value.length <= maxHeaderLength) headers.set(name, value);
  }
  if (type !== null) headers.set('Content-Type', type);
  return headers;
}

/**
 * Headers of the answer. The sandbox keeps whatever the platform stores from running as a page of the host's
 * origin when somebody opens its address.
 */
export function pageHeaders(from: Headers, secret: string): Headers {
  const headers = new Headers({
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-site',
  });
  for (const name of sentBack) {
    const value = from.get(name);
    if (value !== null && !value.includes(secret)) headers.set(name, value);
  }
  const length = from.get('Content-Length');
  if (length !== null && !from.has('Content-Encoding')) headers.set('Content-Length', length);
  return headers;
}
