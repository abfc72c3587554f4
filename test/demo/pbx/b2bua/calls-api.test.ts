import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Timing } from '../../../../demo/pbx/b2bua/timing.js';
import { extensionTones, musicTone } from '../../../../demo/pbx/media/tones.js';
import { decodeWav } from '../../../../demo/pbx/media/wav.js';
import { Ear } from '../support/ear.js';
import { PlatformClient, type Answer } from '../support/platform-client.js';
import type { PhoneCall, TestPhone } from '../support/test-phone.js';
import { until } from '../support/until.js';

const tone = (extension: string): number => extensionTones[extension] ?? 0;
const harborDental = 698;

describe('calls by the API', () => {
  let client: PlatformClient;
  let alice: TestPhone;
  let bob: TestPhone;
  const start = async (timing: Partial<Timing> = {}): Promise<void> => {
    client = await PlatformClient.start({ timing });
    [alice, bob] = [await client.phone('1001'), await client.phone('1002')];
  };
  beforeEach(() => start());
  afterEach(() => client.close());

  const post = async (path: string, body?: object): Promise<Answer['body']> => {
    const answer = await client.request('POST', path, body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body;
  };
  const fetchWav = async (path: string): Promise<Int16Array> => {
    const answer = await fetch(`${client.platform.url}${path}?apiKey=${client.platform.apiKey}`);
    assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'audio/wav']);
    const samples = decodeWav(new Uint8Array(await answer.arrayBuffer()));
    assert.ok(samples);
    return samples;
  };
  const record = (uuid: string): Promise<Record<string, unknown>> =>
    until('the record', async () => {
      const { status, body } = await client.request('GET', `/api/calls/${uuid}`);
      return status === 200 && (body['call'] as Record<string, unknown>);
    });
  /** Alice is called back and connected with Harbor Dental. */
  const originated = async (): Promise<{ uuid: string; call: PhoneCall }> => {
    const { callUuid } = await post('/api/calls/originate', { fromExtension: '1001', toNumber: '+15552010101' });
    const call = await alice.answer(await alice.rings(), tone('1001'));
    await call.ear.hears(harborDental);
    return { uuid: String(callUuid), call };
  };

  it('rings the extension first and then dials; the record and the recording are there afterwards', async () => {
    const { uuid, call } = await originated();
    await post(`/api/calls/${uuid}/hangup`);
    await call.ended();
    const { direction, status, audio_url } = await record(uuid);
    assert.deepEqual([direction, status, audio_url], ['outbound', 'completed', `/api/recordings/${uuid}/audio`]);
    const ear = new Ear();
    ear.hear((await fetchWav(`/api/recordings/${uuid}/audio`)).slice(-1600));
    assert.ok(ear.level(harborDental) > -45);
    const presigned = await client.request('GET', `/api/recordings/${uuid}/url`);
    assert.equal((await fetch(String(presigned.body['url']))).status, 200);
  });

  it('cannot originate for an extension without a phone', async () => {
    const body = { fromExtension: '1003', toNumber: '+15552010101' };
    assert.equal((await client.request('POST', '/api/calls/originate', body)).status, 409);
  });

  it('holds and resumes', async () => {
    const call = await alice.call('1002', tone('1001'));
    const bobCall = await bob.answer(await bob.rings(), tone('1002'));
    await bobCall.ear.hears(tone('1001'));
    const { callUuid } = await client.call();
    await post(`/api/calls/${callUuid}/hold`);
    await bobCall.ear.hears(musicTone);
    await call.ear.hearsNo(tone('1002'));
    await post(`/api/calls/${callUuid}/hold`, { hold: false });
    await bobCall.ear.hears(tone('1001'));
  });

  it('transfers blindly: the far side goes to the target, the transferor is let go', async () => {
    const { uuid, call } = await originated();
    await post(`/api/calls/${uuid}/transfer`, { targetExtension: '1002', type: 'blind' });
    await call.ended();
    const bobCall = await bob.answer(await bob.rings(), tone('1002'));
    await bobCall.ear.hears(harborDental);
  });

  it('transfers attended: the agent talks to the target while the other waits', async () => {
    const { uuid, call } = await originated();
    await post(`/api/calls/${uuid}/transfer`, { targetExtension: '1002', type: 'attended' });
    const bobCall = await bob.answer(await bob.rings(), tone('1002'));
    await bobCall.ear.hears(tone('1001'));
    await call.ear.hears(tone('1002'));
    await call.ear.hearsNo(harborDental);
    await call.hangup();
    await bobCall.ear.hears(harborDental);
  });

  it('gives the agent the waiting one back when the target declines', async () => {
    const { uuid, call } = await originated();
    await post(`/api/calls/${uuid}/transfer`, { targetExtension: '1002', type: 'attended' });
    await (await bob.rings()).reject({ statusCode: 486 });
    await call.ear.hears(harborDental);
  });

  it('parks in a slot, from where *71XX takes it', async () => {
    const { uuid, call } = await originated();
    assert.equal((await post(`/api/calls/${uuid}/park`, { slot: '7' }))['slot'], '07');
    await call.ended();
    const { body } = await client.request('GET', '/api/calls/parked');
    const [parked] = body['calls'] as Record<string, unknown>[];
    assert.deepEqual([parked?.['slot'], parked?.['parkedBy']], ['07', '1001']);
    const bobCall = await (await bob.call('*7107', tone('1002'))).established();
    await bobCall.ear.hears(harborDental);
    assert.deepEqual((await client.request('GET', '/api/calls/parked')).body['calls'], []);
  });

  it('lets a supervisor listen, whisper and barge in', async () => {
    const carmen = await client.phone('1003');
    await alice.call('1002', tone('1001'));
    const [aliceCall, bobCall] = [await alice.call('9196'), await bob.answer(await bob.rings(), tone('1002'))];
    await aliceCall.established();
    await aliceCall.hangup();
    await bobCall.ear.hears(tone('1001'));
    const uuid = await until('the call', async () => {
      const { body } = await client.request('GET', '/api/calls/active');
      return (body['calls'] as Record<string, string>[]).find(({ destination }) => destination === '1002')?.[
        'callUuid'
      ];
    });
    await post(`/api/calls/${uuid}/eavesdrop`, { extension: '1003' });
    const spy = await carmen.answer(await carmen.rings(), tone('1003'));
    await spy.ear.hears(tone('1001'));
    await spy.ear.hears(tone('1002'));
    await bobCall.ear.hearsNo(tone('1003'));
    const press = (digit: string) => {
      const content = `Signal=${digit}\r\nDuration=160\r\n`;
      const contentType = 'application/dtmf-relay';
      return spy.session.info({
        requestOptions: { body: { contentDisposition: 'render', contentType, content } },
      });
    };
    await press('2');
    await bobCall.ear.hears(tone('1003'));
    await press('1');
    await bobCall.ear.hearsNo(tone('1003'));
  });

  it('forwards always and shows where to', async () => {
    const { body } = await client.request('GET', '/api/extensions');
    const bobs = (body['extensions'] as Record<string, string>[]).find(({ extension }) => extension === '1002');
    const forward = { enabled: true, type: 'always', destination: '+15552010101' };
    await client.request('PUT', `/api/extensions/${bobs?.['id']}/call-forward`, forward);
    const call = await (await alice.call('1002')).established();
    await call.ear.hears(harborDental);
    const { callUuid } = await client.call();
    await call.hangup();
    assert.equal((await record(callUuid))['forwarded_to'], '+15552010101');
    const list = await client.request('GET', '/api/calls?forwarded=true&forwardedTo=%2B1555&limit=1');
    assert.equal((list.body['calls'] as { id: string }[])[0]?.id, callUuid);
  });

  it('records a message of a caller from outside when nobody answers, and *97 plays it', async () => {
    await client.close();
    await start({ ringMs: 600 });
    const { callUuid } = await post('/control/call', { to: '1002', from: '+15552010101' });
    await until('the mailbox', async () => (await client.call()).state === 'active');
    const recording = await until('a recorded second', async () => {
      const { body } = await client.request('GET', '/api/calls/active');
      return ((body['calls'] as { duration: number }[])[0]?.duration ?? 0) >= 4;
    });
    assert.ok(recording);
    await post(`/control/calls/${String(callUuid)}/far-hangup`);
    assert.equal((await record(String(callUuid)))['status'], 'voicemail');
    const { body } = await client.request('GET', '/api/voicemail?extension=1002');
    const [message] = body['messages'] as Record<string, unknown>[];
    assert.deepEqual([message?.['caller_id'], body['unread']], ['+15552010101', 1]);
    const ear = new Ear();
    ear.hear((await fetchWav(`/api/voicemail/${String(message?.['id'])}/audio`)).slice(-1600));
    assert.ok(ear.level(harborDental) > -45);
    const mailbox = await (await bob.call('*97')).established();
    await mailbox.ear.hears(harborDental);
    await mailbox.ended(60_000);
    const count = await client.request('GET', '/api/voicemail/count?extension=1002');
    assert.deepEqual(count.body, { total: 1, unread: 0 });
  });

  it('refuses a blocked number', async () => {
    await client.request('POST', '/api/blocklist', { number: '+15552010101' });
    const { callUuid } = await post('/control/call', { to: '1002', from: '+15552010101' });
    const { hangup_cause, status } = await record(String(callUuid));
    assert.deepEqual([hangup_cause, status], ['CALL_REJECTED', 'failed']);
    assert.equal(bob.incoming.length, 0);
  });

  it('exports a file that a spreadsheet opens', async () => {
    const headers = { authorization: `Bearer ${client.platform.apiKey}` };
    const answer = await fetch(`${client.platform.url}/api/calls/export?direction=inbound`, { headers });
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.match(answer.headers.get('content-type') ?? '', /^text\/csv/);
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    assert.match(bytes.toString('utf8'), /\r\n"[0-9a-f-]{36}",/);
  });

  it('mixes a conference, mutes, records and kicks', async () => {
    const carmen = await client.phone('1003');
    const calls = [await alice.call('*3', tone('1001')), await bob.call('*3', tone('1002'))];
    const third = await carmen.call('*3', tone('1003'));
    for (const call of [...calls, third]) await call.established();
    for (const extension of ['1001', '1002']) await third.ear.hears(tone(extension));
    await third.ear.hearsNo(tone('1003'));
    const { body } = await client.request('GET', '/api/conferences/main');
    const { members } = body['conference'] as { members: { memberId: string; callerIdNumber: string }[] };
    const bobs = members.find(({ callerIdNumber }) => callerIdNumber === '1002')?.memberId ?? '';
    await post(`/api/conferences/main/members/${bobs}/mute`, { mute: true });
    await third.ear.hearsNo(tone('1002'));
    await post('/api/conferences/main/lock', { lock: true });
    const dave = await client.phone('1004');
    assert.equal((await (await dave.call('*3')).finalAnswer()).status, 603);
    await post(`/api/conferences/main/members/${bobs}/kick`);
    await calls[1]?.ended();
  });
});
