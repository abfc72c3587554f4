import { endpoints } from '../endpoints.js';
import type { Api, RequestOptions } from '../requests.js';
import type { CreateIvrMenuParams, IvrMenu, IvrTtsParams, Voice } from '../types/routing.js';
import type { Success } from '../types/common.js';
import { fileForm, type UploadFile } from '../upload.js';

/** Creates a menu; its greeting is uploaded or generated afterwards. */
export function createIvrMenu(
  api: Api,
  params: CreateIvrMenuParams,
  options?: RequestOptions,
): Promise<{ menu: IvrMenu }> {
  return api.send(endpoints.createIvrMenu, {}, { body: params, options });
}

/** One menu with its keys. */
export function getIvrMenu(api: Api, id: string, options?: RequestOptions): Promise<{ menu: IvrMenu }> {
  return api.send(endpoints.getIvrMenu, { id }, { options });
}

/** Changes the fields that are given. */
export function updateIvrMenu(
  api: Api,
  id: string,
  params: Partial<CreateIvrMenuParams>,
  options?: RequestOptions,
): Promise<{ menu: IvrMenu }> {
  return api.send(endpoints.updateIvrMenu, { id }, { body: params, options });
}

/** All menus. */
export function listIvrMenus(api: Api, options?: RequestOptions): Promise<{ menus: readonly IvrMenu[] }> {
  return api.send(endpoints.listIvrMenus, {}, { options });
}

/** Deletes a menu with its audio. */
export function deleteIvrMenu(api: Api, id: string, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.deleteIvrMenu, { id }, { options });
}

/** Uploads the greeting (WAV or MP3) as multipart. */
export async function uploadIvrAudio(
  api: Api,
  id: string,
  file: UploadFile,
  filename?: string,
  options?: RequestOptions,
): Promise<{ menu: IvrMenu }> {
  return api.send(endpoints.uploadIvrAudio, { id }, { body: await fileForm(file, filename), options });
}

/** Uploads what is played after a wrong key. */
export async function uploadIvrInvalidAudio(
  api: Api,
  id: string,
  file: UploadFile,
  filename?: string,
  options?: RequestOptions,
): Promise<{ menu: IvrMenu }> {
  return api.send(endpoints.uploadIvrInvalidAudio, { id }, { body: await fileForm(file, filename), options });
}

/** Address of the greeting, with the API key in it: servers only; see `client.mediaUrl`. */
export function getIvrAudioUrl(api: Api, id: string): string {
  return api.url(endpoints.getIvrAudioUrl, { id });
}

/** Address of the audio for a wrong key, with the API key in it: servers only; see `client.mediaUrl`. */
export function getIvrInvalidAudioUrl(api: Api, id: string): string {
  return api.url(endpoints.getIvrInvalidAudioUrl, { id });
}

/** The greeting itself. */
export function downloadIvrAudio(api: Api, id: string, options?: RequestOptions): Promise<Blob> {
  return api.send(endpoints.downloadIvrAudio, { id }, { answer: 'blob', options });
}

/** The audio for a wrong key itself. */
export function downloadIvrInvalidAudio(api: Api, id: string, options?: RequestOptions): Promise<Blob> {
  return api.send(endpoints.downloadIvrInvalidAudio, { id }, { answer: 'blob', options });
}

/** Deletes the greeting audio. */
export function deleteIvrAudio(api: Api, id: string, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.deleteIvrAudio, { id }, { options });
}

/** Deletes the audio for a wrong key. */
export function deleteIvrInvalidAudio(api: Api, id: string, options?: RequestOptions): Promise<Success> {
  return api.send(endpoints.deleteIvrInvalidAudio, { id }, { options });
}

/** Makes the greeting from a text. */
export function generateIvrTts(
  api: Api,
  id: string,
  params: IvrTtsParams,
  options?: RequestOptions,
): Promise<{ menu: IvrMenu }> {
  return api.send(endpoints.generateIvrTts, { id }, { body: params, options });
}

/** Voices for generated greetings. */
export function listIvrVoices(api: Api, options?: RequestOptions): Promise<{ voices: readonly Voice[] }> {
  return api.send(endpoints.listIvrVoices, {}, { options });
}
