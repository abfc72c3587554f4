import type { PlatformEvent, PlatformEventType, ServerMessage } from './types/events.js';

/** Longest message that is read, in characters: the statuses of a hundred thousand extensions. */
const longestMessage = 4 * 1024 * 1024;

/** Fields of each event; the first ones, without which it means nothing, are texts. What else there is may be null. */
const shapes: Readonly<
  Record<PlatformEventType, readonly [needed: string, others?: Readonly<Record<string, string>>]>
> = {
  presence_snapshot: [''],
  presence_change: ['extension status', { callUuid: 'string' }],
  registration_change: ['extension', { registered: 'boolean', ip: 'string', timestamp: 'string' }],
  call_start: ['callUuid', { caller: 'string', destination: 'string', direction: 'string' }],
  call_answer: ['callUuid'],
  call_end: ['callUuid', { duration: 'number', hangupCause: 'string' }],
};

/**
 * What a server says on the event socket; `broken` for what is no message. Events of types that this client does not
 * know are messages and nothing more.
 */
export function readMessage(text: string): ServerMessage | 'broken' {
  if (text.length > longestMessage) return 'broken';
  try {
    const message = JSON.parse(text) as ServerMessage | null;
    if (!isRecord(message) || typeof message.type !== 'string') return 'broken';
    return !Object.hasOwn(shapes, message.type) || isEvent(message as PlatformEvent) ? message : 'broken';
  } catch {
    return 'broken';
  }
}

/** Whether an event is what its type says. */
export function isEvent({ type, timestamp, data }: PlatformEvent): boolean {
  if (!Object.hasOwn(shapes, type) || typeof timestamp !== 'string' || !isRecord(data)) return false;
  if (type === 'presence_snapshot') {
    const { presence } = data;
    return isRecord(presence) && Object.values(presence).every((status) => typeof status === 'string');
  }
  const [needed, others = {}] = shapes[type];
  const fields = data as unknown as Readonly<Record<string, unknown>>;
  return (
    needed.split(' ').every((name) => typeof fields[name] === 'string' && fields[name] !== '') &&
    Object.entries(others).every(([name, kind]) => (fields[name] ?? null) === null || typeof fields[name] === kind)
  );
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
