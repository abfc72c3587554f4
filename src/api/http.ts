import { Backoff } from '../shared/backoff.js';
import { systemClock, type Clock } from '../shared/clock.js';
import { ApiError } from '../shared/errors.js';
import type { Access, Authorization } from './authorization.js';
import { isBrowser } from './environment.js';
import type { PathValues, Verb } from './endpoints.js';
import { expandPath, toQuery } from './path.js';
import { readAnswer } from './read-answer.js';
import { refusalOf, retryAfterMs } from './refusal.js';
import { toJson } from '../shared/json.js';
import type { AnswerKind, Api, RequestDetails, RequestOptions } from './requests.js';

export interface HttpOptions {
  /** Longest time for one try in milliseconds; 15 s when absent. */
  readonly timeoutMs?: number | undefined;
  /** How often a request that may be repeated is tried again; 2 when absent. */
  readonly retries?: number | undefined;
  readonly fetch?: typeof fetch | undefined;
  readonly clock?: Clock | undefined;
  readonly random?: (() => number) | undefined;
}

interface Call {
  /** Verb and path template: names the request in errors without the ids in it. */
  readonly what: string;
  readonly verb: Verb;
  readonly path: string;
  readonly body: object | undefined;
  readonly answer: AnswerKind;
  readonly options: RequestOptions;
}

type Outcome =
  | { readonly answer: unknown }
  /** `wait`: milliseconds the server asks for, null when it does not say. */
  | { readonly error: ApiError; readonly wait: number | null };

/** Longest wait that a server may ask for by `Retry-After`; a longer one is told to the caller instead. */
const MAX_RETRY_AFTER_MS = 30_000;

const passing = [429, 502, 503, 504];

/**
 * Requests with a time limit, repeated where that is safe, with one new token when the old one is refused.
 * The key or token is in a header only, never in an address, an error or a log.
 */
export class HttpClient implements Api {
  readonly #authorization: Authorization;
  readonly #options: HttpOptions;
  readonly #clock: Clock;

  constructor(authorization: Authorization, options: HttpOptions = {}) {
    this.#authorization = authorization;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  async send<Answer, Path extends string>(
    { verb, path }: { readonly verb: Verb; readonly path: Path },
    values: PathValues<Path>,
    { query, body, answer = 'json', options = {} }: RequestDetails = {},
  ): Promise<Answer> {
    const call = { verb, path: expandPath(path, values) + toQuery(query), body, answer, options };
    return (await this.#insist({ ...call, what: `${verb} ${path}` })) as Answer;
  }

  url<Path extends string>(
    { path }: { readonly path: Path },
    values: PathValues<Path>,
    query: object = {},
  ): string {
    const access = isBrowser() ? undefined : this.#authorization.direct;
    if (!access) {
      throw new ApiError('rejected', 'In a browser there is no lasting address of an audio or a download.', {
        advice:
          'Give the client a tokenUrl and use await client.mediaUrl(name, …): a short-lived address without any key.',
      });
    }
    return access.apiUrl + expandPath(path, values) + toQuery({ ...query, apiKey: access.token });
  }

  async #insist(call: Call): Promise<unknown> {
    const { retries = 2, random = Math.random } = this.#options;
    const backoff = new Backoff({ first: 300, cap: 5000, random });
    for (let left = isRepeatable(call) ? retries : 0; ; left -= 1) {
      const outcome = await this.#try(call);
      if ('answer' in outcome) return outcome.answer;
      const { error, wait } = outcome;
      const isPassing = error.status === undefined ? error.reason !== 'aborted' : passing.includes(error.status);
      if (left === 0 || !isPassing || (wait ?? 0) > MAX_RETRY_AFTER_MS) throw error;
      await this.#pause(Math.max(backoff.next(), wait ?? 0), call);
    }
  }

  async #try(call: Call): Promise<Outcome> {
    const timeout = new AbortController();
    const cancel = this.#clock.after(call.options.timeoutMs ?? this.#options.timeoutMs ?? 15_000, () =>
      timeout.abort(),
    );
    const { signal } = call.options;
    try {
      const response = await this.#authorized(
        call,
        signal ? AbortSignal.any([timeout.signal, signal]) : timeout.signal,
      );
      if (response.ok) return { answer: await readAnswer(response, call.answer, call.what) };
      const wait = retryAfterMs(response, this.#clock.now());
      return { error: await refusalOf(response, call.what), wait };
    } catch (cause) {
      return { error: failureOf(cause, call, timeout.signal.aborted), wait: null };
    } finally {
      cancel();
    }
  }

  async #authorized(call: Call, signal: AbortSignal): Promise<Response> {
    const access = await this.#authorization.current();
    const response = await this.#fetch(call, access, signal);
    const renewed = response.status === 401 ? await this.#authorization.renew(access) : null;
    if (renewed === null) return response;
    await response.body?.cancel();
    return this.#fetch(call, renewed, signal);
  }

  #fetch({ verb, path, body, options }: Call, access: Access, signal: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = { Authorization: `Bearer ${access.token}` };
    if (options.idempotencyKey !== undefined) headers['Idempotency-Key'] = options.idempotencyKey;
    const isForm = body instanceof FormData;
    if (body && !isForm) headers['Content-Type'] = 'application/json';
    const { fetch = globalThis.fetch } = this.#options;
    return fetch(access.apiUrl + path, {
      method: verb === 'URL' ? 'GET' : verb,
      headers,
      signal,
      ...(options.keepalive ? { keepalive: true } : {}),
      ...(body ? { body: isForm ? body : toJson(body) } : {}),
    });
  }

  #pause(ms: number, { what, options: { signal } }: Call): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        cancel();
        reject(abortedError(what, signal?.reason));
      };
      const cancel = this.#clock.after(ms, () => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      });
      if (signal?.aborted) giveUp();
      else signal?.addEventListener('abort', giveUp, { once: true });
    });
  }
}

/** RFC 9110 section 9.2.2; a POST or PATCH only when the server can tell a repetition by its key. */
function isRepeatable({ verb, options }: Call): boolean {
  return (verb !== 'POST' && verb !== 'PATCH') || options.idempotencyKey !== undefined;
}

function abortedError(what: string, cause: unknown): ApiError {
  return new ApiError('aborted', `${what} was given up.`, { advice: 'Nothing needs to be done.', cause });
}

function failureOf(cause: unknown, { what, options }: Call, timedOut: boolean): ApiError {
  if (cause instanceof ApiError) return cause;
  if (options.signal?.aborted) return abortedError(what, cause);
  return timedOut
    ? new ApiError('timeout', `${what} was not answered in time.`, { advice: 'Try again.', cause })
    : new ApiError('unreachable', `${what} reached no server.`, {
        advice: "Check the network, the API address and the page's connect-src policy.",
        cause,
      });
}
