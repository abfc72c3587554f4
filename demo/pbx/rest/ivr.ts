import { speak } from '../ai/tone-speech.js';
import { voices } from '../ai/voices.js';
import { encodeWav } from '../media/wav.js';
import { sampleRate } from '../media/party.js';
import { voiceNames } from '../store/ai-agent-shape.js';
import { InvalidFields, oneOf, readValues, text, usually } from '../store/fields.js';
import type { Stored } from '../store/collection.js';
import { ivrMenuShape, type IvrMenu } from '../store/shapes.js';
import type { Store } from '../store/store.js';
import { FileAnswer, HttpError, type ApiRequest, type UploadedFile } from './http.js';
import { numberTaken } from './numbering.js';
import { addResource, findOwn } from './resource.js';
import type { Router } from './router.js';

const ttsShape = { text: text(2000), voice: oneOf(...voiceNames), language: usually(text(10, 2), 'en') };

/** Menus and their sounds. */
export function addIvrRoutes(router: Router, store: Store): void {
  const { ivrMenus, ivrAudio } = store;
  const show = (menu: IvrMenu & Stored) => ({
    ...menu,
    hasGreetingAudio: ivrAudio.has(`${menu.id} greeting`),
    hasInvalidAudio: ivrAudio.has(`${menu.id} invalid`),
  });
  addResource(router, {
    path: '/api/ivr',
    one: 'menu',
    many: 'menus',
    collection: ivrMenus,
    shape: ivrMenuShape,
    start: () => ({}),
    show,
    check({ extension, options }, known) {
      if (extension !== undefined) numberTaken(store, extension, known?.id);
      const digits = options?.map(({ digit }) => digit) ?? [];
      if (new Set(digits).size < digits.length) throw new InvalidFields({ options: 'must use each digit once' });
    },
    removing({ id }) {
      ivrAudio.delete(`${id} greeting`);
      ivrAudio.delete(`${id} invalid`);
    },
  });
  addAudio(router, store, show, 'audio', 'greeting');
  addAudio(router, store, show, 'invalid-audio', 'invalid');
  router
    .add('GET', '/api/ivr/voices', () => ({ voices }))
    .add('POST', '/api/ivr/{id}/tts', (request) => {
      const menu = findOwn(ivrMenus, request, 'menu');
      const { text: words, voice } = readValues(ttsShape, request.body);
      const bytes = encodeWav([speak(words, voice, sampleRate)]);
      ivrAudio.set(`${menu.id} greeting`, { name: 'greeting.wav', type: 'audio/wav', bytes });
      return { menu: show(ivrMenus.update(menu.id, { greetingText: words }) ?? menu) };
    });
}

function addAudio(
  router: Router,
  { ivrMenus, ivrAudio }: Store,
  show: (menu: IvrMenu & Stored) => object,
  name: string,
  kind: 'greeting' | 'invalid',
): void {
  const path = `/api/ivr/{id}/${name}`;
  const find = (request: ApiRequest) => findOwn(ivrMenus, request, 'menu');
  router
    .add('POST', path, (request) => {
      const menu = find(request);
      ivrAudio.set(`${menu.id} ${kind}`, acceptAudio(request.file));
      return { menu: show(ivrMenus.update(menu.id, {}) ?? menu) };
    })
    .add('GET', path, (request) => {
      const audio = ivrAudio.get(`${find(request).id} ${kind}`);
      if (audio === undefined) throw HttpError.notFound('audio');
      return new FileAnswer(audio.type, audio.bytes);
    })
    .add('DELETE', path, (request) => {
      if (!ivrAudio.delete(`${find(request).id} ${kind}`)) throw HttpError.notFound('audio');
      return { success: true };
    });
}

/** An uploaded sound; told by its first bytes, since names and types are only what the sender says. */
export function acceptAudio(file: UploadedFile | null): UploadedFile {
  if (file === null) throw new InvalidFields({ file: 'is required' });
  const type = typeOf(file.bytes);
  if (type === null) throw new InvalidFields({ file: 'must be a WAV, MP3, OGG or WebM sound' });
  return { ...file, type };
}

function typeOf(bytes: Buffer): string | null {
  const head = bytes.toString('latin1', 0, 12);
  if (head.startsWith('RIFF') && head.endsWith('WAVE')) return 'audio/wav';
  if (head.startsWith('OggS')) return 'audio/ogg';
  if (head.startsWith('\x1a\x45\xdf\xa3')) return 'audio/webm';
  const [first = 0, second = 0] = bytes;
  return head.startsWith('ID3') || (first === 0xff && (second & 0xe0) === 0xe0) ? 'audio/mpeg' : null;
}
