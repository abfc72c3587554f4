import type { WebhookEnvelope } from './envelope.js';
import { WebhookError } from './errors.js';
import type { ReplayStore } from './replay-store.js';
import {
  bodyBytes,
  importSecret,
  isDeliveryId,
  parseSignatures,
  secretList,
  signatureHeaders,
  signedContent,
} from './scheme.js';
import type { Bytes, Stamp } from './scheme.js';

/** Headers as any server hands them over: web-standard, or a record as Node and the frameworks on it have. */
export type DeliveryHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface VerifyOptions {
  /** Where accepted ids are remembered. Without one, a recorded delivery can be sent again within the tolerance. */
  readonly replays?: ReplayStore;
  /** Seconds an id is remembered, at least twice the tolerance. Default 3600, longer than the platform's retries. */
  readonly rememberSeconds?: number;
  /** Seconds a delivery may be old or, by clocks that differ, new. Default 300. */
  readonly toleranceSeconds?: number;
  /** Epoch milliseconds, for tests. */
  readonly now?: () => number;
}

/** A delivery that is what the platform sent, just now, and for the first time. */
export interface VerifiedWebhook {
  readonly envelope: WebhookEnvelope;
  /** Id of the delivery, the same in all its attempts. */
  readonly id: string;
  /** Epoch milliseconds, to the second. */
  readonly sentAt: number;
  /** Call it when your handling failed, before you answer 500: the next attempt is then accepted, not a replay. */
  release(): Promise<void>;
}

/**
 * Checks that the platform sent this very body within the last minutes: signature in constant time, then the time,
 * then the shape of the envelope, then the id. Any of several secrets will do. The fields of `data` are not checked.
 * Throws `WebhookError`.
 */
export async function verifyWebhook(
  rawBody: string | ArrayBuffer | Uint8Array,
  headers: DeliveryHeaders,
  secrets: string | readonly string[],
  options: VerifyOptions = {},
): Promise<VerifiedWebhook> {
  const { replays, toleranceSeconds = 300, rememberSeconds = 3600, now = () => Date.now() } = options;
  const accepted = secretList(secrets);
  if (!isRaw(rawBody)) throw WebhookError.notRaw();
  const stamp = readStamp(headers);
  const signatures = parseSignatures(readHeader(headers, signatureHeaders.signature));
  const body = bodyBytes(rawBody);
  await checkSignature(signedContent(stamp, body), signatures, accepted);
  checkTime(stamp, now(), toleranceSeconds);
  const envelope = readEnvelope(body);
  const { id, timestamp } = stamp;
  if (replays !== undefined) {
    const seconds = Math.max(rememberSeconds, 2 * toleranceSeconds);
    if (!(await replays.claim(id, seconds))) throw WebhookError.replayed();
  }
  return { envelope, id, sentAt: timestamp * 1000, release: async () => void (await replays?.release(id)) };
}

/** Code without types passes `request.body` of a JSON parser all too easily. */
function isRaw(body: unknown): boolean {
  return typeof body === 'string' || body instanceof Uint8Array || body instanceof ArrayBuffer;
}

function readStamp(headers: DeliveryHeaders): Stamp {
  const id = readHeader(headers, signatureHeaders.id);
  if (!isDeliveryId(id)) throw WebhookError.badHeader(signatureHeaders.id);
  const timestamp = readHeader(headers, signatureHeaders.timestamp);
  if (!/^[1-9]\d{0,11}$/.test(timestamp)) throw WebhookError.badHeader(signatureHeaders.timestamp);
  return { id, timestamp: Number(timestamp) };
}

function readHeader(headers: DeliveryHeaders, name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : recordValue(headers, name);
  if (value === null || value === undefined || value === '') throw WebhookError.missingHeader(name);
  // A header that came twice is a list in Node; only the signature may be one.
  return typeof value === 'string' ? value : value.join(',');
}

function recordValue(
  headers: Exclude<DeliveryHeaders, Headers>,
  name: string,
): string | readonly string[] | undefined {
  const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return entry?.[1];
}

async function checkSignature(
  content: Bytes,
  signatures: readonly Bytes[],
  secrets: readonly string[],
): Promise<void> {
  const keys = await Promise.all(secrets.map(importSecret));
  const pairs = keys.flatMap((key) => signatures.map((signature) => ({ key, signature })));
  // `verify` compares in constant time; all pairs are tried, so the time does not tell which secret it was.
  const results = await Promise.all(
    pairs.map(({ key, signature }) => crypto.subtle.verify('HMAC', key, signature, content)),
  );
  if (!results.includes(true)) throw WebhookError.wrongSignature();
}

function checkTime({ timestamp }: Stamp, now: number, toleranceSeconds: number): void {
  const ageSeconds = now / 1000 - timestamp;
  if (ageSeconds > toleranceSeconds) throw WebhookError.outOfTime('too-old', toleranceSeconds);
  if (ageSeconds < -toleranceSeconds) throw WebhookError.outOfTime('too-new', toleranceSeconds);
}

function readEnvelope(body: Uint8Array): WebhookEnvelope {
  const envelope = parse(body);
  if (!isRecord(envelope)) throw WebhookError.badBody('the body is not a JSON object');
  const { event, timestamp, data } = envelope;
  if (typeof event !== 'string' || event === '') throw WebhookError.badBody('its "event" is no name');
  if (typeof timestamp !== 'string') throw WebhookError.badBody('its "timestamp" is no text');
  if (!isRecord(data)) throw WebhookError.badBody('its "data" is no object');
  return envelope as unknown as WebhookEnvelope;
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch (cause) {
    throw WebhookError.badBody('the body is not JSON', cause);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
