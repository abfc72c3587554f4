import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { PlatformClient } from '../support/platform-client.js';
import { until } from '../support/until.js';

describe('a call to an extension with several pages', () => {
  let client: PlatformClient;
  beforeEach(async () => {
    client = await PlatformClient.start({ timing: { ringMs: 400 } });
  });
  afterEach(() => client.close());

  it('rings all of them and tells the losers who got it', async () => {
    const [alice, one, other] = [
      await client.phone('1001'),
      await client.phone('1002'),
      await client.phone('1002'),
    ];
    const call = await alice.call('1002');
    await other.rings();
    await one.answer(await one.rings());
    await call.established();
    await until('the CANCEL', () => other.cancels.length === 1);
    assert.equal(other.cancels[0], 'SIP;cause=200;text="Call completed elsewhere"');
    assert.deepEqual(one.cancels, []);
  });

  it('goes on ringing while one is busy, and is busy when the last one is', async () => {
    const [alice, one, other] = [
      await client.phone('1001'),
      await client.phone('1002'),
      await client.phone('1002'),
    ];
    const call = await alice.call('1002');
    await (await one.rings()).reject({ statusCode: 486 });
    const last = await other.rings();
    assert.equal(call.final, undefined);
    await last.reject({ statusCode: 486 });
    assert.equal((await call.finalAnswer()).status, 486);
  });

  it('is declined for everybody by a 603', async () => {
    const [alice, one, other] = [
      await client.phone('1001'),
      await client.phone('1002'),
      await client.phone('1002'),
    ];
    const call = await alice.call('1002');
    await other.rings();
    await (await one.rings()).reject({ statusCode: 603 });
    assert.equal((await call.finalAnswer()).status, 603);
    await until('the CANCEL', () => other.cancels.length === 1);
  });

  it('ends with 480 when nobody answers in time', async () => {
    const [alice, bob] = [await client.phone('1001'), await client.phone('1002')];
    const call = await alice.call('1002');
    const answer = await call.finalAnswer();
    assert.equal(answer.status, 480);
    assert.match(answer.header('reason') ?? '', /NO_ANSWER/);
    await until('the CANCEL', () => bob.cancels.length === 1);
  });

  it('ends with 480 when nobody is registered, and with 404 when there is no such number', async () => {
    const alice = await client.phone('1001');
    const absent = await (await alice.call('1003')).finalAnswer();
    assert.deepEqual([absent.status, /USER_NOT_REGISTERED/.test(absent.header('reason') ?? '')], [480, true]);
    assert.equal((await (await alice.call('4711')).finalAnswer()).status, 404);
  });

  it('stops ringing when the caller gives up', async () => {
    const [alice, bob] = [await client.phone('1001'), await client.phone('1002')];
    const call = await alice.call('1002');
    await bob.rings();
    await (call.session as unknown as { cancel(): Promise<void> }).cancel();
    await until('the CANCEL', () => bob.cancels.length === 1);
    assert.doesNotMatch(bob.cancels[0] ?? '', /cause=200/);
    assert.equal((await call.finalAnswer()).status, 487);
  });
});
