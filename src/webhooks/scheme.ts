import { WebhookError } from './errors.js';

/**
 * How deliveries are signed; this file is the one place that says it.
 *
 * `X-Webhook-Id`: id of the delivery, the same in all its attempts.
 * `X-Webhook-Timestamp`: Unix seconds of this attempt.
 * `X-Webhook-Signature`: `v1=` + HMAC-SHA256 in lower-case hex over `{id}.{timestamp}.{raw body}`, keyed with the
 * UTF-8 bytes of the secret; while secrets rotate one per secret, separated by commas.
 */
export const signatureHeaders = {
  id: 'X-Webhook-Id',
  timestamp: 'X-Webhook-Timestamp',
  signature: 'X-Webhook-Signature',
} as const;

/** What a signature covers beside the body. */
export interface Stamp {
  readonly id: string;
  /** Unix seconds. */
  readonly timestamp: number;
}

/** Bytes that WebCrypto takes: not shared with another thread. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** More signatures than any rotation needs would only be work for us. */
const maxSignatures = 8;

/** Ids have no dot, so what is signed can be cut in one way only. */
const idShape = /^[\w-]{1,128}$/;

const encoder = new TextEncoder();

export function isDeliveryId(id: string): boolean {
  return idShape.test(id);
}

/** The bytes that are signed. */
export function signedContent({ id, timestamp }: Stamp, body: Uint8Array): Bytes {
  const head = encoder.encode(`${id}.${timestamp}.`);
  const content = new Uint8Array(head.length + body.length);
  content.set(head);
  content.set(body, head.length);
  return content;
}

/** Body as it goes over the wire: text is UTF-8. */
export function bodyBytes(body: string | ArrayBuffer | Uint8Array): Uint8Array {
  if (typeof body === 'string') return encoder.encode(body);
  return body instanceof Uint8Array ? body : new Uint8Array(body);
}

/** Key of one secret. The key signs and verifies, and cannot be read out again. */
export function importSecret(secret: string): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign', 'verify']);
}

/** Secrets as a list. Throws `WebhookError` `no-secret` for none and for empty ones. */
export function secretList(secrets: string | readonly string[]): readonly string[] {
  const list = typeof secrets === 'string' ? [secrets] : secrets;
  const usable = Array.isArray(list) && list.length > 0 && list.every((one) => typeof one === 'string' && one);
  if (!usable) throw WebhookError.noSecret();
  return list;
}

export function formatSignatures(signatures: readonly ArrayBuffer[]): string {
  return signatures.map((signature) => `v1=${toHex(new Uint8Array(signature))}`).join(',');
}

/** Signatures of the known version. Other versions are skipped, so that the platform can add one. */
export function parseSignatures(value: string): readonly Bytes[] {
  const found = value.split(',').flatMap((part) => /^\s*v1=([\da-f]{64})\s*$/i.exec(part)?.[1] ?? []);
  if (found.length === 0 || found.length > maxSignatures) throw WebhookError.badHeader(signatureHeaders.signature);
  return found.map(fromHex);
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(hex: string): Bytes {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
