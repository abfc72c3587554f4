import { WebhookError } from './errors.js';
import {
  bodyBytes,
  formatSignatures,
  importSecret,
  isDeliveryId,
  secretList,
  signatureHeaders,
  signedContent,
} from './scheme.js';

/** The headers a signed delivery is sent with, ready for `fetch`. */
export type WebhookHeaders = Record<(typeof signatureHeaders)[keyof typeof signatureHeaders], string>;

export interface SignOptions {
  /** Id of the delivery: letters, digits, `-` and `_`. Keep it over all attempts. Default: a new one. */
  readonly id?: string;
  /** Epoch milliseconds of this attempt. Default: now. */
  readonly now?: number;
}

/**
 * Signs a body the way the platform does, for tests and for platforms of your own. Several secrets give several
 * signatures, so that receivers can change theirs in their own time. Throws `WebhookError`.
 */
export async function signWebhook(
  rawBody: string | ArrayBuffer | Uint8Array,
  secrets: string | readonly string[],
  { id = crypto.randomUUID(), now = Date.now() }: SignOptions = {},
): Promise<WebhookHeaders> {
  if (!isDeliveryId(id)) throw WebhookError.badHeader(signatureHeaders.id);
  const timestamp = Math.floor(now / 1000);
  const content = signedContent({ id, timestamp }, bodyBytes(rawBody));
  const signatures = await Promise.all(
    secretList(secrets).map(async (secret) => crypto.subtle.sign('HMAC', await importSecret(secret), content)),
  );
  return {
    [signatureHeaders.id]: id,
    [signatureHeaders.timestamp]: String(timestamp),
    [signatureHeaders.signature]: formatSignatures(signatures),
  };
}
