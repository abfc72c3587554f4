import type { IncomingMessage } from 'node:http';

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Whether a request may be from this machine's own pages. The demo hands out phones without a password, so a name
 * of the internet that points here (DNS rebinding) and pages of other sites get nothing.
 */
export function isLocalRequest({ headers, method }: IncomingMessage): boolean {
  if (!loopback.test(headers.host ?? '')) return false;
  const { origin } = headers;
  const isReading = (method === 'GET' || method === 'HEAD') && headers.upgrade === undefined;
  return isReading || origin === undefined || loopback.test(origin.replace(/^https?:\/\//, ''));
}
