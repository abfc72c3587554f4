import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type { ListRecordingsParams, PresignedUrl, RecordingList } from '../types/recordings.js';
import type { Success } from '../types/common.js';

/** Recordings, newest first; `client.iterate` walks all pages. */
export function listRecordings(
  api: Api,
  params: ListRecordingsParams = {},
  options?: RequestOptions,
): Promise<RecordingList> {
  return api.send(endpoints.listRecordings, {}, { query: params, options });
}

/** A presigned address in the storage, for a while. */
export function getRecordingUrl(api: Api, id: string, options?: RequestOptions): Promise<PresignedUrl> {
  return api.send(endpoints.getRecordingUrl, { id }, { options });
}

/** Address of a recording for a player, with the API key in it: servers only; see `client.mediaUrl`. */
export function getRecordingAudioUrl(api: Api, id: string): string {
  return api.url(endpoints.getRecordingAudioUrl, { id });
}

/** Address of a recording as a file, with the API key in it: servers only; see `client.mediaUrl`. */
export function getRecordingDownloadUrl(api: Api, id: string): string {
  return api.url(endpoints.getRecordingDownloadUrl, { id });
}

/** Deletes a recording; the call stays in the history. */
export function deleteRecording(api: Api, id: string, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.deleteRecording, { id }, { options });
}
