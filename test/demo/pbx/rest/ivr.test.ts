import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pitchOf, speak } from '../../../../demo/pbx/ai/tone-speech.js';
import { decodeWav, encodeWav } from '../../../../demo/pbx/media/wav.js';
import { PlatformClient } from '../support/platform-client.js';

describe('sounds of menus', () => {
  let client: PlatformClient;
  let menu: string;
  before(async () => {
    client = await PlatformClient.start();
    const { body } = await client.request('GET', '/api/ivr');
    menu = `/api/ivr/${(body['menus'] as { id: string }[])[0]?.id ?? ''}`;
  });
  after(() => client.close());

  const wav = encodeWav([speak('hello', 'Kore', 8000)]);
  const upload = (path: string, bytes: Uint8Array, name = 'file') => {
    const form = new FormData();
    form.set(name, new Blob([new Uint8Array(bytes)], { type: 'audio/wav' }), 'hello.wav');
    const headers = { authorization: `Bearer ${client.platform.apiKey}` };
    return fetch(`${client.platform.url}${path}`, { method: 'POST', headers, body: form });
  };
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${client.platform.url}${path}`, {
      headers: { authorization: `Bearer ${client.platform.apiKey}`, ...headers },
    });

  for (const [name, flag] of [
    ['audio', 'hasGreetingAudio'],
    ['invalid-audio', 'hasInvalidAudio'],
  ] as const) {
    it(`come back as they were uploaded: ${name}`, async () => {
      const answer = await upload(`${menu}/${name}`, wav);
      assert.equal(answer.status, 200);
      assert.equal(((await answer.json()) as { menu: Record<string, unknown> }).menu[flag], true);
      const sound = await get(`${menu}/${name}`);
      assert.equal(sound.headers.get('content-type'), 'audio/wav');
      assert.deepEqual(Buffer.from(await sound.arrayBuffer()), wav);
      assert.equal((await client.request('DELETE', `${menu}/${name}`)).status, 200);
      assert.equal((await get(`${menu}/${name}`)).status, 404);
    });
  }

  it('are told by their bytes, whatever they are called', async () => {
    assert.equal((await upload(`${menu}/audio`, Buffer.from('<html>'))).status, 422);
    const headers = {
      authorization: `Bearer ${client.platform.apiKey}`,
      'content-type': 'multipart/form-data; boundary=x',
    };
    const broken = await fetch(`${client.platform.url}${menu}/audio`, {
      method: 'POST',
      headers,
      body: 'nonsense',
    });
    assert.equal(broken.status, 400);
  });

  it('can be sought in', async () => {
    await upload(`${menu}/audio`, wav);
    const part = await get(`${menu}/audio`, { range: 'bytes=4-7' });
    assert.equal(part.status, 206);
    assert.equal(part.headers.get('content-range'), `bytes 4-7/${wav.length}`);
    assert.deepEqual(Buffer.from(await part.arrayBuffer()), wav.subarray(4, 8));
    assert.equal((await get(`${menu}/audio`, { range: 'bytes=-8' })).headers.get('content-length'), '8');
    assert.equal((await get(`${menu}/audio`, { range: `bytes=${wav.length}-` })).status, 416);
  });

  it('are made from a text, in the pitch of the voice', async () => {
    const { status } = await client.request('POST', `${menu}/tts`, { text: 'a welcome', voice: 'Sulafat' });
    assert.equal(status, 200);
    const sound = decodeWav(new Uint8Array(await (await get(`${menu}/audio`)).arrayBuffer()));
    assert.deepEqual(sound, speak('a welcome', 'Sulafat', 8000));
    assert.equal((await client.request('POST', `${menu}/tts`, { text: 'x', voice: 'Elvis' })).status, 422);
  });

  it('have 30 voices that differ', async () => {
    const { body } = await client.request('GET', '/api/ivr/voices');
    const names = (body['voices'] as { name: string }[]).map(({ name }) => name);
    assert.equal(new Set(names.map(pitchOf)).size, 30);
    const preview = await fetch(`${client.platform.url}/api/ai/voices/preview`, {
      method: 'POST',
      headers: { authorization: `Bearer ${client.platform.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ voice: 'Puck', text: 'hello' }),
    });
    assert.equal(preview.headers.get('content-type'), 'audio/wav');
    assert.ok((decodeWav(new Uint8Array(await preview.arrayBuffer()))?.length ?? 0) > 1000);
  });
});
