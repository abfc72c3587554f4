import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { EventHub } from '../../demo/pbx/events/event-hub.js';
import { PlatformClient } from '../demo/pbx/support/platform-client.js';
import { until } from '../demo/pbx/support/until.js';

const closeCode = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => socket.once('close', (code) => resolve(code)));

describe('the event socket of the platform', () => {
  let client: PlatformClient;
  beforeEach(async () => {
    client = await PlatformClient.start();
  });
  afterEach(() => client.close());

  const newKey = async (): Promise<{ id: string; key: string }> => {
    const { body } = await client.request('POST', '/api/api-keys', { name: 'Wallboard', role: 'readonly' });
    return body['apiKey'] as { id: string; key: string };
  };
  const admitted = async (key: string): Promise<WebSocket> => {
    const { socket, received } = await client.events(key);
    await until('the snapshot', () => received[0]);
    return socket;
  };

  it('answers a ping with a pong', async () => {
    const { socket, received } = await client.events();
    await until('the snapshot', () => received[0]);
    socket.send('{"type":"ping"}');
    assert.deepEqual(await until('the pong', () => received[1]), { type: 'pong' });
  });

  it('answers no ping before it knows the key', async () => {
    const socket = new WebSocket(client.platform.eventsUrl);
    socket.once('open', () => socket.send('{"type":"ping"}'));
    assert.equal(await closeCode(socket), 4401);
  });

  it('ends with the key that opened it, and no other does', async () => {
    const { id, key } = await newKey();
    const [ended, other] = [await admitted(key), await admitted(client.platform.apiKey)];
    const code = closeCode(ended);
    await client.request('DELETE', `/api/api-keys/${id}`);
    assert.equal(await code, 4401);
    assert.equal(other.readyState, WebSocket.OPEN);
  });

  for (const [what, verb, path, body] of [
    ['disabled', 'PATCH', '', { enabled: false }],
    ['replaced', 'POST', '/regenerate', {}],
  ] as const) {
    it(`ends when its key is ${what}`, async () => {
      const { id, key } = await newKey();
      const code = closeCode(await admitted(key));
      await client.request(verb, `/api/api-keys/${id}${path}`, body);
      assert.equal(await code, 4401);
    });
  }
});

describe('EventHub', () => {
  let server: Server;
  let hub: EventHub;
  const sockets: WebSocket[] = [];
  beforeEach(async () => {
    hub = new EventHub({
      identify: (key) => (key.startsWith('key-') ? { id: key, tenantId: key.slice(4) } : null),
      snapshot: (tenantId) => ({ type: 'presence_snapshot', data: { presence: { [tenantId]: 'offline' } } }),
      authenticateMs: 5000,
    });
    server = createServer().on('upgrade', (request, socket, head: Buffer) =>
      hub.handleUpgrade(request, socket, head),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.terminate();
    hub.close();
    await new Promise((resolve) => server.close(resolve));
  });

  const listener = async (tenantId: string): Promise<string[]> => {
    const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`);
    sockets.push(socket);
    const received: string[] = [];
    socket.on('message', (data) =>
      received.push(JSON.stringify((JSON.parse(String(data)) as { data: unknown }).data)),
    );
    socket.once('open', () => socket.send(JSON.stringify({ type: 'auth', token: `key-${tenantId}` })));
    await until('the snapshot', () => received[0]);
    return received;
  };

  it('tells each company its own events and presence only', async () => {
    const [one, other] = [await listener('one'), await listener('other')];
    hub.publish({ type: 'call_answer', data: { callUuid: 'of one' } }, 'one');
    hub.publish({ type: 'call_answer', data: { callUuid: 'of other' } }, 'other');
    await until('both', () => one.length === 2 && other.length === 2);
    assert.deepEqual(one, ['{"presence":{"one":"offline"}}', '{"callUuid":"of one"}']);
    assert.deepEqual(other, ['{"presence":{"other":"offline"}}', '{"callUuid":"of other"}']);
  });
});
