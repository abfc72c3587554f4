import type { EndpointName } from '../api/endpoints.js';
import type { VisitorIdentity } from './gateway-options.js';
import type { Permission } from './permissions.js';
import type { TokenClaims } from './token-signing.js';

/** What a visitor's token says it allows; `visitorMay` is what it is held to. */
export const visitorPermissions: readonly Permission[] = ['presence:read', 'events:read'];

const endpoints: ReadonlySet<EndpointName> = new Set<EndpointName>(['getPresence', 'connectWebSocket']);

/** Whether a visitor may use this endpoint at all. */
export function visitorMay(name: EndpointName): boolean {
  return endpoints.has(name);
}

/** The holder as limits and logs name it. No extension can have this name: none has a colon. */
export function holderOf({ visitor }: VisitorIdentity): string {
  return `visitor:${visitor}`;
}

/** `GET /api/presence` as a visitor sees it: the listed extensions, and of those the status. */
export function visiblePresence(answer: Readonly<Record<string, unknown>>, presenceOf: readonly string[]): object {
  return { presence: statusesOf(answer['presence'], presenceOf) };
}

/** The platform's events as a visitor sees them: statuses of the listed extensions, without the call behind them. */
export class VisitorEvents {
  readonly #presenceOf: readonly string[];

  constructor(presenceOf: readonly string[]) {
    this.#presenceOf = presenceOf;
  }

  /** The message to pass on, made anew from what a visitor may know; null for everything else. */
  pass(text: string): string | null {
    const { type, timestamp, data } = parse(text);
    if (!isFields(data) || typeof timestamp !== 'string') return null;
    if (type === 'presence_snapshot') {
      const presence = statusesOf(data['presence'], this.#presenceOf);
      return JSON.stringify({ type, timestamp, data: { presence } });
    }
    const { extension, status } = data;
    if (type !== 'presence_change' || typeof extension !== 'string' || typeof status !== 'string') return null;
    if (!this.#presenceOf.includes(extension)) return null;
    return JSON.stringify({ type, timestamp, data: { extension, status, callUuid: null } });
  }
}

/** Whether two tokens of one holder show the same. */
export function seesTheSame({ presenceOf: one }: TokenClaims, { presenceOf: other }: TokenClaims): boolean {
  return one?.join(' ') === other?.join(' ');
}

function statusesOf(presence: unknown, presenceOf: readonly string[]): Record<string, string> {
  const known = isFields(presence) ? presence : {};
  return Object.fromEntries(
    presenceOf.flatMap((number): [string, string][] => {
      const status = Object.hasOwn(known, number) ? known[number] : undefined;
      return typeof status === 'string' ? [[number, status]] : [];
    }),
  );
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const message: unknown = JSON.parse(text);
    return isFields(message) ? message : {};
  } catch {
    return {};
  }
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
