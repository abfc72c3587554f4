import { RefusedRequest } from './answers.js';
import type { Refusal } from './answers.js';
import { readBody } from '../shared/read-body.js';

/** Which pages may ask. */
export interface OriginPolicy {
  /** The gateway's own origin as browsers see it. */
  readonly ownOrigin: string;
  /** Further origins of the same site. */
  readonly allowedOrigins: readonly string[];
}

/** Only a script can set it; a form or an image of another page cannot. */
const requestHeader = 'X-Cemscale-Request';

const maxBodyBytes = 4096;

/** Refuses what did not come from a script of an allowed page. Throws `RefusedRequest`. */
export async function guardRequest(request: Request, policy: OriginPolicy): Promise<void> {
  const refusal =
    refuseMethod(request) ??
    refuseOrigin(request.headers, policy) ??
    refuseContentType(request.headers) ??
    refuseHeader(request.headers);
  if (refusal !== null) throw new RefusedRequest(refusal);
  await readSmallJson(request);
}

/**
 * The same for a route that a bearer token opens: the token is a header that no form can send, so the request header
 * is not asked for. Answers the fields of the body. Throws `RefusedRequest`.
 */
export async function guardBearerRequest(
  request: Request,
  policy: OriginPolicy,
): Promise<Readonly<Record<string, unknown>>> {
  guardOrigin(request, policy);
  const refusal = refuseMethod(request) ?? refuseContentType(request.headers);
  if (refusal !== null) throw new RefusedRequest(refusal);
  return readSmallJson(request);
}

/**
 * Refuses a request with a bearer token that a page of another origin sent. A request that names no origin is no
 * page's, or its own page's GET: the token decides. Throws `RefusedRequest`.
 */
export function guardOrigin({ headers }: Request, policy: OriginPolicy): void {
  if (headers.get('Origin') === null && headers.get('Sec-Fetch-Site') === null) return;
  const refusal = refuseOrigin(headers, policy);
  // An address bar or a media element of a sibling origin sends no Origin with GET, and no credentials either.
  if (refusal === null || (headers.get('Origin') === null && headers.get('Sec-Fetch-Site') !== 'cross-site'))
    return;
  throw new RefusedRequest(refusal);
}

/** The `Access-Control-*` headers of an answer to a page of a listed origin; none for anyone else. */
export function corsHeaders(
  request: Request,
  { ownOrigin, allowedOrigins }: OriginPolicy,
): Record<string, string> {
  const origin = request.headers.get('Origin');
  if (origin === null || origin === ownOrigin || !allowedOrigins.includes(origin)) return {};
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': 'Content-Disposition, Content-Range, Date, Retry-After, X-Request-Id',
  };
}

/** The answer to a browser's preflight (Fetch standard, CORS protocol), or null when the request is none. */
export function answerPreflight(request: Request, policy: OriginPolicy): Response | null {
  if (request.method !== 'OPTIONS' || !request.headers.has('Access-Control-Request-Method')) return null;
  const refusal = refuseOrigin(request.headers, policy);
  if (refusal !== null) throw new RefusedRequest(refusal);
  return new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
      'Access-Control-Allow-Headers': `Authorization, Content-Type, Idempotency-Key, Range, ${requestHeader}`,
      'Access-Control-Max-Age': '600',
      'Cache-Control': 'no-store',
    },
  });
}

function refuseMethod(request: Request): Refusal | null {
  if (request.method === 'POST') return null;
  return { status: 405, code: 'method-not-allowed', message: 'Use POST.', headers: { Allow: 'POST' } };
}

/**
 * `Origin` must be our own or a listed one. `Sec-Fetch-Site`, which no page can forge, must not contradict it;
 * `cross-site` is always refused: browsers send no session there, and a page of another site has no business here.
 */
function refuseOrigin(headers: Headers, { ownOrigin, allowedOrigins }: OriginPolicy): Refusal | null {
  const origin = headers.get('Origin');
  const site = headers.get('Sec-Fetch-Site');
  if (site !== null && site !== 'same-origin' && site !== 'same-site')
    return foreign('The request came from another site.');
  if (origin === null) return site === 'same-origin' ? null : foreign('The request names no origin.');
  if (allowedOrigins.includes(origin)) return null;
  if (origin === ownOrigin && site !== 'same-site') return null;
  return foreign(
    'The origin of this page is not allowed. Add it to allowedOrigins, or set publicOrigin behind a proxy.',
  );
}

function foreign(message: string): Refusal {
  return { status: 403, code: 'origin-not-allowed', message };
}

function refuseContentType(headers: Headers): Refusal | null {
  const type = (headers.get('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return null;
  return { status: 415, code: 'json-only', message: 'Send Content-Type: application/json.' };
}

function refuseHeader(headers: Headers): Refusal | null {
  if (headers.get(requestHeader) === '1') return null;
  return { status: 403, code: 'header-missing', message: `Send the header ${requestHeader}: 1.` };
}

/** Any JSON object (or nothing) will do, as long as it is small. */
async function readSmallJson(request: Request): Promise<Readonly<Record<string, unknown>>> {
  if (Number(request.headers.get('Content-Length') ?? 0) > maxBodyBytes) throw tooLarge();
  const text = await readBody(request, maxBodyBytes);
  if (text === null) throw tooLarge();
  if (text === '') return {};
  const value = parse(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new RefusedRequest({ status: 400, code: 'bad-json', message: 'The body is not a JSON object.' });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function tooLarge(): RefusedRequest {
  return new RefusedRequest({
    status: 413,
    code: 'body-too-large',
    message: `The body may have ${maxBodyBytes} bytes.`,
  });
}
