import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { extensionTones } from '../../../../demo/pbx/media/tones.js';
import { PlatformClient } from '../support/platform-client.js';
import type { PhoneCall, TestPhone } from '../support/test-phone.js';
import { until } from '../support/until.js';
import { Receiver } from '../webhooks/receiver.js';

const harborDental = '+15552010101';
const harborTone = 698;
const busyNumber = '+15552010104';
const aliceTone = extensionTones['1001'] ?? 0;
const carmenTone = extensionTones['1003'] ?? 0;

describe('forwarding', () => {
  let client: PlatformClient;
  let receiver: Receiver;
  let alice: TestPhone;
  let bob: TestPhone;
  beforeEach(async () => {
    client = await PlatformClient.start({ timing: { forwardSecondMs: 50 } });
    receiver = await Receiver.start();
    const events = ['call.started', 'call.answered', 'call.forwarded', 'call.ended'];
    await client.request('POST', '/api/webhooks', { name: 'CRM', url: receiver.url, events });
    [alice, bob] = [await client.phone('1001'), await client.phone('1002')];
  });
  afterEach(async () => {
    await client.close();
    await receiver.close();
  });

  const forward = async (extension: string, type: string, destination: string): Promise<void> => {
    const { body } = await client.request('GET', `/api/extensions?extension=${extension}`);
    const [found] = body['extensions'] as { id: string }[];
    const settings = { enabled: true, type, destination, ringTimeoutSec: 5 };
    const answer = await client.request('PUT', `/api/extensions/${found?.id ?? ''}/call-forward`, settings);
    assert.equal(answer.status, 200);
  };
  const told = (event: string): Record<string, unknown>[] =>
    receiver.requests
      .filter(({ json }) => json['event'] === event)
      .map(({ json }) => json['data'] as Record<string, unknown>);
  const record = (uuid: string): Promise<Record<string, unknown>> =>
    until('the record', async () => {
      const { status, body } = await client.request('GET', `/api/calls/${uuid}`);
      return status === 200 && (body['call'] as Record<string, unknown>);
    });
  /** The list of active calls, the history, and every webhook name the number it went to. */
  const isShown = async (call: PhoneCall, type: string, stages: readonly string[]): Promise<void> => {
    const { callUuid } = await client.call();
    const active = (await client.request('GET', '/api/calls/active')).body['calls'];
    assert.equal((active as { forwardedTo: string }[])[0]?.forwardedTo, harborDental);
    await call.hangup();
    const { destination, forwarded_to, status } = await record(callUuid);
    assert.deepEqual([destination, forwarded_to, status], ['1002', harborDental, 'completed']);
    await until('the last webhook', () => told('call.forwarded').some((one) => one['status'] === 'completed'));
    const forwarded = told('call.forwarded');
    assert.deepEqual(
      forwarded.map((one) => one['status']),
      stages,
    );
    for (const stage of forwarded) {
      const { callUuid: uuid, caller, forwardType, forwardedTo, originalDestination } = stage;
      assert.deepEqual([uuid, caller, originalDestination], [callUuid, '1001', '1002']);
      assert.deepEqual([forwardType, forwardedTo], [type, harborDental]);
    }
    const [answered, ended] = [told('call.answered')[0], told('call.ended')[0]];
    assert.deepEqual([answered?.['forwardedTo'], ended?.['forwardedTo']], [harborDental, harborDental]);
  };

  it('of every call does not ring the extension, and has three stages', async () => {
    await forward('1002', 'always', harborDental);
    const call = await (await alice.call('1002', aliceTone)).established();
    await call.ear.hears(harborTone);
    assert.equal(bob.incoming.length, 0);
    await isShown(call, 'always', ['initiated', 'answered', 'completed']);
  });

  it('when busy begins after the 486 of the phone', async () => {
    await forward('1002', 'busy', harborDental);
    const call = await alice.call('1002', aliceTone);
    await (await bob.rings()).reject({ statusCode: 486 });
    await call.established();
    await call.ear.hears(harborTone);
    await isShown(call, 'busy', ['answered', 'completed']);
  });

  it('when nobody answers begins after the ring time, and the phone stops ringing', async () => {
    await forward('1002', 'no-answer', harborDental);
    const call = await alice.call('1002', aliceTone);
    await bob.rings();
    await call.established();
    await until('the CANCEL', () => bob.cancels.length === 1);
    await call.ear.hears(harborTone);
    await isShown(call, 'no-answer', ['answered', 'completed']);
  });

  it('when nobody answers takes calls of an extension without a phone', async () => {
    await forward('1004', 'no-answer', harborDental);
    const call = await (await alice.call('1004')).established();
    await call.ear.hears(harborTone);
  });

  it('for one reason leaves the others alone', async () => {
    await forward('1002', 'no-answer', harborDental);
    const call = await alice.call('1002');
    await (await bob.rings()).reject({ statusCode: 486 });
    assert.equal((await call.finalAnswer()).status, 486);
    await until('the end', () => told('call.ended').length === 1);
    assert.deepEqual([told('call.forwarded'), told('call.ended')[0]?.['forwardedTo']], [[], null]);
  });

  it('goes to a colleague, whose phone shows who calls', async () => {
    await forward('1002', 'busy', '1003');
    const carmen = await client.phone('1003');
    const call = await alice.call('1002', aliceTone);
    await (await bob.rings()).reject({ statusCode: 486 });
    const invitation = await carmen.rings();
    assert.equal(invitation.remoteIdentity.uri.user, '1001');
    const carmenCall = await carmen.answer(invitation, carmenTone);
    await carmenCall.ear.hears(aliceTone);
    await call.ear.hears(carmenTone);
  });

  it('to each other ends with the second, who is rung', async () => {
    await forward('1002', 'always', '1003');
    await forward('1003', 'always', '1002');
    const carmen = await client.phone('1003');
    const call = await alice.call('1002');
    await carmen.answer(await carmen.rings());
    await call.established();
    assert.equal(bob.incoming.length, 0);
  });

  it('to a number that is busy tells the caller, and the record where it went', async () => {
    await forward('1002', 'always', busyNumber);
    const call = await alice.call('1002');
    const { callUuid } = await client.call();
    assert.equal((await call.finalAnswer()).status, 486);
    const { forwarded_to, hangup_cause } = await record(callUuid);
    assert.deepEqual([forwarded_to, hangup_cause], [busyNumber, 'USER_BUSY']);
    await until('the last stage', () => told('call.forwarded').length === 2);
    assert.deepEqual(
      told('call.forwarded').map(({ status }) => status),
      ['initiated', 'completed'],
    );
  });

  it('and dialling to a blocked number are refused', async () => {
    await client.request('POST', '/api/blocklist', { number: harborDental, direction: 'outbound' });
    assert.equal((await (await alice.call(harborDental)).finalAnswer()).status, 403);
    await forward('1002', 'always', harborDental);
    assert.equal((await (await alice.call('1002')).finalAnswer()).status, 403);
  });
});
