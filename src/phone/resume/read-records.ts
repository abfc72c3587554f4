import type { ResumeRecord } from './record.js';

/** No white space, no separator of header parameters: such text could say something else in a `Replaces` header. */
const token = /^[^\s;,<>"\u0000-\u001f\u007f]{1,256}$/;

/** Records as another page wrote them down. What is none, or of another version, is left out; throws nothing. */
export function readRecords(value: unknown): ResumeRecord[] {
  return Array.isArray(value) ? value.filter(isResumeRecord) : [];
}

function isResumeRecord(value: unknown): value is ResumeRecord {
  if (!isRecord(value) || value['version'] !== 1) return false;
  const { remote, dialog, answeredAt, channelUuid, direction, conference } = value;
  return (
    ['id', 'account'].every((key) => isText(value[key])) &&
    isString(value['digits']) &&
    ['startedAt', 'savedAt'].every((key) => isTime(value[key])) &&
    (answeredAt === null || isTime(answeredAt)) &&
    ['muted', 'held', 'current'].every((key) => typeof value[key] === 'boolean') &&
    (direction === 'inbound' || direction === 'outbound') &&
    (conference === null || isConferenceNote(conference)) &&
    isRecord(remote) &&
    isString(remote['number']) &&
    (remote['displayName'] === null || isString(remote['displayName'])) &&
    (channelUuid === null || isText(channelUuid)) &&
    isRecord(dialog) &&
    ['callId', 'localTag', 'remoteTag'].every((key) => isText(dialog[key]) && token.test(String(dialog[key])))
  );
}

function isConferenceNote(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { since, third } = value;
  return (since === null || isTime(since)) && (third === null || isText(third));
}

const isString = (value: unknown): value is string => typeof value === 'string' && value.length <= 512;
const isText = (value: unknown): value is string => isString(value) && value !== '';
const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
