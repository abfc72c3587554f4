import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { toneSamples } from '../../../../demo/pbx/media/players.js';
import { beepTone, extensionTones, greetingTone } from '../../../../demo/pbx/media/tones.js';
import { encodeWav } from '../../../../demo/pbx/media/wav.js';
import { PlatformClient } from '../support/platform-client.js';
import type { PhoneCall, TestPhone } from '../support/test-phone.js';
import { until } from '../support/until.js';

const [usualTone = 0] = greetingTone;
const ownTone = 1300;
const aliceTone = extensionTones['1001'] ?? 0;

describe('somebody who is away', () => {
  let client: PlatformClient;
  let alice: TestPhone;
  let bob: TestPhone;
  let bobId: string;
  beforeEach(async () => {
    client = await PlatformClient.start();
    [alice, bob] = [await client.phone('1001'), await client.phone('1002')];
    const { body } = await client.request('GET', '/api/extensions?extension=1002');
    bobId = (body['extensions'] as { id: string }[])[0]?.id ?? '';
  });
  afterEach(() => client.close());

  const setPresence = async (status: string): Promise<void> => {
    const answer = await client.request('PUT', `/api/presence/${bobId}`, { status });
    assert.equal(answer.status, 200);
  };
  const withoutMailbox = () => client.request('PATCH', `/api/extensions/${bobId}`, { voicemailEnabled: false });
  const callBob = async (): Promise<PhoneCall> => (await alice.call('1002', aliceTone)).established();
  const upload = async (bytes: Uint8Array<ArrayBuffer>): Promise<Response> => {
    const form = new FormData();
    form.set('file', new Blob([bytes], { type: 'audio/wav' }), 'hello.wav');
    form.set('extension', '1002');
    form.set('name', 'Holidays');
    const headers = { authorization: `Bearer ${client.platform.apiKey}` };
    const url = `${client.platform.url}/api/voicemail/greeting/audio`;
    return fetch(url, { method: 'POST', headers, body: form });
  };

  it('is busy by hand: 486 without a mailbox, and the phone does not ring', async () => {
    const { received } = await client.events();
    await withoutMailbox();
    await setPresence('busy');
    assert.equal((await (await alice.call('1002')).finalAnswer()).status, 486);
    assert.equal(bob.incoming.length, 0);
    await until('the event', () =>
      received.some(
        ({ type, data }) =>
          type === 'presence_change' && data['extension'] === '1002' && data['status'] === 'busy',
      ),
    );
    await setPresence('available');
    await alice.call('1002');
    assert.ok(await bob.rings());
  });

  it('is offline by hand: 480 without a mailbox', async () => {
    await withoutMailbox();
    await setPresence('offline');
    assert.equal((await (await alice.call('1002')).finalAnswer()).status, 480);
    assert.equal(bob.incoming.length, 0);
  });

  it('is busy with a mailbox, which greets, beeps and keeps what a colleague says', async () => {
    await setPresence('busy');
    const call = await callBob();
    await call.ear.hears(usualTone);
    await call.ear.hears(beepTone);
    await call.ear.hearsNo(beepTone);
    const begun = call.ear.total;
    await until('most of a second', () => call.ear.total - begun > 6400);
    await call.press('#');
    await call.ended();
    assert.equal(bob.incoming.length, 0);
    const { body } = await client.request('GET', '/api/voicemail?extension=1002');
    const [message] = body['messages'] as { caller_id: string }[];
    assert.deepEqual([message?.caller_id, body['unread']], ['1001', 1]);
  });

  it('greets callers with an uploaded sound until it is deleted', async () => {
    await setPresence('busy');
    const file = new Uint8Array(encodeWav([toneSamples([ownTone], 600)]));
    const answer = await upload(file);
    assert.equal(answer.status, 200);
    const { greeting } = (await answer.json()) as { greeting: object };
    const shown = { extension: '1002', type: 'audio', text: null, hasAudio: true, name: 'Holidays' };
    assert.deepEqual(greeting, shown);
    const call = await callBob();
    await call.ear.hears(ownTone);
    assert.ok(call.ear.level(usualTone) < -60);
    await call.ear.hears(beepTone);
    await call.hangup();
    const path = `/api/voicemail/greeting/audio?extension=1002&apiKey=${client.platform.apiKey}`;
    const stored = await fetch(`${client.platform.url}${path}`);
    assert.deepEqual(new Uint8Array(await stored.arrayBuffer()), file);
    const gone = await client.request('DELETE', '/api/voicemail/greeting/audio?extension=1002');
    assert.equal(gone.status, 200);
    await (await callBob()).ear.hears(usualTone);
  });

  it('cannot greet with what is no sound', async () => {
    assert.equal((await upload(new TextEncoder().encode('Hello!'))).status, 400);
    assert.equal((await client.request('GET', '/api/voicemail/greeting/audio?extension=1002')).status, 404);
  });
});
