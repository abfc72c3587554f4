import { ApiError, type ApiErrorReason } from '../shared/errors.js';

const reasons: Readonly<Record<number, ApiErrorReason>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  429: 'rate-limited',
};

const advices: Partial<Record<ApiErrorReason, string>> = {
  unauthorized: 'Check the API key, or sign in again.',
  forbidden: 'Check the role of the API key or the permissions that identify() gives.',
  'not-found': 'Check the id, and that the API address is right.',
  timeout: 'Try again.',
  'rate-limited': 'Send fewer requests, or try again later.',
  server: 'Try again; quote the request id to the operator if it lasts.',
};

const longestMessage = 300;
const longestCode = 64;

/** The error for an answer that is not a success, with the server's own words when it has some. */
export async function refusalOf(response: Response, what: string): Promise<ApiError> {
  const { status } = response;
  const reason = reasons[status] ?? (status >= 500 ? 'server' : 'rejected');
  const { words, code } = readBody(await response.text().catch(() => ''));
  return new ApiError(
    reason,
    `${what} was answered with ${status}${words && `: ${words}`}.`.replace(/\.\.$/, '.'),
    {
      advice: advices[reason] ?? 'Check what was sent.',
      status,
      requestId: response.headers.get('x-request-id') ?? undefined,
      code,
    },
  );
}

/** Message and code of `{ error: { message, code } }`, `{ error }`, `{ message }` or a problem (RFC 9457); nothing for a web page. */
function readBody(body: string): { readonly words: string; readonly code: string | undefined } {
  try {
    const { error, message, detail, title, code: outer } = JSON.parse(body) as Record<string, unknown>;
    const inner = error as { message?: unknown; code?: unknown } | undefined;
    const words = [inner?.message, error, message, detail, title].find((one) => typeof one === 'string');
    const code = [inner?.code, outer].find((one) => typeof one === 'string');
    return { words: words?.slice(0, longestMessage) ?? '', code: code?.slice(0, longestCode) };
  } catch {
    return { words: '', code: undefined };
  }
}

/** Milliseconds of a `Retry-After` header, seconds or a date measured by the answer's own clock; null without one. */
export function retryAfterMs(response: Response, now: number): number | null {
  const value = response.headers.get('retry-after');
  if (value === null) return null;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const here = Date.parse(response.headers.get('date') ?? '');
  const wait = Date.parse(value) - (Number.isNaN(here) ? now : here);
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}
