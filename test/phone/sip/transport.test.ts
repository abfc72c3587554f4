import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { SipTransport } from '../../../src/phone/sip/transport.js';
import type { SipTransportOptions } from '../../../src/phone/sip/transport.js';
import { FakeClock } from '../../support/fake-clock.js';
import { SipRegistrar } from '../../support/sip-registrar.js';
import { RecordingLogger, createNodeSocket, settle, until } from './support.js';

const info = (extra: readonly string[] = []): string =>
  ['INFO sip:1001@x SIP/2.0', 'Via: SIP/2.0/WS h;branch=z9hG4bK1', ...extra, 'Content-Length: 0', '', ''].join(
    '\r\n',
  );

describe('SipTransport', () => {
  let server: SipRegistrar;
  let clock: FakeClock;
  let logger: RecordingLogger;
  let transport: SipTransport;

  const create = (changes: Partial<SipTransportOptions> = {}): SipTransport =>
    new SipTransport({ wsUri: server.url, clock, logger, createWebSocket: createNodeSocket, ...changes });

  beforeEach(async () => {
    server = await SipRegistrar.start();
    clock = new FakeClock();
    logger = new RecordingLogger();
    transport = create();
  });

  afterEach(async () => {
    await transport.dispose();
    await server.close();
  });

  const connected = async (): Promise<void> => {
    await transport.connect();
    await until('the server has the socket', () => server.sockets.length > 0);
  };

  describe('connect', () => {
    it('opens a socket with the subprotocol sip', async () => {
      await connected();
      assert.equal(server.sockets[0]!.protocol, 'sip');
      assert.equal(transport.isConnected(), true);
    });

    it('opens one socket for attempts made at the same time', async () => {
      await Promise.all([transport.connect(), transport.connect()]);
      await settle();
      assert.equal(server.sockets.length, 1);
    });

    it('rejects when nobody listens, and can be tried again', async () => {
      const lost = create({ wsUri: 'ws://127.0.0.1:1/' });
      await assert.rejects(lost.connect(), { name: 'SipTransportError' });
      lost.setUri(server.url);
      await lost.connect();
      await lost.dispose();
    });

    it('rejects an address the browser refuses, without naming it', async () => {
      const broken = create({ wsUri: 'wss://host:99999/?token=marked' });
      await assert.rejects(
        broken.connect(),
        (error: Error) => error.name === 'SipTransportError' && !error.message.includes('marked'),
      );
      await assert.rejects(broken.connect(), { name: 'SipTransportError' });
    });

    it('rejects after 8 s when the server neither accepts nor refuses', async () => {
      const silent = create({ createWebSocket: () => new EventTarget() as unknown as WebSocket });
      const attempt = silent.connect();
      clock.advance(8_000);
      await assert.rejects(attempt, /in time/);
      assert.equal(silent.isConnected(), false);
    });
  });

  describe('send', () => {
    it('rejects without a socket', async () => {
      await assert.rejects(transport.send('x'), { name: 'SipTransportError' });
    });
  });

  describe('handlers that throw', () => {
    it('do not wedge it: it disconnects and connects again', async () => {
      transport.onConnect = () => {
        throw new Error('connect');
      };
      transport.onDisconnect = () => {
        throw new Error('disconnect');
      };
      transport.stateChange.addListener(() => {
        throw new Error('state');
      });
      await connected();
      await transport.disconnect();
      await transport.connect();
      assert.equal(transport.isConnected(), true);
      assert.ok(transport.stats.handlerErrors >= 5);
    });

    it('lose one message, not the socket', async () => {
      const seen: string[] = [];
      transport.onMessage = (text) => {
        seen.push(text);
        if (seen.length === 1) throw new Error('bad CSeq');
      };
      await connected();
      server.send(info());
      server.send(info(['X-Second: 1']));
      await until('the second message', () => seen.length === 2);
      assert.equal(transport.stats.handlerErrors, 1);
      assert.equal(transport.isConnected(), true);
    });
  });

  describe('frames', () => {
    it('answers a double CRLF with one CRLF and stays silent on a single one', async () => {
      await connected();
      server.send('\r\n');
      server.send('\r\n\r\n');
      await until('the pong', () => server.frames.length > 0);
      await settle();
      assert.deepEqual(server.frames, ['\r\n']);
    });

    it('takes a message as bytes, too (RFC 7118 section 4.2)', async () => {
      const seen: string[] = [];
      transport.onMessage = (text) => void seen.push(text);
      await connected();
      const text = info(['X-Name: José']);
      server.send(Buffer.from(text));
      await until('the message', () => seen.length === 1);
      assert.deepEqual(seen, [text]);
    });

    it('writes the first, the tenth and the hundredth of a kind down', async () => {
      await connected();
      for (let sent = 0; sent < 120; sent += 1) server.send('GET / HTTP/1.1\r\n\r\n');
      await until('the last one', () => transport.stats.dropped === 120);
      assert.deepEqual(
        logger.lines.map(({ message }) => message),
        ['1', '10', '100'].map((count) => `A frame of the SIP server was dropped (not-sip): ${count} so far.`),
      );
    });

    it('drops and counts what is too long or has too many headers, before parsing', async () => {
      const seen: string[] = [];
      transport.onMessage = (text) => void seen.push(text);
      await connected();
      server.send(info([`To: "${'x'.repeat(850_000)}" <sip:a@b>`]));
      server.send(Buffer.from(info([`To: "${'x'.repeat(70_000)}" <sip:a@b>`])));
      server.send(info([`X-No-Longer-In-Characters: ${'x'.repeat(100)}`, '', '電'.repeat(30_000)]));
      server.send(info([`To: "${'x'.repeat(9_000)}" <sip:a@b>`]));
      server.send(info(Array.from({ length: 300 }, (_, index) => `X-${index}: 1`)));
      server.send('INFO sip:1001@x SIP/2.0\r\nVia: x\r\n');
      server.send(info(['X-Last: 1']));
      await until('the last message', () => seen.length === 1);
      assert.deepEqual(transport.stats.droppedBy, {
        'too-long': 3,
        'header-too-long': 1,
        'too-many-headers': 1,
        'no-header-end': 1,
      });
      assert.equal(transport.stats.dropped, 6);
    });
  });

  describe('a silent server', () => {
    beforeEach(connected);

    it('is asked after 30 s, by OPTIONS and then by CRLF, and given up 4 s later', async () => {
      const probes: string[] = [];
      const losses: (Error | undefined)[] = [];
      transport.sendProbe = () => void probes.push('OPTIONS');
      transport.onDisconnect = (error) => void losses.push(error);
      clock.advance(29_999);
      assert.deepEqual(probes, []);
      clock.advance(1);
      assert.deepEqual(probes, ['OPTIONS']);
      clock.advance(2_000);
      await until('the CRLF probe', () => server.frames.includes('\r\n\r\n'));
      assert.equal(transport.isConnected(), true);
      clock.advance(2_000);
      assert.equal(transport.isConnected(), false);
      assert.equal(losses.length, 1);
      assert.match(losses[0]!.message, /stopped answering/);
      assert.equal(transport.stats.deadSockets, 1);
    });

    it('is asked after 15 s while a call is up, also when the call starts in the silence', () => {
      clock.advance(20_000);
      transport.setActive(true);
      clock.advance(0);
      assert.equal(transport.stats.probes, 1);
    });

    it('is asked at once on request, once', () => {
      transport.probe();
      transport.probe();
      assert.equal(transport.stats.probes, 1);
    });

    it('is given up so soon when it is urgent, counted from the probe under way', () => {
      transport.probe();
      clock.advance(500);
      transport.probe(700);
      clock.advance(199);
      assert.equal(transport.isConnected(), true);
      clock.advance(1);
      assert.equal(transport.isConnected(), false);
      assert.equal(transport.stats.probes, 1);
    });

    it('is given up at once when it was asked long enough ago', () => {
      transport.probe();
      clock.advance(2500);
      transport.probe(700);
      clock.advance(0);
      assert.equal(transport.isConnected(), false);
    });

    it('is not given more time by a patient question after an urgent one', () => {
      transport.probe(700);
      transport.probe();
      clock.advance(700);
      assert.equal(transport.isConnected(), false);
    });

    it('lives on when anything arrives after the probe', async () => {
      clock.advance(30_000);
      const { received } = transport.stats;
      server.send('\r\n');
      await until('the pong', () => transport.stats.received > received);
      clock.advance(29_999);
      assert.equal(transport.isConnected(), true);
      assert.equal(transport.stats.probes, 1);
    });

    it('is left behind at once even if its socket never closes', async () => {
      server.sockets[0]!.pause();
      clock.advance(34_000);
      await transport.connect();
      await until('a second socket', () => server.sockets.length === 2);
      assert.equal(transport.isConnected(), true);
    });
  });

  describe('disconnect', () => {
    it('reports at once, without waiting for the closing handshake, and hears nothing more', async () => {
      let losses = 0;
      let messages = 0;
      transport.onDisconnect = () => void (losses += 1);
      transport.onMessage = () => void (messages += 1);
      await connected();
      server.send(info());
      const closing = transport.disconnect();
      assert.equal(transport.isConnected(), false);
      assert.equal(losses, 1);
      await closing;
      await until('the closing handshake', () => server.sockets[0]!.readyState === 3);
      assert.equal(losses, 1);
      assert.equal(messages, 0);
      assert.equal(clock.pending, 0);
    });

    it('ends an attempt to connect', async () => {
      const attempt = transport.connect();
      await transport.disconnect();
      await assert.rejects(attempt, /while connecting/);
      assert.equal(clock.pending, 0);
    });
  });
});
