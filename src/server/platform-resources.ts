import type { ExtensionIdentity, SipCredentials } from '../api/token.js';
import { PlatformFailure, getJson } from './platform.js';
import type { PlatformContext, PlatformOptions } from './platform.js';

/** TURN servers as the platform hands them out. */
export interface TurnCredentials {
  readonly iceServers: readonly RTCIceServer[];
  /** Epoch milliseconds; null when the platform does not say. */
  readonly expiresAt: number | null;
}

/** Finds an extension by its short number; null when the platform has none. */
export async function findExtension(
  platform: PlatformOptions,
  number: string,
  context: PlatformContext,
): Promise<ExtensionIdentity | null> {
  const path = '/api/extensions';
  const { extensions } = asRecord(await getJson(platform, path, context), path);
  if (!Array.isArray(extensions)) throw unexpected(path, 'extensions');
  const found = extensions.map((entry) => asRecord(entry, path)).find((entry) => entry['extension'] === number);
  if (found === undefined) return null;
  return {
    id: text(found, 'id', path),
    number,
    displayName: typeof found['displayName'] === 'string' ? found['displayName'] : number,
  };
}

/** SIP user and password of an extension, by its short number. */
export async function fetchSipCredentials(
  platform: PlatformOptions,
  number: string,
  context: PlatformContext,
): Promise<SipCredentials> {
  const path = `/api/extensions/by-number/${encodeURIComponent(number)}/sip-credentials`;
  const { sipCredentials } = asRecord(await getJson(platform, path, context), path);
  const credentials = asRecord(sipCredentials, path);
  const wsUri = text(credentials, 'wsUri', path);
  if (!/^wss?:\/\//i.test(wsUri) || !URL.canParse(wsUri)) throw unexpected(path, 'wsUri');
  return {
    username: text(credentials, 'extension', path),
    password: text(credentials, 'password', path),
    domain: text(credentials, 'sipDomain', path),
    wsUri,
    registrar: text(credentials, 'registrar', path),
  };
}

/** TURN servers and their credentials. `now` dates an answer that gives its life as `ttl` seconds. */
export async function fetchTurnCredentials(
  platform: PlatformOptions,
  now: number,
  context: PlatformContext,
): Promise<TurnCredentials> {
  const path = '/api/turn-credentials';
  const { iceServers, expiresAt, ttl } = asRecord(await getJson(platform, path, context), path);
  if (!Array.isArray(iceServers)) throw unexpected(path, 'iceServers');
  return {
    iceServers: iceServers.map((server) => readIceServer(server, path)),
    expiresAt: readEnd(expiresAt, ttl, now),
  };
}

function readIceServer(server: unknown, path: string): RTCIceServer {
  const { urls, username, credential } = asRecord(server, path);
  const list: unknown[] = Array.isArray(urls) ? urls : [urls];
  const addresses = list.filter((url): url is string => typeof url === 'string' && /^(stun|turn)s?:/i.test(url));
  if (addresses.length === 0 || addresses.length !== list.length) throw unexpected(path, 'iceServers[].urls');
  return {
    urls: addresses,
    ...(typeof username === 'string' ? { username } : {}),
    ...(typeof credential === 'string' ? { credential } : {}),
  };
}

function readEnd(expiresAt: unknown, ttl: unknown, now: number): number | null {
  if (typeof expiresAt === 'string' && !Number.isNaN(Date.parse(expiresAt))) return Date.parse(expiresAt);
  return typeof ttl === 'number' && ttl > 0 ? now + ttl * 1000 : null;
}

function asRecord(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw unexpected(path, 'an object');
  return value as Record<string, unknown>;
}

function text(record: Record<string, unknown>, field: string, path: string): string {
  const value = record[field];
  if (typeof value !== 'string' || value === '') throw unexpected(path, field);
  return value;
}

function unexpected(path: string, field: string): PlatformFailure {
  return new PlatformFailure('invalid-answer', `${path} answered without a usable ${field}.`);
}
