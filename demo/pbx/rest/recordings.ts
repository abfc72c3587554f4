import type { Recordings, StoredRecording } from '../b2bua/recordings.js';
import { audioPath } from '../b2bua/call-history.js';
import { dateRange } from './date-range.js';
import { FileAnswer, HttpError, type ApiRequest } from './http.js';
import { pageOf } from './paging.js';
import type { PresignedFiles } from './presigned-files.js';
import type { Router } from './router.js';

const urlLifeMs = 300_000;

/** Recordings of calls: the id is that of the call. */
export function addRecordingRoutes(router: Router, recordings: Recordings, files: PresignedFiles): void {
  const find = ({ params }: ApiRequest): StoredRecording => {
    const found = recordings.get(params['id'] ?? '');
    if (found === undefined) throw HttpError.notFound('recording');
    return found;
  };
  router
    .add('GET', '/api/recordings', ({ query }) => {
      const inRange = dateRange(query);
      const extension = query.get('extension') ?? '';
      const wanted = recordings.all.filter(
        (one) =>
          inRange(one.startedAt) &&
          (extension === '' || [one.extension, one.callerNumber, one.destination].includes(extension)),
      );
      const { items, pagination } = pageOf(wanted, query, 50);
      return { recordings: items.map(shown), pagination };
    })
    .add('GET', '/api/recordings/{id}/url', (request) => {
      const { id, wav } = find(request);
      return files.offer(`recording-${id}.wav`, wav, urlLifeMs);
    })
    .add('GET', '/api/recordings/{id}/audio', (request) => new FileAnswer('audio/wav', find(request).wav))
    .add('GET', '/api/recordings/{id}/download', (request) => {
      const { id, wav } = find(request);
      return new FileAnswer('audio/wav', wav, `recording-${id}.wav`);
    })
    .add('DELETE', '/api/recordings/{id}', (request) => ({ success: recordings.delete(find(request).id) }));
}

function shown(recording: StoredRecording) {
  return {
    id: recording.id,
    direction: recording.direction,
    caller_id_number: recording.callerNumber,
    destination: recording.destination,
    extension: recording.extension,
    started_at: recording.startedAt.toISOString(),
    duration_seconds: Math.round(recording.seconds),
    size_bytes: recording.wav.length,
    audio_url: audioPath(recording.id),
  };
}
