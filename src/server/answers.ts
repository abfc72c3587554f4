/** Why a request is not served, as it goes to the page: `{ error: { code, message } }`. */
export interface Refusal {
  readonly status: number;
  /** Stable, for code. */
  readonly code: string;
  /** For developers. Never carries text of the platform. */
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown inside the gateway to end a request; becomes an answer, never leaves the gateway. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** JSON answer that no cache keeps and no browser reads as anything else. */
export function jsonAnswer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...headers,
    },
  });
}

export function refusalAnswer({ status, code, message, headers }: Refusal): Response {
  return jsonAnswer(status, { error: { code, message } }, headers);
}
