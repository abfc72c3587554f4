import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type {
  BulkDeleteResult,
  BulkDeleteVoicemailsParams,
  ListVoicemailsParams,
  UpdateVoicemailGreetingParams,
  Voicemail,
  VoicemailCount,
  VoicemailGreeting,
  VoicemailList,
} from '../types/voicemail.js';
import type { Success } from '../types/common.js';
import { fileForm, type UploadFile } from '../upload.js';

/** One message. */
export function getVoicemail(api: Api, id: string, options?: RequestOptions): Promise<{ message: Voicemail }> {
  return api.send(endpoints.getVoicemail, { id }, { options });
}

/** Messages of an extension, newest first, with the number of unread ones. */
export function listVoicemails(
  api: Api,
  params: ListVoicemailsParams,
  options?: RequestOptions,
): Promise<VoicemailList> {
  return api.send(endpoints.listVoicemails, {}, { query: params, options });
}

/** How many messages there are and how many are unread; of everybody without an extension. */
export function getVoicemailCount(
  api: Api,
  extension?: string,
  options?: RequestOptions,
): Promise<VoicemailCount> {
  return api.send(endpoints.getVoicemailCount, {}, { query: { extension }, options });
}

/** Address of a message for a player, with the API key in it: servers only; see `client.mediaUrl`. */
export function getVoicemailAudioUrl(api: Api, id: string): string {
  return api.url(endpoints.getVoicemailAudioUrl, { id });
}

/** Address of a message as a file, with the API key in it: servers only; see `client.mediaUrl`. */
export function getVoicemailDownloadUrl(api: Api, id: string): string {
  return api.url(endpoints.getVoicemailDownloadUrl, { id });
}

/** Marks a message as read. */
export function markVoicemailRead(api: Api, id: string, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.markVoicemailRead, { id }, { options });
}

/** Deletes a message. */
export function deleteVoicemail(api: Api, id: string, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.deleteVoicemail, { id }, { options });
}

/** Deletes all messages that match. */
export function bulkDeleteVoicemails(
  api: Api,
  params: BulkDeleteVoicemailsParams = {},
  options?: RequestOptions,
): Promise<BulkDeleteResult> {
  return api.send(endpoints.bulkDeleteVoicemails, {}, { body: params, options });
}

/** What callers hear before the tone. */
export function getVoicemailGreeting(
  api: Api,
  extension?: string,
  options?: RequestOptions,
): Promise<{ greeting: VoicemailGreeting }> {
  return api.send(endpoints.getVoicemailGreeting, {}, { query: { extension }, options });
}

/** Chooses the default greeting, a text or the uploaded audio. */
export function updateVoicemailGreeting(
  api: Api,
  params: UpdateVoicemailGreetingParams,
  options?: RequestOptions,
): Promise<{ greeting: VoicemailGreeting }> {
  return api.send(endpoints.updateVoicemailGreeting, {}, { body: params, options });
}

/** Uploads a greeting (WAV or MP3) as multipart; `name` is shown with it. */
export async function uploadVoicemailGreetingAudio(
  api: Api,
  file: UploadFile,
  extension?: string,
  name?: string,
  options?: RequestOptions,
): Promise<{ greeting: VoicemailGreeting }> {
  const body = await fileForm(file, name, { extension, name });
  return api.send(endpoints.uploadVoicemailGreetingAudio, {}, { body, options });
}

/** Address of the greeting, with the API key in it: servers only; see `client.mediaUrl`. */
export function getVoicemailGreetingAudioUrl(api: Api, extension: string): string {
  return api.url(endpoints.getVoicemailGreetingAudioUrl, {}, { extension });
}

/** Deletes the uploaded greeting; the default one is heard again. */
export function deleteVoicemailGreetingAudio(
  api: Api,
  extension?: string,
  options?: RequestOptions,
): Promise<Success> {
  return api.send(endpoints.deleteVoicemailGreetingAudio, {}, { query: { extension }, options });
}
