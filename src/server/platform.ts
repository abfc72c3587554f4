type PlatformFailureKind =
  | 'unreachable'
  | 'timeout'
  | 'refused'
  | 'not-found'
  | 'rate-limited'
  | 'busy'
  | 'failed'
  | 'invalid-answer';

/** The platform did not answer as documented. Never carries its body or anything of the request. */
export class PlatformFailure extends Error {
  override readonly name = 'PlatformFailure';
  readonly kind: PlatformFailureKind;
  /** Seconds as the platform asked for with 429. */
  readonly retryAfter: string | undefined;

  constructor(kind: PlatformFailureKind, what: string, retryAfter?: string) {
    super(what);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }
}

export interface PlatformOptions {
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly timeoutMs: number;
}

/** Which request of a page a call to the platform belongs to. */
export interface PlatformContext {
  /** Aborts when the page has gone. */
  readonly signal: AbortSignal;
  readonly requestId: string;
}

const maxAnswerBytes = 4 * 1024 * 1024;

/**
 * GET of a JSON resource of the platform with the API key: fixed address, no redirects (they would carry the key
 * elsewhere), one time limit over headers and body, bounded size. Throws `PlatformFailure`,
 * or whatever `fetch` throws once `context.signal` is aborted.
 */
export async function getJson(
  platform: PlatformOptions,
  path: string,
  context: PlatformContext,
): Promise<unknown> {
  const timeout = AbortSignal.timeout(platform.timeoutMs);
  try {
    const response = await fetch(`${platform.apiUrl.replace(/\/$/, '')}${path}`, {
      headers: {
        Authorization: `Bearer ${platform.apiKey}`,
        Accept: 'application/json',
        'X-Request-Id': context.requestId,
      },
      redirect: 'manual',
      signal: AbortSignal.any([timeout, context.signal]),
    });
    return await readAnswer(response, path);
  } catch (error) {
    if (error instanceof PlatformFailure || context.signal.aborted) throw error;
    if (timeout.aborted)
      throw new PlatformFailure('timeout', `${path} took longer than ${platform.timeoutMs} ms.`);
    throw new PlatformFailure('unreachable', `${path} could not be reached${networkCode(error)}.`);
  }
}

async function readAnswer(response: Response, path: string): Promise<unknown> {
  if (response.status !== 200) {
    await response.body?.cancel();
    throw failureOf(response, path);
  }
  const text = await readBounded(response, path);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new PlatformFailure('invalid-answer', `${path} answered something that is not JSON.`);
  }
}

function failureOf(response: Response, path: string): PlatformFailure {
  const { status } = response;
  const what = `${path} answered ${status === 0 ? 'with a redirect' : status}.`;
  if (status === 401 || status === 403) {
    return new PlatformFailure(
      'refused',
      `${what} Check that the API key is valid and may read extensions and credentials.`,
    );
  }
  if (status === 404) return new PlatformFailure('not-found', what);
  if (status === 429)
    return new PlatformFailure('rate-limited', what, seconds(response.headers.get('Retry-After')));
  return new PlatformFailure('failed', what);
}

function seconds(retryAfter: string | null): string | undefined {
  return retryAfter !== null && /^\d{1,5}$/.test(retryAfter) ? retryAfter : undefined;
}

async function readBounded(response: Response, path: string): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let size = 0; reader !== undefined;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxAnswerBytes) {
      await reader.cancel();
      throw new PlatformFailure('invalid-answer', `${path} answered more than ${maxAnswerBytes} bytes.`);
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}

/** `ECONNREFUSED` and the like. The message itself is left out: runtimes may quote the request in it. */
function networkCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code) ? ` (${code})` : '';
}
