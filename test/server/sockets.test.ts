import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { WebSocket } from 'ws';
import type { TokenGrant } from '../../src/api/token.js';
import type { SocketTicket } from '../../src/api/types/tickets.js';
import { agentPermissions, createGateway, generateKeys } from '../../src/server/index.js';
import type { Gateway, GatewayOptions } from '../../src/server/index.js';
import { nodeHandler, socketHandler } from '../../src/server/node.js';
import type { SocketHandler, SocketHandlerOptions } from '../../src/server/node.js';
import { apiKey } from './support/fake-platform.js';
import { answerJson, startRecordingPlatform } from './support/recording-platform.js';
import type { RecordingPlatform } from './support/recording-platform.js';
import { waitFor } from './support/wait-for.js';

interface Site {
  readonly url: string;
  readonly platform: RecordingPlatform;
  readonly gateway: Gateway<[IncomingMessage]>;
  readonly sockets: SocketHandler;
  token(): Promise<string>;
  ticket(token: string, path?: string): Promise<string>;
  /** Opens a socket and sends the first message, if there is one. */
  open(first?: object | string, path?: string, origin?: string): WebSocket;
}

async function startSite(
  t: TestContext,
  options: Partial<GatewayOptions<[IncomingMessage]>> = {},
  { extension = '1001', ...handling }: SocketHandlerOptions & { readonly extension?: string } = {},
): Promise<Site> {
  const platform = await startRecordingPlatform(t);
  const gateway = createGateway<[IncomingMessage]>({
    apiUrl: platform.apiUrl,
    apiKey,
    identify: ({ headers }) => ({
      extension: headers.get('cookie') ?? extension,
      permissions: [...agentPermissions, 'ai:test'],
    }),
    keys: await generateKeys(),
    log: () => {},
    ...options,
  });
  const sockets = socketHandler(gateway, handling);
  const server = createServer(nodeHandler(gateway)).on('upgrade', (request, socket, head) => {
    if (!sockets(request, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    sockets.close();
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const headers = { 'Content-Type': 'application/json', 'X-Cemscale-Request': '1', Origin: url };
  const post = async (path: string, body: object, more: Record<string, string> = {}): Promise<unknown> =>
    (
      await fetch(`${url}/voip${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { ...headers, ...more },
      })
    ).json();
  return {
    url,
    platform,
    gateway,
    sockets,
    token: async () => ((await post('/token', {})) as TokenGrant).token,
    ticket: async (token, path = '/ws') =>
      ((await post('/tickets', { path }, { Authorization: `Bearer ${token}` })) as SocketTicket).ticket,
    open(first, path = '/ws', origin = url) {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/voip${path}`, { origin });
      t.after(() => socket.terminate());
      socket.on('error', () => {});
      if (first !== undefined)
        socket.once('open', () => socket.send(typeof first === 'string' ? first : JSON.stringify(first)));
      return socket;
    },
  };
}

async function closeOf(socket: WebSocket): Promise<string> {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  return `${code} ${String(reason)}`;
}

describe('the event socket', () => {
  it('opens with a ticket in its first message and passes events on as they are', async (t) => {
    const site = await startSite(t);
    const page = site.open({ type: 'auth', ticket: await site.ticket(await site.token()) });
    await waitFor('the platform to be asked', () => site.platform.sockets.length === 1);
    const [upstream] = site.platform.sockets;
    assert.deepEqual(
      [upstream?.path, JSON.parse(upstream?.first ?? '')],
      ['/ws', { type: 'auth', token: apiKey }],
    );
    const event = '{"type":"call_start","timestamp":"t","data":{"callUuid":"u","caller":"1001"}}';
    upstream?.socket.send(event);
    assert.equal(String(((await once(page, 'message')) as [Buffer])[0]), event);
    page.send('{"type":"ping"}');
    assert.equal(String(((await once(page, 'message')) as [Buffer])[0]), '{"type":"pong"}');
  });

  it('tells an agent of the own calls only, and of the presence of others without their calls', async (t) => {
    const site = await startSite(t);
    const calls = [
      { callUuid: 'earlier', peerUuid: 'earlier-b', callerIdNumber: '+15551234567', destination: '1001' },
      { callUuid: 'other', callerIdNumber: '1002', destination: '1003' },
    ];
    site.platform.answers['GET /api/calls/active'] = answerJson({ calls });
    const page = site.open({ type: 'auth', ticket: await site.ticket(await site.token()) });
    const heard: unknown[] = [];
    page.on('message', (data) => heard.push(JSON.parse(String(data))));
    await waitFor('the platform to be asked', () => site.platform.sockets.length === 1);
    const say = (type: string, data: object) => ({ type, data });
    const theirs = { callUuid: 'other', duration: 1, hangupCause: 'NORMAL_CLEARING' };
    const status = { extension: '1002', status: 'on_call' };
    const own = [
      say('call_end', { callUuid: 'earlier' }),
      say('call_start', { callUuid: 'mine', caller: '1001', destination: '1002' }),
      say('presence_change', { ...status, callUuid: 'mine' }),
      say('call_end', { callUuid: 'mine' }),
      say('presence_change', { extension: '1001', status: 'ringing', callUuid: 'queued' }),
      say('call_answer', { callUuid: 'queued' }),
      say('presence_snapshot', { presence: { 1002: 'available' } }),
    ];
    const all = [
      say('call_start', { callUuid: 'other', caller: '1002', destination: '1003' }),
      say('call_answer', { callUuid: 'other' }),
      ...own,
      say('call_end', theirs),
      say('call_end', { callUuid: 'mine' }),
      say('presence_change', { ...status, callUuid: 'other' }),
    ];
    for (const message of all) site.platform.sockets[0]?.socket.send(JSON.stringify(message));
    await waitFor('the last message', () => heard.length > own.length);
    assert.deepEqual(heard, [...own, say('presence_change', { ...status, callUuid: null })]);
  });

  it('tells all calls to who may read them, until that is taken away', async (t) => {
    let permissions = ['events:read', 'calls:read-all'];
    const site = await startSite(t, { identify: () => ({ extension: '1001', permissions }) });
    const page = site.open({ type: 'auth', ticket: await site.ticket(await site.token()) });
    await waitFor('the platform to be asked', () => site.platform.sockets.length === 1);
    const event = '{"type":"call_end","data":{"callUuid":"other"}}';
    site.platform.sockets[0]?.socket.send(event);
    assert.equal(String(((await once(page, 'message')) as [Buffer])[0]), event);
    permissions = ['events:read'];
    page.send(JSON.stringify({ type: 'auth', ticket: await site.ticket(await site.token()) }));
    assert.equal(await closeOf(page), '1012 permissions-changed');
  });

  it('takes a ticket once, and only a ticket', async (t) => {
    const site = await startSite(t);
    const token = await site.token();
    const ticket = await site.ticket(token);
    site.open({ type: 'auth', ticket });
    await waitFor('the first to open', () => site.platform.sockets.length === 1);
    for (const first of [
      { type: 'auth', ticket },
      { type: 'auth', token },
      { type: 'auth', ticket: 'x'.repeat(43) },
    ])
      assert.equal(await closeOf(site.open(first)), '4401 ticket-refused');
    assert.equal(await closeOf(site.open('not json')), '4400 unreadable');
    assert.equal(
      await closeOf(site.open({ type: 'auth', ticket: await site.ticket(token) }, '/api/ai/playground/a')),
      '4401 ticket-refused',
    );
    assert.equal(site.platform.sockets.length, 1);
  });

  it('takes no ticket that is older than half a minute', async (t) => {
    let now = Date.now();
    const site = await startSite(t, { clock: { now: () => now, monotonic: () => now } });
    const ticket = await site.ticket(await site.token());
    now += 30_001;
    assert.equal(await closeOf(site.open({ type: 'auth', ticket })), '4401 ticket-refused');
  });

  it('is refused to pages of other origins and at other addresses', async (t) => {
    const site = await startSite(t);
    for (const [path, origin, status] of [
      ['/ws', 'https://evil.example', 403],
      ['/api/calls', site.url, 404],
    ] as const) {
      const [, answer] = (await once(site.open(undefined, path, origin), 'unexpected-response')) as [
        unknown,
        IncomingMessage,
      ];
      assert.equal(answer.statusCode, status);
    }
  });

  it('ends with its token, unless another ticket came in time', async (t) => {
    let now = Math.ceil(Date.now() / 1000) * 1000;
    const site = await startSite(t, {
      clock: { now: () => now, monotonic: () => now },
      tokenLifetimeSeconds: 300,
    });
    const old = await site.token();
    now += 299_700;
    const staying = site.open({ type: 'auth', ticket: await site.ticket(old) });
    await waitFor('the staying one', () => site.platform.sockets.length === 1);
    staying.send(JSON.stringify({ type: 'auth', ticket: await site.ticket(await site.token()) }));
    staying.send('{"type":"ping"}');
    await once(staying, 'message');
    const other = site.open({ type: 'auth', ticket: await site.ticket(old) });
    assert.equal(await closeOf(other), '4401 token-ended');
    assert.equal(staying.readyState, WebSocket.OPEN);
    assert.equal(site.platform.sockets.length, 2);
  });

  it('closes when the platform goes, so that the page comes back and catches up', async (t) => {
    const site = await startSite(t);
    const page = site.open({ type: 'auth', ticket: await site.ticket(await site.token()) });
    await waitFor('the platform to be asked', () => site.platform.sockets.length === 1);
    site.platform.sockets[0]?.socket.terminate();
    assert.equal(await closeOf(page), '1013 platform-closed');
    await waitFor('the relay to go', () => site.sockets.size === 0);
  });

  it('lives through its checks while the platform accepts the connection and never answers', async (t) => {
    const site = await startSite(t, {}, { checkEveryMs: 5 });
    const connecting = site.platform.muteSockets();
    const page = site.open({ type: 'auth', ticket: await site.ticket(await site.token()) });
    await waitFor('the platform to be asked', () => connecting() === 1);
    let pings = 0;
    page.on('ping', () => (pings += 1));
    await waitFor('some checks', () => pings > 3);
    assert.deepEqual([page.readyState, site.sockets.size], [WebSocket.OPEN, 1]);
  });

  it('is limited per extension', async (t) => {
    const site = await startSite(t, { limits: { socketsAtOnce: 1 } });
    const token = await site.token();
    const first = site.open({ type: 'auth', ticket: await site.ticket(token) });
    await waitFor('the first', () => site.platform.sockets.length === 1);
    assert.equal(
      await closeOf(site.open({ type: 'auth', ticket: await site.ticket(token) })),
      '4429 too-many-sockets',
    );
    first.close();
    await waitFor('its place', () => site.sockets.size === 0);
    site.open({ type: 'auth', ticket: await site.ticket(token) });
    await waitFor('the next', () => site.platform.sockets.length === 2);
  });

  it('takes no more sockets that say nothing than allowed, however many have said who they are', async (t) => {
    const site = await startSite(t, { limits: { newSocketsAtOnce: 1 } });
    site.open({ type: 'auth', ticket: await site.ticket(await site.token()) });
    await waitFor('the first', () => site.platform.sockets.length === 1);
    const silent = site.open();
    await once(silent, 'open');
    const [, answer] = (await once(site.open(), 'unexpected-response')) as [unknown, IncomingMessage];
    assert.equal(answer.statusCode, 503);
    silent.close();
    await waitFor('its place', () => site.sockets.size === 1);
    await once(site.open(), 'open');
  });

  it('says going away to all when the gateway closes', async (t) => {
    const site = await startSite(t);
    const page = site.open({ type: 'auth', ticket: await site.ticket(await site.token()) });
    await waitFor('the platform to be asked', () => site.platform.sockets.length === 1);
    site.sockets.close();
    assert.equal(await closeOf(page), '1001 going-away');
  });
});

describe('the playground socket', () => {
  it('carries audio both ways and the end, and nothing else of the page', async (t) => {
    const site = await startSite(t);
    const path = '/api/ai/playground/agent-1';
    const page = site.open({ type: 'auth', ticket: await site.ticket(await site.token(), path) }, path);
    await waitFor('the platform to be asked', () => site.platform.sockets.length === 1);
    const upstream = site.platform.sockets[0]?.socket;
    assert.ok(upstream);
    const heard: string[] = [];
    upstream.on('message', (data, isBinary) => heard.push(isBinary ? 'audio' : String(data)));
    page.send(new Uint8Array([1, 2]));
    page.send('{"type":"configure","tenant":"other"}');
    page.send('{"type":"end","more":1}');
    await waitFor('the end', () => heard.length === 2);
    assert.deepEqual(heard, ['audio', '{"type":"end"}']);
    upstream.send(new Uint8Array([3]), { binary: true });
    assert.deepEqual([...((await once(page, 'message')) as [Buffer])[0]], [3]);
    upstream.close(1000);
    assert.equal(await closeOf(page), '1000 ');
  });
});
