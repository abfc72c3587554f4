import type { PathValues, Verb } from './endpoints.js';

/** How one request shall be made; every method of the client takes it as its last argument. */
export interface RequestOptions {
  /** Gives the request up: it rejects with `ApiError`, reason `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Longest time for one try, headers and body, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** Makes a POST or PATCH safe to repeat, so that it is tried again as a GET would be. */
  readonly idempotencyKey?: string | undefined;
  /** Lets the request outlive the page (Fetch standard, `keepalive`). */
  readonly keepalive?: boolean | undefined;
}

/** What a body is read as. A stream is handed over as soon as it begins. */
export type AnswerKind = 'json' | 'text' | 'blob' | 'stream';

/** What a request carries beside its path. */
export interface RequestDetails {
  readonly query?: object | undefined;
  /** An object is sent as JSON, a form as multipart. */
  readonly body?: object | undefined;
  /** `json` when absent. */
  readonly answer?: AnswerKind | undefined;
  readonly options?: RequestOptions | undefined;
}

interface Target<Path extends string> {
  readonly verb: Verb;
  readonly path: Path;
}

/** What the resource functions stand on: the HTTP client, or anything that does the same. */
export interface Api {
  /** One request with its retries. Rejects with `ApiError`, never anything else. */
  send<Answer, Path extends string>(
    endpoint: Target<Path>,
    values: PathValues<Path>,
    details?: RequestDetails,
  ): Promise<Answer>;
  /** An address that a player or a link can use. Throws `ApiError` where it would give an API key away. */
  url<Path extends string>(endpoint: Target<Path>, values: PathValues<Path>, query?: object): string;
}
