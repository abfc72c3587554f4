import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { extensionTones } from '../../../../demo/pbx/media/tones.js';
import { PlatformClient } from '../support/platform-client.js';
import { until } from '../support/until.js';

const bobTone = extensionTones['1002'] ?? 0;

describe('faults of the wire, on purpose', () => {
  let client: PlatformClient;
  beforeEach(async () => {
    client = await PlatformClient.start();
  });
  afterEach(() => client.close());

  const set = async (faults: object): Promise<void> =>
    assert.equal((await client.request('PUT', '/control/faults', faults)).status, 200);

  it('cuts messages into fragments that arrive whole', async () => {
    await set({ split: true });
    const frames: boolean[] = [];
    const socket = new WebSocket(client.platform.sipUrl, 'sip');
    await new Promise((resolve) => socket.once('open', resolve));
    (socket as unknown as { _socket: NodeJS.EventEmitter })._socket.on('data', (bytes: Buffer) => {
      for (let at = 0; at < bytes.length; at += 2 + ((bytes[at + 1] ?? 0) & 0x7f))
        frames.push((bytes[at] ?? 0) >= 0x80);
    });
    const texts: string[] = [];
    socket.on('message', (data) => texts.push(String(data)));
    socket.send(
      [
        'OPTIONS sip:localhost SIP/2.0',
        'Via: SIP/2.0/WS page.invalid;branch=z9hG4bKsplit',
        'Max-Forwards: 70',
        'From: <sip:1001@localhost>;tag=1',
        'To: <sip:localhost>',
        'Call-ID: split',
        'CSeq: 1 OPTIONS',
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    );
    const text = await until('an answer', () => texts[0]);
    assert.match(text, /^SIP\/2\.0 200 /);
    assert.ok(frames.length > 3, `${frames.length} frames`);
    assert.deepEqual(frames.slice(-1), [true]);
    socket.terminate();
  });

  it('delivers messages twice, and a call is one call all the same', async () => {
    const [alice, bob] = [await client.phone('1001'), await client.phone('1002')];
    await set({ duplicate: true });
    const call = await alice.call('1002');
    const answered = await bob.answer(await bob.rings(), bobTone);
    await call.ear.hears(bobTone);
    assert.equal(bob.incoming.length, 0);
    await call.hangup();
    await answered.ended();
  });

  it('loses a BYE: the page does not hear of the end, the API does', async () => {
    const alice = await client.phone('1001');
    const call = await (await alice.call('9196')).established();
    const { callUuid } = await client.call();
    await set({ lose: ['BYE'] });
    await client.request('POST', `/api/calls/${callUuid}/hangup`);
    assert.deepEqual((await client.request('GET', '/api/calls/active')).body['calls'], []);
    assert.equal(call.session.state, 'Established');
    // What the page asks of the call that is over tells it.
    assert.equal(await call.reinvite('sendrecv'), 481);
  });
});
