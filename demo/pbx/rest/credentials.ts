import type { IncomingMessage } from 'node:http';
import type { ApiKeys } from '../store/api-keys.js';
import type { ApiKeyIdentity } from './http.js';

/** Addresses that a player or a link opens, which can send no header. */
const openedByAddress = /\/(audio|invalid-audio|download)$/;

/**
 * Whose API key a request carries: `Authorization: Bearer`, `X-Api-Key`, or `?apiKey=` where sound is played or
 * downloaded; null when none is right.
 */
export function identifyRequest(
  keys: ApiKeys,
  { method, headers }: IncomingMessage,
  path: string,
  query: URLSearchParams,
): ApiKeyIdentity | null {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const given = bearer ?? headers['x-api-key'];
  if (typeof given === 'string') return keys.identify(given);
  const inAddress = method === 'GET' && openedByAddress.test(path) ? query.get('apiKey') : null;
  return inAddress === null ? null : keys.identify(inAddress);
}
