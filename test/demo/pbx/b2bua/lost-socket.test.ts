import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { extensionTones } from '../../../../demo/pbx/media/tones.js';
import { PlatformClient } from '../support/platform-client.js';
import { until } from '../support/until.js';

const bobTone = extensionTones['1002'] ?? 0;

describe('a call whose socket is lost', () => {
  let client: PlatformClient;
  beforeEach(async () => {
    client = await PlatformClient.start({ timing: { callerOrphanMs: 1500, calleeOrphanMs: 1500 } });
  });
  afterEach(() => client.close());

  const calls = async (): Promise<unknown[]> =>
    (await client.request('GET', '/control/calls')).body['calls'] as unknown[];

  for (const lost of ['1001', '1002']) {
    it(`goes on for a while and then ends, when ${lost} lost it`, async () => {
      const [alice, bob] = [await client.phone('1001'), await client.phone('1002')];
      const call = await alice.call('1002');
      const answered = await bob.answer(await bob.rings(), bobTone);
      await call.established();
      await call.ear.hears(bobTone);
      const answer = await client.request('POST', `/control/extensions/${lost}/drop-socket`);
      assert.deepEqual(answer.body, { dropped: 1 });
      await until('offline', async () => {
        const { body } = await client.request('GET', '/api/presence');
        return (body['presence'] as Record<string, string>)[lost] === 'on_call';
      });
      assert.equal((await calls()).length, 1);
      await (lost === '1001' ? answered : call).ended();
      assert.equal((await calls()).length, 0);
    });
  }

  it('can be ended by the API while the socket is away', async () => {
    const alice = await client.phone('1001');
    await (await alice.call('9196')).established();
    const { callUuid } = await client.call();
    alice.dropSocket();
    assert.equal((await client.request('POST', `/api/calls/${callUuid}/hangup`)).status, 200);
    assert.equal((await calls()).length, 0);
  });

  it('says nothing on a socket that is half open', async () => {
    const alice = await client.phone('1001');
    await (await alice.call('9196')).established();
    await client.request('POST', '/control/extensions/1001/drop-socket', { halfOpen: true });
    const { callUuid } = await client.call();
    await client.request('POST', `/api/calls/${callUuid}/hangup`);
    assert.equal((await calls()).length, 0);
    assert.ok(alice.agent.isConnected());
  });
});
