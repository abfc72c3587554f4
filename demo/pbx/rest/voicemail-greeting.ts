import type { Greetings } from '../b2bua/greetings.js';
import { everybody } from '../b2bua/greetings.js';
import { decodeWav } from '../media/wav.js';
import { nullable, oneOf, readValues, text, usually } from '../store/fields.js';
import { FileAnswer, HttpError, type ApiRequest } from './http.js';
import type { Router } from './router.js';

/** What mailboxes say before the beep; without an extension, what all of them say that have nothing of their own. */
export function addGreetingRoutes(router: Router, greetings: Greetings): void {
  const whose = ({ query }: ApiRequest): string => query.get('extension') ?? everybody;
  const show = (extension: string) => ({ greeting: shown(greetings, extension) });
  router
    .add('GET', '/api/voicemail/greeting', (request) => show(whose(request)))
    .add('PUT', '/api/voicemail/greeting', ({ body }) => {
      const type = oneOf('default', 'text', 'audio');
      const shape = { extension: usually(text(20), everybody), type, text: nullable(text(1000)) };
      const values = readValues(shape, body);
      if (values.type === 'audio' && greetings.of(values.extension).audio === null)
        throw HttpError.conflict('Upload a sound first.');
      greetings.set(values.extension, { type: values.type, text: values.text });
      return show(values.extension);
    })
    .add('POST', '/api/voicemail/greeting/audio', (request) => show(upload(greetings, request)))
    .add('GET', '/api/voicemail/greeting/audio', (request) => {
      const { audio } = greetings.of(whose(request));
      if (audio === null) throw HttpError.notFound('greeting');
      return new FileAnswer(audio.type, audio.file);
    })
    .add('DELETE', '/api/voicemail/greeting/audio', (request) => {
      const extension = whose(request);
      if (greetings.of(extension).audio === null) throw HttpError.notFound('greeting');
      greetings.set(extension, { type: 'default', name: null, audio: null });
      return { success: true };
    });
}

function upload(greetings: Greetings, { body, file }: ApiRequest): string {
  if (file === null) throw HttpError.badRequest('Send the sound as a form with a file.');
  const { extension, name } = readValues(
    { extension: usually(text(20), everybody), name: nullable(text(200)) },
    body,
  );
  const samples = decodeWav(file.bytes);
  if (samples === null) throw HttpError.badRequest('The file must be a WAV file with PCM or μ-law sound.');
  greetings.set(extension, {
    type: 'audio',
    name: name ?? file.name,
    audio: { file: file.bytes, type: 'audio/wav', samples },
  });
  return extension;
}

function shown(greetings: Greetings, extension: string) {
  const { type, text: words, audio, name } = greetings.of(extension);
  return { extension, type, text: words, hasAudio: audio !== null, name };
}
