import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { VoIPClient, type ApiError } from '../../src/api/index.js';
import { until } from '../demo/pbx/support/until.js';
import { World } from './support/world.js';

describe('events and the history of the platform', () => {
  let world: World;
  const clients: VoIPClient[] = [];
  before(async () => {
    world = await World.start();
  });
  after(async () => {
    for (const client of clients) client.disconnectWebSocket();
    await world.close();
  });

  const connected = async (apiKey: string): Promise<VoIPClient> => {
    const reconnect = { initialDelayMs: 5, maxDelayMs: 20 };
    const client = new VoIPClient({ apiUrl: world.platform.platform.url, apiKey, WebSocket, reconnect });
    clients.push(client);
    client.connectWebSocket();
    await until('the socket', () => client.isRealtime);
    return client;
  };

  /** A call as the events told it. */
  const toldCall = async (): Promise<{ uuid: string; startedAt: string; endedAt: string }> => {
    const client = await connected(world.platform.platform.apiKey);
    const times = new Map<string, string>();
    let told = '';
    client.onWsEvent('call_start', ({ timestamp }) => times.set('start', timestamp));
    client.onWsEvent('call_end', ({ data, timestamp }) => {
      times.set('end', timestamp);
      told = data.callUuid;
    });
    const { uuid } = await world.liveCall();
    await world.client.hangup(uuid);
    await until('the end', () => told);
    return { uuid: told, startedAt: times.get('start') ?? '', endedAt: times.get('end') ?? '' };
  };

  it('name a call by the same id', async () => {
    const { uuid } = await toldCall();
    assert.equal((await world.client.getCall(uuid)).call.id, uuid);
    const { calls } = await world.client.listCalls({ limit: 1 });
    assert.equal(calls[0]?.id, uuid);
  });

  it('find a call between two full times, also in another time zone', async () => {
    const { uuid, startedAt, endedAt } = await toldCall();
    const from = Date.parse(startedAt) - 50;
    const ids = async (dateFrom: string, dateTo?: string): Promise<string[]> => {
      const { calls } = await world.client.listCalls({ dateFrom, ...(dateTo === undefined ? {} : { dateTo }) });
      return calls.map(({ id }) => id);
    };
    const inMadrid = new Date(from + 2 * 3_600_000).toISOString().replace('Z', '+02:00');
    assert.deepEqual(await ids(new Date(from).toISOString()), [uuid]);
    assert.deepEqual(await ids(inMadrid, endedAt), [uuid]);
    assert.deepEqual(await ids(new Date(Date.parse(endedAt) + 1).toISOString()), []);
  });

  it('end for the client whose key is revoked, which says why', async () => {
    const { apiKey } = await world.client.createApiKey({ name: 'Wallboard', role: 'readonly' });
    const client = await connected(apiKey.key);
    const errors: ApiError[] = [];
    client.onWsEvent('error', (error) => errors.push(error));
    await world.client.revokeApiKey(apiKey.id);
    const error = await until('the error', () => errors[0]);
    assert.deepEqual([error.name, error.reason], ['ApiError', 'unauthorized']);
    assert.equal(client.isRealtime, false);
    assert.ok(!error.message.includes(apiKey.key));
  });
});
