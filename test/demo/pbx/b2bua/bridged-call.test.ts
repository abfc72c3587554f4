import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { extensionTones, musicTone } from '../../../../demo/pbx/media/tones.js';
import { PlatformClient } from '../support/platform-client.js';
import type { PhoneCall, TestPhone } from '../support/test-phone.js';
import { until } from '../support/until.js';

const aliceTone = extensionTones['1001'] ?? 0;
const bobTone = extensionTones['1002'] ?? 0;

describe('a call between two extensions', () => {
  let client: PlatformClient;
  let bob: TestPhone;
  let alice: TestPhone;
  let aliceCall: PhoneCall;
  let bobCall: PhoneCall;
  beforeEach(async () => {
    client = await PlatformClient.start();
    [alice, bob] = [await client.phone('1001'), await client.phone('1002')];
    aliceCall = await alice.call('1002', aliceTone);
    bobCall = await bob.answer(await bob.rings(), bobTone);
    await aliceCall.established();
    await bobCall.established();
  });
  afterEach(() => client.close());

  const bothHear = async (): Promise<void> => {
    await aliceCall.ear.hears(bobTone);
    await bobCall.ear.hears(aliceTone);
  };

  it('carries sound both ways and nobody hears themselves', async () => {
    await bothHear();
    await aliceCall.ear.hearsNo(aliceTone);
    await bobCall.ear.hearsNo(bobTone);
  });

  it('names its channel to the caller and the peer to the called page', () => {
    const [ringing] = aliceCall.provisional;
    assert.equal(ringing?.status, 180);
    const uuid = aliceCall.final?.header('x-fs-uuid');
    assert.match(uuid ?? '', /^[0-9a-f]{8}-/);
    assert.equal(ringing.header('x-fs-uuid'), uuid);
    const invite = (bobCall.session as unknown as { request: { getHeader(name: string): string; callId: string } })
      .request;
    assert.equal(invite.getHeader('x-fs-peer-uuid'), uuid);
    assert.notEqual(invite.callId, uuid);
  });

  it('shows the caller with number and name', () => {
    assert.equal(bobCall.session.remoteIdentity.uri.user, '1001');
    assert.equal(bobCall.session.remoteIdentity.displayName, 'Alice Moreno');
  });

  it('plays music to whoever is held and nothing to the holder, until it is resumed', async () => {
    await bothHear();
    assert.equal(await aliceCall.reinvite('sendonly'), 200);
    assert.match(aliceCall.media?.remote.at(-1) ?? '', /a=recvonly/);
    await bobCall.ear.hears(musicTone);
    await bobCall.ear.hearsNo(aliceTone);
    const heard = aliceCall.ear.total;
    assert.equal(await aliceCall.reinvite('sendrecv'), 200);
    assert.match(aliceCall.media?.remote.at(-1) ?? '', /a=sendrecv/);
    assert.ok(aliceCall.ear.total - heard < 8000, 'the holder hears nothing');
    await bothHear();
    await bobCall.ear.hearsNo(musicTone);
  });

  it('can be held by the called page too', async () => {
    // Sound means that the ACK has come: SIP.js ends a call that it re-INVITEs before.
    await bothHear();
    assert.equal(await bobCall.reinvite('inactive'), 200);
    await aliceCall.ear.hears(musicTone);
    assert.equal(await bobCall.reinvite('sendrecv'), 200);
    await bothHear();
  });

  it('survives an ICE restart from the page', async () => {
    await bothHear();
    const before = aliceCall.media?.remote.at(-1)?.match(/ice-ufrag:(\S+)/)?.[1];
    assert.equal(await aliceCall.reinvite('sendrecv', true), 200);
    assert.notEqual(aliceCall.media?.remote.at(-1)?.match(/ice-ufrag:(\S+)/)?.[1], before);
    const heard = bobCall.ear.total;
    await until('new audio', () => bobCall.ear.total > heard + 4000);
    await bothHear();
  });

  it('is refreshed by a re-INVITE of the platform', async () => {
    const { legs } = await client.call();
    for (const { uuid } of legs) {
      assert.equal(
        (await client.request('POST', `/control/calls/${uuid}/reinvite`, { iceRestart: true })).status,
        200,
      );
    }
    await bothHear();
  });

  it('goes on after a re-INVITE that cannot be understood', async () => {
    const { media } = aliceCall;
    assert.ok(media);
    const real = media.getDescription.bind(media);
    media.getDescription = async () => ({
      body: 'v=0\r\nm=video 9 RTP/AVP 99\r\n',
      contentType: 'application/sdp',
    });
    assert.equal(await aliceCall.reinvite('sendrecv'), 488);
    media.getDescription = real;
    await bothHear();
    assert.equal(await aliceCall.reinvite('sendonly'), 200);
    await bobCall.ear.hears(musicTone);
  });

  it('collects DTMF sent as INFO', async () => {
    const body = {
      contentDisposition: 'render',
      contentType: 'application/dtmf-relay',
      content: 'Signal=5\r\nDuration=160\r\n',
    };
    await bobCall.session.info({ requestOptions: { body } });
    await until(
      'the digit',
      async () => (await client.call()).legs.find(({ number }) => number === '1002')?.digits === '5',
    );
  });

  it('ends for the called page when the caller hangs up', async () => {
    await aliceCall.hangup();
    await bobCall.ended();
    assert.deepEqual((await client.request('GET', '/control/calls')).body['calls'], []);
  });

  it('ends for the caller when the called page hangs up', async () => {
    await bobCall.hangup();
    await aliceCall.ended();
  });
});
