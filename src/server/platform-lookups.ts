import { PlatformFailure, getJson } from './platform.js';
import type { PlatformContext, PlatformOptions } from './platform.js';

type Fields = Readonly<Record<string, unknown>>;

/** Fields by which the platform names the extensions of a call, a recording or a member of a conference. */
const partyFields = [
  ...['extension', 'fromExtension', 'callerExtension', 'calleeExtension', 'answeredBy', 'destination', 'caller'],
  ...['callerIdNumber', 'extension_number', 'caller_extension', 'answered_by', 'caller_id_number'],
];

/** Fields by which it names the channels of a call. */
const channelFields = ['callUuid', 'peerUuid', 'uuid', 'id', 'call_uuid', 'bridgedUuid', 'peer_uuid'];

/** Asks the platform whether things belong to an extension. Throws `PlatformFailure` when it does not answer. */
export class PlatformLookups {
  readonly #platform: PlatformOptions;
  readonly #openRooms: ReadonlySet<string>;

  /** `openRooms`: conferences that every extension may enter. */
  constructor(platform: PlatformOptions, openRooms: readonly string[] = []) {
    this.#platform = platform;
    this.#openRooms = new Set(openRooms);
  }

  /** Whether the extension takes part in the live call that has this channel. */
  async isInCall(extension: string, uuid: string, context: PlatformContext): Promise<boolean> {
    const calls = listIn(await getJson(this.#platform, '/api/calls/active', context), 'calls');
    return calls.some((call) => names(call, channelFields, uuid) && takesPart(call, extension));
  }

  /** Channels of all live calls. */
  async activeCalls(context: PlatformContext): Promise<ReadonlySet<string>> {
    const calls = listIn(await getJson(this.#platform, '/api/calls/active', context), 'calls');
    return new Set(calls.flatMap(channelsOf));
  }

  /** Channels of the live calls that the extension takes part in. */
  async ownCalls(extension: string, context: PlatformContext): Promise<readonly string[]> {
    const calls = listIn(await getJson(this.#platform, '/api/calls/active', context), 'calls');
    return calls.filter((call) => takesPart(call, extension)).flatMap(channelsOf);
  }

  /** Whether the extension took part in a call of the history. Recordings have the id of their call. */
  async wasInCall(extension: string, id: string, context: PlatformContext): Promise<boolean> {
    const call = await this.#find(`/api/calls/${encodeURIComponent(id)}`, 'call', context);
    return call !== null && takesPart(call, extension);
  }

  async hasVoicemail(extension: string, id: string, context: PlatformContext): Promise<boolean> {
    const message = await this.#find(`/api/voicemail/${encodeURIComponent(id)}`, 'message', context);
    return message !== null && names(message, ['extension', 'extension_number'], extension);
  }

  async isInConference(extension: string, name: string, context: PlatformContext): Promise<boolean> {
    const path = `/api/conferences/${encodeURIComponent(name)}/members`;
    const conference = await this.#find(path, 'conference', context);
    return conference !== null && listIn(conference, 'members').some((one) => takesPart(one, extension));
  }

  /** Whether the extension may bring its calls into a room: it is in there already, or the room is open to all. */
  async mayEnter(extension: string, name: string, context: PlatformContext): Promise<boolean> {
    return this.#openRooms.has(name) || (await this.isInConference(extension, name, context));
  }

  /** Whether the extension has a place in the queue of this id. */
  async isInQueue(extension: string, id: string, context: PlatformContext): Promise<boolean> {
    const queues = listIn(await getJson(this.#platform, '/api/queues', context), 'queues');
    const queue = queues.find((one) => one['id'] === id);
    return queue !== undefined && agentsOf(queue).some((agent) => agent['extension'] === extension);
  }

  async #find(path: string, field: string, context: PlatformContext): Promise<Fields | null> {
    try {
      const answer = await getJson(this.#platform, path, context);
      if (!isFields(answer)) return null;
      const inner = answer[field];
      return isFields(inner) ? inner : answer;
    } catch (error) {
      if (error instanceof PlatformFailure && error.kind === 'not-found') return null;
      throw error;
    }
  }
}

/** Whether a call, a recording, an event or a member of a conference names the extension. */
export function takesPart(fields: Fields, extension: string): boolean {
  return names(fields, partyFields, extension);
}

/** The places of a queue. */
export function agentsOf(queue: Fields): readonly Fields[] {
  return listIn(queue, 'agents');
}

/** Ids of the channels that a call or an event names. */
export function channelsOf(fields: Fields): string[] {
  const channels = channelFields.map((field) => fields[field]);
  return channels.filter((channel): channel is string => typeof channel === 'string');
}

function names(fields: Fields, candidates: readonly string[], value: string): boolean {
  return candidates.some((field) => fields[field] === value);
}

function listIn(answer: unknown, field: string): readonly Fields[] {
  const list = isFields(answer) ? answer[field] : undefined;
  return Array.isArray(list) ? list.filter(isFields) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
