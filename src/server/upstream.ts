import { Deadline } from './deadline.js';
import { PlatformFailure } from './platform.js';
import type { PlatformContext, PlatformOptions } from './platform.js';
import type { OutgoingBody } from './proxy-body.js';
import { pageHeaders, upstreamHeaders } from './proxy-headers.js';
import { blankSecret, relayStream } from './streams.js';

export interface UpstreamRequest {
  readonly request: Request;
  /** Below `apiUrl`, with query. */
  readonly path: string;
  readonly body: OutgoingBody;
  readonly context: PlatformContext;
}

/** Longest answer, and longest time for it once it has begun: an hour of recording over a slow line. */
const maxAnswerBytes = 256 * 1024 * 1024;
const maxTransferMs = 15 * 60_000;
/** Answers up to this size are not worth a stream. */
const smallAnswerBytes = 65_536;

/**
 * One request to the platform and its answer as a page may see it. Redirects are never followed, 401 means the API
 * key and not the page, and what the platform says about its own failures stays here. Throws `PlatformFailure`.
 */
export async function sendUpstream(platform: PlatformOptions, upstream: UpstreamRequest): Promise<Response> {
  const { signal } = upstream.context;
  const deadline = new Deadline(platform.timeoutMs, signal);
  try {
    const answer = await send(platform, upstream, deadline.signal);
    deadline.extend(maxTransferMs);
    return await pageAnswer(answer, platform.apiKey, deadline);
  } catch (error) {
    deadline.end();
    if (error instanceof PlatformFailure || (signal.aborted && !deadline.passed)) throw error;
    if (deadline.passed) throw new PlatformFailure('timeout', `It took longer than ${platform.timeoutMs} ms.`);
    throw new PlatformFailure('unreachable', 'It could not be reached.');
  }
}

async function send(
  { apiUrl, apiKey }: PlatformOptions,
  { request, path, body, context }: UpstreamRequest,
  signal: AbortSignal,
): Promise<Response> {
  const headers = upstreamHeaders(request.headers, { apiKey, requestId: context.requestId, type: body.type });
  // `duplex` is required for streamed bodies (Fetch standard) and unknown to the DOM types.
  const init: RequestInit & { duplex: 'half' } = {
    method: request.method,
    headers,
    body: body.content,
    redirect: 'manual',
    signal,
    duplex: 'half',
  };
  return fetch(`${apiUrl.replace(/\/$/, '')}${path}`, init);
}

async function pageAnswer(answer: Response, apiKey: string, deadline: Deadline): Promise<Response> {
  const failure = failureOf(answer);
  if (failure !== null) {
    await answer.body?.cancel();
    throw failure;
  }
  const headers = pageHeaders(answer.headers, apiKey);
  const { status, body } = answer;
  if (body === null || status === 204 || status === 304) {
    deadline.end();
    return new Response(null, { status, headers });
  }
  const length = Number(headers.get('Content-Length') ?? Number.NaN);
  if (length <= smallAnswerBytes) {
    const bytes = blankSecret(new Uint8Array(await answer.arrayBuffer()), apiKey);
    deadline.end();
    return new Response(bytes as Uint8Array<ArrayBuffer>, { status, headers });
  }
  const onEnd = (): void => deadline.end();
  const tooLong = (): Error => new PlatformFailure('invalid-answer', 'The answer is too long.');
  const relayed = relayStream(body, { maxBytes: maxAnswerBytes, secret: apiKey, onEnd, tooLong });
  return new Response(relayed, { status, headers });
}

function failureOf({ status, type, headers }: Response): PlatformFailure | null {
  const what = `It answered ${type === 'opaqueredirect' || status === 0 ? 'with a redirect' : status}.`;
  if (status === 401) return new PlatformFailure('refused', `${what} Check that the API key is valid.`);
  if (status >= 500) {
    const wait = headers.get('Retry-After');
    const isSeconds = wait !== null && /^\d{1,5}$/.test(wait);
    return status === 503 && isSeconds
      ? new PlatformFailure('busy', what, wait)
      : new PlatformFailure('failed', what);
  }
  const isRedirect =
    type === 'opaqueredirect' || status < 200 || (status >= 300 && status !== 304 && status < 400);
  return isRedirect ? new PlatformFailure('failed', what) : null;
}

/** The fields of a JSON answer that was already bounded. Throws `PlatformFailure` when it is none. */
export async function readSmall(answer: Response): Promise<Record<string, unknown>> {
  const value: unknown = await answer.json().catch(() => null);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new PlatformFailure('invalid-answer', 'It answered something that is not a JSON object.');
}
