import type { VoicemailCall } from '../../../src/api/types/voicemail.js';
import type { CallHistory } from '../b2bua/call-history.js';
import type { VoicemailService } from '../b2bua/voicemail.js';
import type { VoicemailMessage } from '../b2bua/voicemail-message.js';
import { encodeWav } from '../media/wav.js';
import { flag, listOf, nullable, readValues, text, usually } from '../store/fields.js';
import { FileAnswer, HttpError, type ApiRequest } from './http.js';
import { pageOf } from './paging.js';
import type { Router } from './router.js';
import { addGreetingRoutes } from './voicemail-greeting.js';

/** Messages of the mailboxes and their greetings. */
export function addVoicemailRoutes(router: Router, voicemail: VoicemailService, history: CallHistory): void {
  const find = ({ params }: ApiRequest): VoicemailMessage => {
    const found = voicemail.get(params['id'] ?? '');
    if (found === undefined) throw HttpError.notFound('voicemail message');
    return found;
  };
  const show = (message: VoicemailMessage) => shown(message, history);
  const sound = (message: VoicemailMessage): Buffer => encodeWav([message.samples]);
  router
    .add('GET', '/api/voicemail', ({ query }) => list(voicemail, query, show))
    .add('GET', '/api/voicemail/count', ({ query }) => {
      const extension = query.get('extension') ?? '';
      return count(voicemail.messages.filter((one) => extension === '' || one.extension === extension));
    })
    .add('POST', '/api/voicemail/bulk-delete', ({ body }) => bulkDelete(voicemail, body))
    .add('GET', '/api/voicemail/{id}', (request) => ({ message: show(find(request)) }))
    .add('GET', '/api/voicemail/{id}/audio', (request) => new FileAnswer('audio/wav', sound(find(request))))
    .add('GET', '/api/voicemail/{id}/download', (request) => {
      const message = find(request);
      return new FileAnswer('audio/wav', sound(message), `voicemail-${message.id}.wav`);
    })
    .add('POST', '/api/voicemail/{id}/read', (request) => {
      find(request).isRead = true;
      return { success: true };
    })
    .add('DELETE', '/api/voicemail/{id}', (request) => ({ success: voicemail.delete(find(request).id) }));
  addGreetingRoutes(router, voicemail.greetings);
}

function list(
  voicemail: VoicemailService,
  query: URLSearchParams,
  show: (message: VoicemailMessage) => object,
): object {
  const extension = query.get('extension') ?? '';
  if (extension === '') throw HttpError.badRequest('extension is required.');
  const own = voicemail.of(extension);
  const wanted = query.get('unreadOnly') === 'true' ? own.filter(({ isRead }) => !isRead) : own;
  const { items, pagination } = pageOf(wanted, query, 50);
  return { messages: items.map(show), unread: count(own).unread, pagination };
}

function count(messages: readonly VoicemailMessage[]): { total: number; unread: number } {
  return { total: messages.length, unread: messages.filter(({ isRead }) => !isRead).length };
}

function bulkDelete(voicemail: VoicemailService, body: ApiRequest['body']): object {
  const shape = {
    ids: nullable(listOf(text(100), 1000)),
    extension: nullable(text(20)),
    readOnly: usually(flag, false),
  };
  const { ids, extension, readOnly } = readValues(shape, body);
  if (ids === null && extension === null && !readOnly)
    throw HttpError.badRequest('Say which messages: ids, extension or readOnly.');
  const wanted = voicemail.messages.filter(
    (message) =>
      (ids === null || ids.includes(message.id)) &&
      (extension === null || message.extension === extension) &&
      (!readOnly || message.isRead),
  );
  for (const { id } of wanted) voicemail.delete(id);
  return { success: true, deleted: wanted.length };
}

function shown(message: VoicemailMessage, history: CallHistory) {
  const record = history.get(message.callUuid);
  const call: VoicemailCall | null =
    record === undefined
      ? null
      : { id: record.id, status: record.status, direction: record.direction, cdn_url: record.audio_url };
  return {
    id: message.id,
    extension: message.extension,
    caller_id: message.callerNumber,
    caller_name: message.callerName,
    duration_seconds: Math.round(message.seconds),
    is_read: message.isRead,
    created_at: message.receivedAt.toISOString(),
    call,
  };
}
