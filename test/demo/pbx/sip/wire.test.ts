import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { PlatformClient } from '../support/platform-client.js';
import { until } from '../support/until.js';

describe('the SIP socket', () => {
  let client: PlatformClient;
  before(async () => {
    client = await PlatformClient.start();
  });
  after(() => client.close());

  it('answers OPTIONS, so that a phone can ask whether the path is alive', async () => {
    const wire = await Wire.open(client.platform.sipUrl);
    wire.send(request('OPTIONS'));
    assert.match(await wire.next(), /^SIP\/2\.0 200 /);
    wire.close();
  });

  it('answers a keep-alive', async () => {
    const wire = await Wire.open(client.platform.sipUrl);
    wire.send('\r\n\r\n');
    assert.equal(await wire.next(), '\r\n');
    wire.close();
  });

  it('survives what is not SIP and what has too many headers', async () => {
    const wire = await Wire.open(client.platform.sipUrl);
    wire.send('GET / HTTP/1.1\r\n\r\n');
    wire.send('INVITE \0');
    wire.send(
      request(
        'OPTIONS',
        Array.from({ length: 300 }, (_, index) => `X-Fill: ${index}`),
      ),
    );
    wire.send(request('OPTIONS'));
    assert.match(await wire.next(), /^SIP\/2\.0 200 /);
    assert.equal(wire.received.length, 0);
    wire.close();
  });

  it('challenges an INVITE with 407', async () => {
    const wire = await Wire.open(client.platform.sipUrl);
    wire.send(request('INVITE'));
    const answer = await wire.next();
    assert.match(answer, /^SIP\/2\.0 407 /);
    assert.match(answer, /Proxy-Authenticate: Digest realm="localhost", nonce="[^"]+", algorithm=MD5, qop="auth"/);
    wire.close();
  });

  it('says that a nonce is stale when it is not one of its own', async () => {
    const wire = await Wire.open(client.platform.sipUrl);
    const made = 'Digest username="1001", realm="localhost", nonce="1.abc", uri="sip:localhost", response="0"';
    wire.send(request('REGISTER', [`Authorization: ${made}`]));
    assert.match(await wire.next(), /401 [^]*stale=true/);
    wire.close();
  });

  it('closes on a message that is too large', async () => {
    const wire = await Wire.open(client.platform.sipUrl);
    wire.send('x'.repeat(70_000));
    await until('the end of the socket', () => wire.socket.readyState === WebSocket.CLOSED);
  });
});

class Wire {
  readonly socket: WebSocket;
  readonly received: string[] = [];

  private constructor(url: string) {
    this.socket = new WebSocket(url, 'sip');
    this.socket.on('message', (data) => this.received.push(String(data)));
  }

  static async open(url: string): Promise<Wire> {
    const wire = new Wire(url);
    await new Promise((resolve) => wire.socket.once('open', resolve));
    return wire;
  }

  send(text: string): void {
    this.socket.send(text);
  }

  async next(): Promise<string> {
    return until('a message', () => this.received.shift());
  }

  close(): void {
    this.socket.terminate();
  }
}

let serial = 0;

function request(method: string, headers: readonly string[] = []): string {
  serial += 1;
  return [
    `${method} sip:localhost SIP/2.0`,
    `Via: SIP/2.0/WS a.invalid;branch=z9hG4bK${serial}`,
    'Max-Forwards: 70',
    'To: <sip:1001@localhost>',
    `From: <sip:1001@localhost>;tag=t${serial}`,
    `Call-ID: call-${serial}`,
    `CSeq: 1 ${method}`,
    'Contact: <sip:x@a.invalid;transport=ws>',
    ...headers,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}
