import type { QueueAgent as ShownAgent } from '../../../src/api/types/routing.js';
import { flag, listOf, nullable, objectOf, oneOf, text, usually, whole, type Values } from './fields.js';
import { hostName, httpUrl, phoneNumber, shortNumber, timeOfDay, timeZone } from './values.js';

const routes = ['extension', 'queue', 'ring_group', 'ivr', 'external', 'voicemail', 'hangup'] as const;
const route = oneOf(...routes);
/** A number, an id or an `agent_id`, as the route asks for. */
const target = nullable(text(100));

/** Several extensions that ring for one number. */
export const ringGroupShape = {
  name: text(),
  extension: shortNumber,
  strategy: usually(oneOf('simultaneous', 'sequential', 'random', 'round_robin'), 'simultaneous'),
  /** Short numbers of the extensions, in the order in which `sequential` rings them. */
  members: usually(listOf(shortNumber), []),
  ringTimeoutSec: usually(whole(5, 300), 25),
  noAnswerAction: usually(route, 'voicemail'),
  noAnswerTarget: target,
};
export type RingGroup = Values<typeof ringGroupShape>;

/** A line in which callers wait for an agent. */
export const queueShape = {
  name: text(),
  extension: shortNumber,
  strategy: usually(oneOf('ring_all', 'longest_idle', 'round_robin', 'fewest_calls', 'random'), 'longest_idle'),
  maxWaitSec: usually(whole(0, 7200), 300),
  /** Callers answered within this many seconds count into the service level. */
  serviceLevelSec: usually(whole(1, 600), 20),
  /** Name of the music; null plays the usual one. */
  musicOnHold: nullable(text(100)),
  /** Short numbers of the agents' extensions. */
  agents: usually(listOf(shortNumber), []),
};

/** An agent's place in a queue; what the agent's phone does is looked up when it is shown. */
export type QueueAgent = Omit<ShownAgent, 'status' | 'displayName'>;
export type Queue = Omit<Values<typeof queueShape>, 'agents'> & { readonly agents: readonly QueueAgent[] };

const digit = oneOf('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#');

/** A menu that callers steer by digits. */
export const ivrMenuShape = {
  name: text(),
  extension: shortNumber,
  greetingText: nullable(text(2000)),
  options: usually(
    listOf(
      objectOf({
        digit,
        action: route,
        target,
        label: usually(text(100, 0), ''),
      }),
      12,
    ),
    [],
  ),
  timeoutSec: usually(whole(1, 60), 5),
  maxAttempts: usually(whole(1, 10), 3),
};
export type IvrMenu = Values<typeof ivrMenuShape>;

export const blockedNumberShape = {
  number: phoneNumber,
  reason: nullable(text(500)),
  direction: usually(oneOf('inbound', 'outbound', 'both'), 'inbound'),
};
export type BlockedNumber = Values<typeof blockedNumberShape>;

/** Days by their names in an English calendar, Sunday first as `Date.getDay` counts them. */
export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** Business hours. Two rows of the same day are two openings; an end before the start is on the next day. */
export const scheduleShape = {
  name: text(),
  timezone: timeZone,
  schedules: listOf(
    objectOf({ day: oneOf(...weekdays), enabled: usually(flag, true), startTime: timeOfDay, endTime: timeOfDay }),
    50,
  ),
  afterHoursAction: usually(route, 'voicemail'),
  afterHoursTarget: target,
};
export type Schedule = Values<typeof scheduleShape>;

/** A line to the public network. */
export const trunkShape = {
  name: text(),
  host: hostName,
  port: usually(whole(1, 65_535), 5060),
  transport: usually(oneOf('udp', 'tcp', 'tls'), 'udp'),
  username: nullable(text(100)),
  password: nullable(text(200)),
  register: usually(flag, false),
  maxChannels: usually(whole(1, 10_000), 30),
  codecs: usually(listOf(oneOf('opus', 'PCMU', 'PCMA', 'G722', 'G729'), 5), ['PCMU', 'PCMA']),
  enabled: usually(flag, true),
};
export type Trunk = Values<typeof trunkShape> & {
  /** The settings that the telephone server runs, those of the last sync; null when it was never synced. */
  readonly running: { readonly host: string; readonly port: number; readonly register: boolean } | null;
};

/** A public number of the company, and where calls to it go. */
export const didShape = {
  number: phoneNumber,
  label: nullable(text()),
  inboundRoute: usually(oneOf(...routes, 'ai_agent', 'schedule'), 'extension'),
  routeTarget: target,
  aiTransferType: nullable(oneOf('extension', 'queue', 'ringgroup', 'ivr', 'external', 'voicemail')),
  aiTransferTarget: target,
  enabled: usually(flag, true),
};
export type Did = Values<typeof didShape>;

/** Everything that a webhook can be told of. */
export const webhookEvents = [
  'call.started',
  'call.answered',
  'call.forwarded',
  'call.ended',
  'voicemail.new',
  'campaign.call_initiated',
  'campaign.answered',
  'campaign.amd_result',
  'campaign.ivr_completed',
  'campaign.queue_joined',
  'campaign.agent_answered',
  'campaign.completed',
  'call.start',
  'call.end',
  'call.transfer',
] as const;

export const webhookShape = {
  name: text(),
  url: httpUrl,
  events: listOf(oneOf(...webhookEvents), webhookEvents.length),
  /** Signs deliveries; never shown again. */
  secret: nullable(text(256, 8)),
  enabled: usually(flag, true),
};
export type Webhook = Values<typeof webhookShape>;

/** A company on the platform. */
export const tenantShape = {
  name: text(),
  /** Unless it is said, made from the name. */
  domain: usually(hostName, ''),
  timezone: usually(timeZone, 'America/New_York'),
  maxExtensions: usually(whole(1, 100_000), 50),
  maxChannels: usually(whole(1, 100_000), 20),
  enabled: usually(flag, true),
};
export type Tenant = Values<typeof tenantShape>;
