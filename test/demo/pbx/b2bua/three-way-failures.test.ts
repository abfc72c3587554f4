import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { until } from '../support/until.js';
import { hearsOnly, ThreeWayCast } from './three-way-cast.js';

const ben = 831;

describe('a third one who does not come', () => {
  let cast: ThreeWayCast;
  beforeEach(async () => {
    cast = await ThreeWayCast.start();
  });
  afterEach(() => cast.client.close());

  const refusing = { 'is busy': 486, declines: 603 } as const;
  for (const [what, statusCode] of Object.entries(refusing))
    it(`gives the first one back when it ${what}`, async () => {
      const { uuid, alice, bob } = await cast.talk();
      await cast.add(uuid);
      await hearsOnly(bob, 'music');
      await (await cast.phones.carmen.rings()).reject({ statusCode });
      await hearsOnly(bob, 'alice');
      await hearsOnly(alice, 'bob');
    });

  it('gives the first one back when an outside number is busy, and says so by an event', async () => {
    const { received } = await cast.client.events();
    const { uuid, bob } = await cast.talk();
    const { newCallUuid } = await cast.add(uuid, { toNumber: '+15552010104' });
    const end = await until('the end of the call', () =>
      received.find(({ type, data }) => type === 'call_end' && data['callUuid'] === newCallUuid),
    );
    assert.equal(end.data['hangupCause'], 'USER_BUSY');
    await hearsOnly(bob, 'alice');
  });

  it('is a 500 when it cannot be called at all; the call with the first goes on and can try again', async () => {
    const { uuid, alice, bob } = await cast.talk();
    for (const to of [{ toNumber: '+15552010110' }, { toExtension: '1004' }, { toExtension: '9999' }]) {
      assert.equal(await cast.refusal(`/api/calls/${uuid}/participants`, to), 500);
      await hearsOnly(alice, 'bob');
      await hearsOnly(bob, 'alice');
    }
    await cast.add(uuid);
    await hearsOnly(await cast.carmenAnswers(), 'alice');
  });

  it('is followed to the number that it redirects to', async () => {
    const { uuid, alice, bob } = await cast.talk();
    const { newCallUuid, conferenceName } = await cast.add(uuid, { toNumber: '+15552010112' });
    await alice.ear.hears(ben);
    await hearsOnly(bob, 'music');
    const { participants } = await cast.order({ conferenceName }, 'merge');
    assert.equal(participants.find((one) => one.uuid === newCallUuid)?.callerIdName, 'Ben Adeyemi');
    await bob.ear.hears(ben);
  });
});

describe('a third one who does not answer', () => {
  let cast: ThreeWayCast;
  beforeEach(async () => {
    cast = await ThreeWayCast.start(3000);
  });
  afterEach(() => cast.client.close());

  it('gives the first one back when nobody answers', async () => {
    const { uuid, alice, bob } = await cast.talk();
    await cast.add(uuid);
    await hearsOnly(bob, 'music');
    await until('the end of ringing', () => cast.phones.carmen.cancels.length === 1);
    await hearsOnly(bob, 'alice');
    await hearsOnly(alice, 'bob');
  });
});

describe('somebody who leaves a call of three', () => {
  let cast: ThreeWayCast;
  beforeEach(async () => {
    cast = await ThreeWayCast.start();
  });
  afterEach(() => cast.client.close());

  it('leaves the two others talking, whoever it is', async () => {
    const { alice, bob, carmen } = await cast.holding();
    await alice.hangup();
    await hearsOnly(bob, 'carmen');
    await hearsOnly(carmen, 'bob');
    await carmen.hangup();
    await bob.ended();
  });

  it('gives the agent the first one back when it is the third', async () => {
    const { alice, bob, carmen } = await cast.holding();
    await carmen.hangup();
    await hearsOnly(alice, 'bob');
    await hearsOnly(bob, 'alice');
  });

  it('does not disturb the talk when it is the one who waits', async () => {
    const { alice, bob, carmen } = await cast.holding();
    await bob.hangup();
    await bob.ended();
    await hearsOnly(alice, 'carmen');
    await hearsOnly(carmen, 'alice');
    await alice.hangup();
    await carmen.ended();
  });

  it('stops the ringing and ends the call when it is the agent, before the answer', async () => {
    const { uuid, alice, bob } = await cast.talk();
    await cast.add(uuid);
    await cast.phones.carmen.rings();
    await alice.hangup();
    await bob.ended();
    await until('the CANCEL', () => cast.phones.carmen.cancels.length === 1);
  });

  it('lets the agent wait for the third when it is the first, before the answer', async () => {
    const { uuid, alice, bob } = await cast.talk();
    const added = await cast.add(uuid);
    await bob.hangup();
    const carmen = await cast.carmenAnswers();
    await hearsOnly(alice, 'carmen');
    await hearsOnly(carmen, 'alice');
    assert.equal((await cast.order(added, 'merge')).state, null);
  });

  it('ends the agent’s call when the first left and the third does not come', async () => {
    const { uuid, alice, bob } = await cast.talk();
    await cast.add(uuid);
    await bob.hangup();
    await (await cast.phones.carmen.rings()).reject({ statusCode: 486 });
    await alice.ended();
  });
});
