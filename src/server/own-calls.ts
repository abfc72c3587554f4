import type { Hidden } from './access.js';
import { agentsOf, channelsOf, takesPart } from './platform-lookups.js';
import type { TokenClaims } from './token-signing.js';

type Fields = Readonly<Record<string, unknown>>;

/** Whether a token may learn the ids of calls of others, with which a phone could take them over. */
export function seesAllCalls({ permissions }: Pick<TokenClaims, 'permissions'>): boolean {
  return permissions.includes('calls:read-all') || permissions.includes('calls:supervise');
}

/**
 * An answer of the platform without what names calls of others: `calls` leaves only the own ones in its list,
 * `call-ids` makes the ids null wherever the own extension does not take part, `queues` leaves the own queues with the
 * own place in them, `routes` takes away where calls go. Own means that the extension is named there.
 */
export function withoutOthers(hides: Hidden, answer: Fields, extension: string): Fields {
  if (hides === 'call-ids') return blanked(answer, extension) as Fields;
  if (hides === 'queues') return { ...answer, queues: ownQueues(answer['queues'], extension) };
  if (hides === 'routes') return withoutRoutes(answer) as Fields;
  const { calls } = answer;
  const own = Array.isArray(calls) ? calls.filter((call) => isFields(call) && takesPart(call, extension)) : [];
  return { ...answer, calls: own };
}

function ownQueues(queues: unknown, extension: string): Fields[] {
  if (!Array.isArray(queues)) return [];
  return queues.filter(isFields).flatMap((queue) => {
    const agents = agentsOf(queue).filter((agent) => agent['extension'] === extension);
    return agents.length === 0 ? [] : [{ ...queue, agents }];
  });
}

const routeName = /^afterHours/;

function withoutRoutes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRoutes);
  if (!isFields(value)) return value;
  const kept = Object.entries(value).filter(([name]) => !routeName.test(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutRoutes(inner)]));
}

/** The platform's events as one extension may see them. Keeps the ids of its calls from their start to their end. */
export class OwnCallEvents {
  readonly #extension: string;
  readonly #own = new Set<string>();

  constructor(extension: string) {
    this.#extension = extension;
  }

  /** Tells the channels of calls that began before the first event. */
  remember(channels: Iterable<string>): void {
    for (const channel of channels) this.#own.add(channel);
  }

  /** The message to pass on: as it is, with the ids of other calls null, or null when it is all about such a call. */
  pass(text: string): string | null {
    if (!idInText.test(text)) return text;
    const message = parse(text);
    if (message === null) return null;
    const { type, data } = message;
    if (!isFields(data)) return this.#blank(text);
    if (takesPart(data, this.#extension)) this.remember(channelsOf(data));
    const isOwn = channelsOf(data).some((channel) => this.#own.has(channel));
    if (isOwn && type === 'call_end') for (const channel of channelsOf(data)) this.#own.delete(channel);
    if (isOwn) return text;
    return typeof type === 'string' && type.startsWith('call') ? null : this.#blank(text);
  }

  #blank(text: string): string {
    const judge = (name: string, value: unknown): unknown =>
      idName.test(name) && !this.#own.has(String(value)) ? null : value;
    return JSON.stringify(JSON.parse(text, judge));
  }
}

const idName = /uuid$/i;
const idInText = /uuid"\s*:\s*"/i;

/** Ids are looked for in each object: one that names the own extension, or holds one that does, stays as it is. */
function blanked(value: unknown, extension: string): unknown {
  if (Array.isArray(value)) return value.map((one) => blanked(one, extension));
  if (!isFields(value) || takesPart(value, extension)) return value;
  const { members } = value;
  if (Array.isArray(members) && members.some((one) => isFields(one) && takesPart(one, extension))) return value;
  const entries = Object.entries(value).map(([name, inner]) => [
    name,
    idName.test(name) ? null : blanked(inner, extension),
  ]);
  return Object.fromEntries(entries) as Fields;
}

function parse(text: string): Fields | null {
  try {
    const message: unknown = JSON.parse(text);
    return isFields(message) ? message : null;
  } catch {
    return null;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
