import { signWebhook } from '../../../src/webhooks/sign-webhook.js';

/** What one try came to. */
export interface AttemptResult {
  readonly delivered: boolean;
  /** HTTP status; null when nobody answered. */
  readonly responseStatus: number | null;
  readonly error: string | null;
}

export interface AttemptOptions {
  readonly url: string;
  /** Signs the body; null sends it without a signature. */
  readonly secret: string | null;
  /** Id of the delivery, the same in all its tries. */
  readonly deliveryId: string;
  readonly event: string;
  readonly body: string;
  readonly timeoutMs: number;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Aborts when the platform closes. */
  readonly signal: AbortSignal;
}

/** One POST of a webhook. Any 2xx is a success; redirects are not followed. Never rejects. */
export async function attempt(options: AttemptOptions): Promise<AttemptResult> {
  const { url, secret, deliveryId, event, body, timeoutMs, now, signal } = options;
  try {
    const signature =
      secret === null ? { 'X-Webhook-Id': deliveryId } : await signWebhook(body, secret, { id: deliveryId, now });
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'CemScale-Webhooks/1',
        'X-Webhook-Event': event,
        ...signature,
      },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    await response.body?.cancel();
    const error = response.ok ? null : `The receiver answered ${response.status}.`;
    return { delivered: response.ok, responseStatus: response.status, error };
  } catch (error) {
    return { delivered: false, responseStatus: null, error: reasonOf(error, timeoutMs) };
  }
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return `The receiver did not answer within ${timeoutMs} ms.`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return `The receiver could not be reached${typeof code === 'string' ? ` (${code})` : ''}.`;
}
