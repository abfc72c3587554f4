import assert from 'node:assert/strict';
import { address, done, invalid, locked, none, unknown } from './row.js';
import * as is from './shapes.js';
import { wav, type World } from './world.js';

const { promised } = is;

/** Messages of mailboxes and their greetings. */
export const voicemailRows = {
  listVoicemails: invalid(
    'extension',
    async (w) => {
      await w.message();
      const answer = await w.client.listVoicemails({ extension: '1004', unreadOnly: true });
      promised(answer.messages[0], is.voicemail);
      promised(answer, { messages: 'array', unread: 'number', pagination: 'object' });
    },
    (c) => c.listVoicemails({} as never),
  ),
  getVoicemail: unknown(
    async ({ client }) => promised((await client.getVoicemail(await left(client))).message, is.voicemail),
    (c) => c.getVoicemail(none),
  ),
  getVoicemailCount: locked(
    async ({ client }) => assert.deepEqual(await client.getVoicemailCount('1004'), { total: 1, unread: 1 }),
    (c) => c.getVoicemailCount(),
  ),
  getVoicemailAudioUrl: address(
    async ({ client }) => client.getVoicemailAudioUrl(await left(client)),
    (c) => c.getVoicemailAudioUrl(none),
  ),
  getVoicemailDownloadUrl: address(
    async ({ client }) => client.getVoicemailDownloadUrl(await left(client)),
    (c) => c.getVoicemailDownloadUrl(none),
  ),
  markVoicemailRead: unknown(
    async ({ client }) => done(client.markVoicemailRead(await left(client))),
    (c) => c.markVoicemailRead(none),
  ),
  deleteVoicemail: unknown(
    async ({ client }) => done(client.deleteVoicemail(await left(client))),
    (c) => c.deleteVoicemail(none),
  ),
  bulkDeleteVoicemails: invalid(
    'extension',
    async ({ client }) =>
      assert.deepEqual(await client.bulkDeleteVoicemails({ extension: '1004' }), { success: true, deleted: 0 }),
    (c) => c.bulkDeleteVoicemails({}),
  ),
  getVoicemailGreeting: locked(
    async ({ client }) => promised((await client.getVoicemailGreeting('1001')).greeting, is.greeting),
    (c) => c.getVoicemailGreeting(),
  ),
  updateVoicemailGreeting: invalid(
    'type',
    async ({ client }) => {
      const changes = { extension: '1001', type: 'text', text: 'Away' } as const;
      promised((await client.updateVoicemailGreeting(changes)).greeting, is.greeting);
    },
    (c) => c.updateVoicemailGreeting({ type: 'song' as never }),
  ),
  uploadVoicemailGreetingAudio: invalid(
    'WAV',
    async ({ client }) => {
      const { greeting } = await client.uploadVoicemailGreetingAudio(wav, '1001', 'mine.wav');
      promised(greeting, is.greeting);
      assert.deepEqual([greeting.hasAudio, greeting.name], [true, 'mine.wav']);
    },
    (c) => c.uploadVoicemailGreetingAudio(new Blob(['no sound']), '1001'),
  ),
  getVoicemailGreetingAudioUrl: address(
    ({ client }) => client.getVoicemailGreetingAudioUrl('1001'),
    (c) => c.getVoicemailGreetingAudioUrl('1006'),
  ),
  deleteVoicemailGreetingAudio: unknown(
    async ({ client }) => done(client.deleteVoicemailGreetingAudio('1001')),
    (c) => c.deleteVoicemailGreetingAudio('1006'),
  ),
};

async function left(client: World['client']): Promise<string> {
  const { messages } = await client.listVoicemails({ extension: '1004' });
  return messages[0]?.id ?? '';
}
