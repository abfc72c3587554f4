import { ApiError } from '../shared/errors.js';
import { invalidGrant, readTokenGrant } from './token-grant.js';
import type { Grant } from './token.js';

/** Longest wait for the token endpoint. */
const TIMEOUT_MS = 10_000;

/** A grant with the time it lives from now on, measured by the server's own clock. */
export interface ReceivedGrant {
  readonly grant: Grant;
  readonly lifeMs: number;
  /** The same of its TURN credentials; `Infinity` where it has none or does not say. */
  readonly iceLifeMs?: number;
}

/**
 * One request to the token endpoint: `POST`, same-origin credentials, `X-Cemscale-Request: 1` (a header that
 * no cross-site form can send). Throws `ApiError` for everything but a 200 with a grant.
 */
export async function requestToken(url: string, signal: AbortSignal): Promise<ReceivedGrant> {
  const { response, body } = await send(url, signal);
  const date = Date.parse(response.headers.get('date') ?? '');
  if (!response.ok) throw refused(response);
  const grant = readTokenGrant(readJson(body));
  const lifeOf = (end: string): number => Date.parse(end) - (Number.isNaN(date) ? Date.now() : date);
  const lifeMs = lifeOf(grant.expiresAt);
  if (lifeMs <= 0) {
    throw invalidGrant('the token it handed out has already expired');
  }
  const iceLifeMs =
    'iceServers' in grant && hasCredentials(grant.iceServers) ? lifeOf(grant.iceExpiresAt) : Infinity;
  // An end that is no time, or over already, says nothing of when to come back.
  return { grant, lifeMs, iceLifeMs: iceLifeMs > 0 ? iceLifeMs : Infinity };
}

function hasCredentials(servers: readonly RTCIceServer[]): boolean {
  return servers.some(({ credential }) => credential !== undefined);
}

/** The answer with its body: the time limit covers both. */
async function send(url: string, signal: AbortSignal): Promise<{ response: Response; body: string }> {
  const request = new AbortController();
  let timedOut = false;
  const giveUp = () => request.abort();
  const timer = setTimeout(() => {
    timedOut = true;
    giveUp();
  }, TIMEOUT_MS);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    const response = await fetch(url, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { 'Content-Type': 'application/json', 'X-Cemscale-Request': '1' },
      body: '{}',
      signal: request.signal,
    });
    return { response, body: await response.text() };
  } catch (cause) {
    throw unanswered(signal.aborted, timedOut, cause);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}

function unanswered(aborted: boolean, timedOut: boolean, cause: unknown): ApiError {
  if (aborted) {
    return new ApiError('aborted', 'The token request was given up.', {
      advice: 'Nothing needs to be done.',
      cause,
    });
  }
  if (timedOut) {
    return new ApiError('timeout', 'The token endpoint did not answer in time.', {
      advice: 'The phone tries again; check the server if it lasts.',
      cause,
    });
  }
  return new ApiError('unreachable', 'The token endpoint cannot be reached.', {
    advice:
      "Check the network, the address in token-url and the page's connect-src policy; the phone tries again.",
    cause,
  });
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw invalidGrant('the answer is not JSON', cause);
  }
}

function refused(response: Response): ApiError {
  const { status } = response;
  const details = { status, requestId: response.headers.get('x-request-id') ?? undefined };
  if (status === 401) {
    return new ApiError('unauthorized', 'The token endpoint says that nobody is signed in.', {
      ...details,
      advice: 'Sign in to the site again.',
    });
  }
  if (status === 403) {
    return new ApiError('forbidden', 'The token endpoint does not let this person or page have a phone.', {
      ...details,
      advice: 'Check the permissions and the allowedOrigins of the gateway.',
    });
  }
  if (status === 404 || status === 405) {
    return new ApiError('not-found', 'There is no token endpoint at this address.', {
      ...details,
      advice: 'Check the address in token-url.',
    });
  }
  if (status === 429) {
    return new ApiError('rate-limited', 'The token endpoint asks to wait.', {
      ...details,
      advice: 'The phone tries again later.',
    });
  }
  if (status >= 500) {
    return new ApiError('server', `The token endpoint failed with status ${status}.`, {
      ...details,
      advice: 'The phone tries again; quote the request id to the operator if it lasts.',
    });
  }
  return new ApiError('rejected', `The token endpoint refused the request with status ${status}.`, {
    ...details,
    advice: 'Check the request guards of the token endpoint.',
  });
}
