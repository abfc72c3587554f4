import { createGateway, generateKeys } from '../../../src/server/index.js';
import type { Gateway, GatewayLogEntry, GatewayOptions } from '../../../src/server/index.js';
import { apiKey } from './fake-platform.js';

export const origin = 'https://app.example.com';
export const tokenUrl = `${origin}/voip/token`;

/** Headers of a browser's own-page fetch, as the phone sends it. */
const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Type': 'application/json',
  'X-Cemscale-Request': '1',
  Origin: origin,
  'Sec-Fetch-Site': 'same-origin',
};

/** A gateway on a platform, with its log; everyone is Alice unless told otherwise. */
export async function makeGateway(
  apiUrl: string,
  overrides: Partial<GatewayOptions> = {},
): Promise<{ gateway: Gateway; log: GatewayLogEntry[] }> {
  const log: GatewayLogEntry[] = [];
  const gateway = createGateway({
    apiUrl,
    apiKey,
    identify: () => ({ extension: '1001', permissions: ['calls:originate', 'presence:write'] }),
    keys: await generateKeys(),
    log: (entry) => log.push(entry),
    ...overrides,
  });
  return { gateway, log };
}

/** A token request; `null` takes a header away. */
export function tokenRequest(headers: Record<string, string | null> = {}, init: RequestInit = {}): Request {
  const merged = Object.entries({ ...pageHeaders, ...headers }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return new Request(tokenUrl, { method: 'POST', body: '{}', headers: merged, ...init });
}

export async function errorCode(answer: Response): Promise<string> {
  const { error } = (await answer.json()) as { error: { code: string } };
  return error.code;
}
