import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { SessionState } from 'sip.js';
import { homeTenantId } from '../../../../demo/pbx/company.js';
import type { ConferenceDetail, ThreeWayResult } from '../../../../src/api/types/conferences.js';
import { until } from '../support/until.js';
import { hearsOnly, ThreeWayCast, tones } from './three-way-cast.js';

const statuses = ({ participants }: Pick<ThreeWayResult, 'participants'>) =>
  participants.map(({ callerIdNumber, status, muted, deaf }) => [callerIdNumber, status, muted, deaf]);

describe('a call that takes a third one in', () => {
  let cast: ThreeWayCast;
  beforeEach(async () => {
    cast = await ThreeWayCast.start();
  });
  afterEach(() => cast.client.close());

  it('lets the first one wait with music while the third rings, and tells who is who', async () => {
    const { uuid, alice, bob } = await cast.talk();
    const added = await cast.add(uuid);
    await hearsOnly(bob, 'music');
    await hearsOnly(alice);
    assert.match(added.conferenceName, new RegExp(`^3way_${homeTenantId}_[0-9a-f]{8}$`));
    assert.equal(added.state, 'dialing');
    assert.deepEqual(statuses(added), [
      ['1001', 'active', false, false],
      ['1002', 'held', true, true],
    ]);
    const bobUuid = added.participants[1]?.uuid;
    assert.deepEqual([added.heldMemberUuid, added.originalBridgedLeg], [bobUuid, bobUuid]);
    const invitation = await cast.phones.carmen.rings();
    assert.equal(invitation.remoteIdentity.uri.user, '1001');
    await alice.hangup();
    await until('the CANCEL', () => cast.phones.carmen.cancels.length === 1);
  });

  it('joins the third one on the answer: the agent and the third talk, the first hears music', async () => {
    const { alice, bob, carmen, added } = await cast.holding();
    await hearsOnly(carmen, 'alice');
    await hearsOnly(bob, 'music');
    const { body } = await cast.client.request('GET', `/api/conferences/${added.conferenceName}/members`);
    const { members } = body['conference'] as ConferenceDetail;
    assert.deepEqual(
      members.map(({ uuid, muted, deaf }) => [uuid, muted, deaf]),
      [
        [added.participants[0]?.uuid, false, false],
        [added.heldMemberUuid, true, true],
        [added.newCallUuid, false, false],
      ],
    );
    // Nothing was renegotiated: each page has seen one description in the one dialog it has.
    for (const { session, media } of [alice, bob, carmen])
      assert.deepEqual([session.state, media?.remote.length], [SessionState.Established, 1]);
  });

  it('swaps who talks and who waits, and back', async () => {
    const { alice, bob, carmen, added } = await cast.holding();
    const [bobUuid, carmenUuid] = [added.heldMemberUuid, added.newCallUuid];
    const swapped = await cast.order(added, 'swap', { keepUuid: bobUuid, holdUuid: carmenUuid });
    assert.equal(swapped.state, 'holding');
    assert.deepEqual(
      statuses(swapped).map(([number, status]) => [number, status]),
      [
        ['1001', 'active'],
        ['1002', 'active'],
        ['1003', 'held'],
      ],
    );
    await hearsOnly(alice, 'bob');
    await hearsOnly(bob, 'alice');
    await hearsOnly(carmen, 'music');
    await cast.order(added, 'swap', { keepUuid: carmenUuid, holdUuid: bobUuid });
    await hearsOnly(alice, 'carmen');
    await hearsOnly(carmen, 'alice');
    await hearsOnly(bob, 'music');
  });

  it('merges all three and refuses a fourth', async () => {
    const { uuid, alice, bob, carmen, added } = await cast.holding();
    assert.equal((await cast.order(added, 'merge')).state, 'active');
    await hearsOnly(alice, 'bob', 'carmen');
    await hearsOnly(bob, 'alice', 'carmen');
    await hearsOnly(carmen, 'alice', 'bob');
    assert.equal(await cast.refusal(`/api/calls/${uuid}/participants`, { toNumber: '+15552010101' }), 409);
    await hearsOnly(alice, 'bob', 'carmen');
  });

  it('kicks one, leaves the two others talking, and ends with the last but one', async () => {
    const { alice, bob, carmen, added } = await cast.holding();
    const left = await cast.order(added, `participants/${added.newCallUuid}/kick`);
    assert.deepEqual([left.state, left.participants.length], [null, 2]);
    await carmen.ended();
    await hearsOnly(alice, 'bob');
    await hearsOnly(bob, 'alice');
    await cast.order(added, `participants/${added.heldMemberUuid}/kick`);
    await bob.ended();
    await alice.ended();
    assert.equal(await cast.refusal(`/api/conferences/${added.conferenceName}/merge`), 404);
  });

  it('cancels: the third stops ringing, the first talks again, and somebody else can be added', async () => {
    const { uuid, alice, bob } = await cast.talk();
    const added = await cast.add(uuid);
    await cast.phones.carmen.rings();
    assert.equal(await cast.refusal(`/api/calls/${uuid}/participants`, { toExtension: '1003' }), 409);
    const { newCallUuid, heldMemberUuid } = added;
    const left = await cast.order(added, 'cancel', { newCallUuid, heldMemberUuid });
    assert.deepEqual([left.state, left.participants.length], [null, 2]);
    await until('the CANCEL', () => cast.phones.carmen.cancels.length === 1);
    await hearsOnly(alice, 'bob');
    await hearsOnly(bob, 'alice');
    assert.equal((await cast.order(added, 'cancel', { newCallUuid, heldMemberUuid })).state, null);
    const again = await cast.add(uuid);
    assert.equal(again.conferenceName, added.conferenceName);
    await hearsOnly(await cast.carmenAnswers(), 'alice');
    await hearsOnly(bob, 'music');
  });

  it('works for the one who was called too', async () => {
    const bob = await cast.phones.bob.call('1001', tones.bob);
    const alice = await cast.phones.alice.answer(await cast.phones.alice.rings(), tones.alice);
    await hearsOnly(bob, 'alice');
    const { legs } = await until('both legs', async () => {
      const call = await cast.client.call();
      return call.legs.length === 2 && call;
    });
    const added = await cast.add(legs.find(({ number }) => number === '1001')?.uuid ?? '');
    assert.deepEqual(
      statuses(added).map(([number, status]) => [number, status]),
      [
        ['1001', 'active'],
        ['1002', 'held'],
      ],
    );
    const carmen = await cast.carmenAnswers();
    await hearsOnly(carmen, 'alice');
    await hearsOnly(alice, 'carmen');
    await hearsOnly(bob, 'music');
  });

  it('refuses what it does not know and what makes no sense', async () => {
    const { uuid, added } = await cast.holding();
    const [agentUuid, heldMemberUuid, newCallUuid] = [uuid, added.heldMemberUuid, added.newCallUuid];
    const participants = `/api/calls/${uuid}/participants`;
    const room = `/api/conferences/${added.conferenceName}`;
    const both = { toNumber: '+15552010101', toExtension: '1003' };
    const refusals: readonly (readonly [status: number, path: string, body?: object])[] = [
      [404, '/api/calls/nobody/participants', { toExtension: '1003' }],
      [400, participants],
      [400, participants, both],
      [422, participants, { toNumber: '*97' }],
      [404, '/api/conferences/3way_none/merge'],
      [404, `${room}/cancel`, { newCallUuid: 'nobody', heldMemberUuid }],
      [404, `${room}/cancel`, { newCallUuid, heldMemberUuid: 'nobody' }],
      [404, `${room}/swap`, { keepUuid: 'nobody', holdUuid: heldMemberUuid }],
      [409, `${room}/swap`, { keepUuid: heldMemberUuid, holdUuid: agentUuid }],
      [409, `${room}/swap`, { keepUuid: heldMemberUuid, holdUuid: heldMemberUuid }],
      [404, `${room}/participants/nobody/kick`],
      [422, '/api/calls/merge'],
      [404, '/api/calls/merge', { conferenceName: '3way_none' }],
      [404, '/api/calls/merge-direct', { callUuid: 'nobody', toExtension: '1003' }],
    ];
    for (const [status, path, body] of refusals) assert.equal(await cast.refusal(path, body), status, path);
  });

  it('does not take a conference or an unanswered call for a person', async () => {
    const room = await (await cast.phones.alice.call('*3')).established();
    const uuid = room.final?.header('X-FS-UUID') ?? '';
    assert.equal(await cast.refusal(`/api/calls/${uuid}/participants`, { toExtension: '1003' }), 409);
    await room.hangup();
    await until('the end', async () => (await cast.client.request('GET', `/api/calls/${uuid}`)).status === 200);
    await cast.phones.alice.call('1002');
    await cast.phones.bob.rings();
    const { callUuid } = await cast.client.call();
    assert.equal(await cast.refusal(`/api/calls/${callUuid}/participants`, { toExtension: '1003' }), 409);
    await cast.client.request('POST', `/api/calls/${callUuid}/hangup`);
    await until('the CANCEL', () => cast.phones.bob.cancels.length === 1);
  });

  it('answers to the two old names of merging', async () => {
    const { uuid, alice, bob } = await cast.talk();
    const { client } = cast;
    const direct = await client.request('POST', '/api/calls/merge-direct', {
      callUuid: uuid,
      toExtension: '1003',
    });
    assert.deepEqual([direct.status, direct.body['success'], direct.body['state']], [200, true, 'dialing']);
    await hearsOnly(bob, 'alice');
    const carmen = await cast.carmenAnswers();
    await hearsOnly(carmen, 'alice', 'bob');
    await hearsOnly(alice, 'bob', 'carmen');
    const conferenceName = String(direct.body['conferenceName']);
    const [keepUuid, holdUuid] = [direct.body['newCallUuid'], direct.body['heldMemberUuid']];
    await cast.order({ conferenceName }, 'swap', { keepUuid, holdUuid });
    await hearsOnly(bob, 'music');
    assert.equal((await client.request('POST', '/api/calls/merge', { conferenceName })).body['state'], 'active');
    await hearsOnly(bob, 'alice', 'carmen');
  });
});
