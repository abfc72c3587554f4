import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { PlatformClient } from '../support/platform-client.js';
import { until } from '../support/until.js';

describe('registration', () => {
  let client: PlatformClient;
  beforeEach(async () => {
    client = await PlatformClient.start();
  });
  afterEach(() => client.close());

  const status = async (): Promise<string | undefined> =>
    ((await client.request('GET', '/api/presence')).body['presence'] as Record<string, string>)['1001'];

  it('makes the extension available, until the phone takes it back', async () => {
    const phone = await client.phone('1001');
    assert.equal(await status(), 'available');
    await phone.unregister();
    assert.equal(await status(), 'offline');
  });

  it('refuses a wrong password with 403, after one challenge', async () => {
    const phone = client.unregisteredPhone('1001', 'wrong');
    assert.equal(await phone.register(), 403);
    assert.equal(await status(), 'offline');
  });

  it('refuses an unknown extension as it refuses a wrong password', async () => {
    assert.equal(await client.unregisteredPhone('4711', 'whatever').register(), 403);
  });

  it('ends with the socket', async () => {
    const phone = await client.phone('1001');
    phone.dropSocket();
    await until('offline', async () => (await status()) === 'offline');
  });

  it('lives until the last of several phones is gone', async () => {
    const [one, other] = [await client.phone('1001'), await client.phone('1001')];
    await one.unregister();
    assert.equal(await status(), 'available');
    await other.unregister();
    assert.equal(await status(), 'offline');
  });

  it('can be refused on purpose, with Retry-After', async () => {
    await client.request('PUT', '/control/faults', { refuseRegister: { status: 503, retryAfter: 7 } });
    const phone = client.unregisteredPhone('1001', await client.password('1001'));
    assert.equal(await phone.register(), 503);
    await client.request('POST', '/control/reset');
    assert.equal(await phone.register(), 200);
  });

  for (const [asked, granted] of [
    [1, 30],
    [600, 600],
    [86_400, 3600],
  ]) {
    it(`is good for ${granted} s when ${asked} s are asked for`, async () => {
      const phone = client.unregisteredPhone('1001', await client.password('1001'), asked);
      assert.equal(await phone.register(), 200);
      assert.match(phone.contact ?? '', new RegExp(`^<sip:[^>]+>;expires=${granted}$`));
    });
  }

  it('can be answered with a bad or a missing expiry on purpose', async () => {
    await client.request('PUT', '/control/faults', { registerExpires: '0' });
    assert.match((await client.phone('1001')).contact ?? '', /;expires=0$/);
    await client.request('PUT', '/control/faults', { registerExpires: '' });
    assert.doesNotMatch((await client.phone('1002')).contact ?? '', /expires/);
  });

  it('is refused a socket when the platform is told so', async () => {
    await client.request('PUT', '/control/faults', { refuseSockets: true });
    const socket = new WebSocket(client.platform.sipUrl, 'sip');
    const refused = await new Promise<string>((resolve) =>
      socket.once('error', ({ message }) => resolve(message)),
    );
    assert.match(refused, /503/);
  });

  it('needs the sip subprotocol', async () => {
    const socket = new WebSocket(client.platform.sipUrl);
    const refused = await new Promise<string>((resolve) =>
      socket.once('error', ({ message }) => resolve(message)),
    );
    assert.match(refused, /400/);
  });
});
