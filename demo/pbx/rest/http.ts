import type { ApiKeyRole } from '../../../src/api/types/admin.js';

/** Who asks: the API key behind a request. */
export interface ApiKeyIdentity {
  readonly id: string;
  /** The company whose data the key reaches. */
  readonly tenantId: string;
  /** `readonly` may only GET, `operator` runs calls but configures nothing. */
  readonly role: ApiKeyRole;
  /** May manage companies too. */
  readonly isSuperadmin: boolean;
}

/** An answer that is not a success; the router turns it into `{ error: { code, message, fields? } }`. */
export class HttpError extends Error {
  readonly status: number;
  /** Stable and meant for code, such as `not_found`. */
  readonly code: string;
  /** Headers of the answer, such as Retry-After. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  static notFound(what: string): HttpError {
    return new HttpError(404, 'not_found', `There is no such ${what}.`);
  }

  static badRequest(message: string): HttpError {
    return new HttpError(400, 'invalid_request', message);
  }

  /** The request is sound, but what it wants is taken or in use. */
  static conflict(message: string): HttpError {
    return new HttpError(409, 'conflict', message);
  }

  static forbidden(message: string): HttpError {
    return new HttpError(403, 'forbidden', message);
  }
}

/** A file that came as `multipart/form-data`. */
export interface UploadedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** What a route gets. */
export interface ApiRequest {
  /** Values of the path's `{names}`, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON body, or the text fields of a form; an empty object when there is none. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The first file of a form. */
  readonly file: UploadedFile | null;
  readonly key: ApiKeyIdentity;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** A JSON answer with a status of its own; what a handler returns otherwise becomes a 200. */
export class JsonAnswer {
  readonly status: number;
  readonly body: object;

  constructor(status: number, body: object) {
    this.status = status;
    this.body = body;
  }
}

/** Bytes as the answer: audio, CSV. A Range is honoured, so that a browser's player can seek. */
export class FileAnswer {
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Offered as a download under this name; null plays in place. */
  readonly downloadName: string | null;

  constructor(type: string, bytes: Uint8Array, downloadName: string | null = null) {
    this.type = type;
    this.bytes = bytes;
    this.downloadName = downloadName;
  }
}

/** A required text of a body. */
export function requiredText(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw HttpError.badRequest(`${name} must be a text.`);
  return value;
}
