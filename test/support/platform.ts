import type { WireCommand, WireState } from './faulty-wire.js';

/** Addresses of the dev platform that a browser test file has for itself. */
export interface PlatformAddresses {
  readonly url: string;
  readonly sipUrl: string;
  readonly eventsUrl: string;
}

/** For browser tests only: where this test file's platform listens. */
export async function platformAddresses(): Promise<PlatformAddresses> {
  return (await fetch(`/__platform/${session()}.json`)).json() as Promise<PlatformAddresses>;
}

/** For browser tests only: a token endpoint that takes the page for the person at `extension`. */
export function tokenUrl(extension: string): string {
  return `/__token/${session()}/${extension}`;
}

/** For browser tests only: a request to the platform with its API key, such as `/control/call` or `/api/active-calls`. */
export function fetchPlatform(path: string, method = 'GET', body?: unknown): Promise<Response> {
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  return fetch(`/__platform/${session()}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...json,
  });
}

/** For browser tests only: the token URL of a gateway of its own, with API and event socket, for this identity. */
export async function standingTokenUrl(
  name: string,
  identity:
    | { readonly extension: string; readonly permissions: readonly string[] }
    | { readonly visitor: string; readonly presenceOf: readonly string[] },
): Promise<string> {
  const answer = await fetch(`/__gateway/${session()}/${name}`, {
    method: 'POST',
    body: JSON.stringify(identity),
  });
  return ((await answer.json()) as { tokenUrl: string }).tokenUrl;
}

/** For browser tests only: event sockets that are open at that gateway. */
export async function openSockets(name: string): Promise<number> {
  const answer = await fetch(`/__gateway/${session()}/${name}`, { method: 'POST' });
  return ((await answer.json()) as { sockets: number }).sockets;
}

/** For browser tests only: a TURN server of this machine, with new credentials; null where coturn is not installed. */
export async function turnServer(seconds = 3600): Promise<(RTCIceServer & { readonly urls: string }) | null> {
  return (await fetch(`/__turn/${session()}/${seconds}`)).json() as Promise<
    (RTCIceServer & { urls: string }) | null
  >;
}

/** For browser tests only: does this to a wire of that name, see `BadWire`. */
export async function sendToWire(name: string, command: WireCommand): Promise<WireState> {
  const answer = await fetch(`/__wire/${session()}/${name}`, { method: 'POST', body: JSON.stringify(command) });
  return (await answer.json()) as WireState;
}

/** The runner's name for this run of this file. */
function session(): string {
  return new URLSearchParams(location.search).get('wtr-session-id') ?? 'by-hand';
}
