import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { SipRegistrar, challenge, response } from '../../support/sip-registrar.js';
import { createBench, credentialsFor, settle, until } from './support.js';
import type { Bench } from './support.js';

describe('Connection', () => {
  let registrar: SipRegistrar;
  let bench: Bench;

  beforeEach(async () => {
    registrar = await SipRegistrar.start();
    bench = createBench(registrar.url);
  });

  afterEach(async () => {
    const stopped = bench.connection.stop();
    bench.clock.advance(3_000);
    await stopped;
    await registrar.close();
  });

  const registered = (): Promise<unknown> => until('registered', () => bench.connection.state.status === 'registered');

  describe('start', () => {
    it('connects and registers with digest', async () => {
      bench.connection.start();
      await registered();
      assert.deepEqual(bench.states.map(({ status }) => status), ['connecting', 'registered']);
      assert.equal(registrar.all('REGISTER').length, 2);
    });

    it('names the server unreachable after the first failed attempt, keeps trying and recovers by itself', async () => {
      const lost = createBench('ws://127.0.0.1:1/');
      lost.connection.start();
      const state = await until('an error', () => 'error' in lost.connection.state && lost.connection.state);
      assert.equal(state.status, 'connecting');
      assert.equal(state.error?.reason, 'unreachable');
      lost.connection.updateCredentials(credentialsFor(registrar.url));
      lost.clock.advance(1_000);
      await until('registered', () => lost.connection.state.status === 'registered');
      const stopped = lost.connection.stop();
      lost.clock.advance(3_000);
      await stopped;
    });

    it('gives up an attempt that the server neither accepts nor refuses after 8 s', async () => {
      const silent = createBench(registrar.url, { createWebSocket: () => new EventTarget() as unknown as WebSocket });
      silent.connection.start();
      silent.clock.advance(8_000);
      const state = await until('an error', () => 'error' in silent.connection.state && silent.connection.state);
      assert.equal(state.error?.reason, 'unreachable');
      await silent.connection.stop();
    });

    it('grows its delays with jitter up to 30 s, and starts small in a call', async () => {
      const failing = createBench('ws://127.0.0.1:1/', { random: () => 0.999_999 });
      const delays: number[] = [];
      failing.connection.start();
      for (let attempt = 0; attempt < 12; attempt += 1) {
        if (attempt === 10) failing.connection.setInCall(true);
        await until('a failed attempt', () => failing.sockets.length === attempt + 1 && failing.clock.nextDelay !== null && failing.logger.lines.filter(({ message }) => message.includes('next try')).length === attempt + 1);
        delays.push(failing.clock.nextDelay ?? 0);
        failing.clock.advance(failing.clock.nextDelay ?? 0);
      }
      assert.deepEqual(delays.slice(0, 9), [300, 600, 1200, 2400, 4800, 9600, 19200, 30000, 30000]);
      assert.deepEqual(delays.slice(10), [300, 600]);
      await failing.connection.stop();
    });
  });

  describe('a lost socket', () => {
    it('keeps the user agent, connects again and registers', async () => {
      bench.connection.start();
      await registered();
      const { userAgent } = bench.connection;
      registrar.sockets[0]!.terminate();
      await until('reconnecting', () => bench.connection.state.status === 'reconnecting');
      bench.clock.advance(300);
      await registered();
      assert.equal(bench.connection.userAgent, userAgent);
      assert.equal(registrar.sockets.length, 2);
    });

    it('is met with short delays again once the phone was registered', async () => {
      const line = createBench('ws://127.0.0.1:1/', { random: () => 0.999_999 });
      line.connection.start();
      await until('an error', () => 'error' in line.connection.state);
      line.connection.updateCredentials(credentialsFor(registrar.url));
      line.clock.advance(1_000);
      await until('registered', () => line.connection.state.status === 'registered');
      registrar.sockets[0]!.terminate();
      await until('reconnecting', () => line.connection.state.status === 'reconnecting');
      assert.equal(line.clock.nextDelay, 300);
      await line.connection.stop();
    });

    it('is noticed within 34 s when the server falls silent, without waiting for the browser', async () => {
      bench.connection.start();
      await registered();
      registrar.script({ options: () => null });
      registrar.sockets[0]!.pause();
      bench.clock.advance(30_000);
      bench.clock.advance(4_000);
      assert.equal(bench.connection.state.status, 'reconnecting');
      bench.clock.advance(300);
      await until('another socket', () => registrar.sockets.length === 2);
    });

    it('is noticed within 19 s in a call', async () => {
      bench.connection.start();
      bench.connection.setInCall(true);
      await registered();
      registrar.script({ options: () => null });
      registrar.sockets[0]!.pause();
      bench.clock.advance(19_000);
      assert.equal(bench.connection.state.status, 'reconnecting');
    });

    it('is answered at once when the page asks, at most once a second', async () => {
      const failing = createBench('ws://127.0.0.1:1/');
      failing.connection.start();
      await until('an error', () => 'error' in failing.connection.state);
      for (let burst = 0; burst < 10; burst += 1) failing.connection.probe();
      await settle();
      assert.equal(failing.sockets.length, 1);
      failing.clock.advance(1_000);
      assert.equal(failing.sockets.length, 2);
      await failing.connection.stop();
    });

    it('waits longer and longer for a server that takes sockets and closes them', async () => {
      registrar.script({ register: () => ({ status: 503, extra: [] }) });
      const closing = createBench(registrar.url, { random: () => 0.999_999 });
      const delays: number[] = [];
      closing.connection.start();
      for (let attempt = 0; attempt < 4; attempt += 1) {
        await until('a socket', () => registrar.sockets.length === attempt + 1 && closing.connection.userAgent.isConnected());
        registrar.sockets[attempt]!.terminate();
        await until('the loss', () => !closing.connection.userAgent.isConnected());
        delays.push(closing.clock.nextDelay ?? 0);
        closing.clock.advance(closing.clock.nextDelay ?? 0);
      }
      assert.deepEqual(delays, [300, 600, 1200, 2400]);
      await closing.connection.stop();
    });
  });

  describe('wrong credentials', () => {
    it('fail without another attempt until new ones come', async () => {
      registrar.script({ password: 'changed' });
      bench.connection.start();
      const state = await until('failed', () => bench.connection.state.status === 'failed' && bench.connection.state);
      assert.equal(state.error.reason, 'wrong-credentials');
      const { length } = registrar.requests;
      bench.clock.advance(120_000);
      await settle();
      assert.equal(registrar.all('REGISTER').length, length);
      bench.connection.updateCredentials(credentialsFor(registrar.url, { password: 'changed' }));
      await registered();
    });

    it('leave a lost socket lost until somebody asks again', async () => {
      registrar.script({ password: 'changed' });
      bench.connection.start();
      await until('failed', () => bench.connection.state.status === 'failed');
      registrar.sockets[0]!.terminate();
      await until('the loss', () => !bench.connection.userAgent.isConnected());
      bench.clock.advance(120_000);
      await settle();
      assert.equal(bench.sockets.length, 1);
      registrar.script({ password: 'secret' });
      bench.connection.retry();
      await registered();
    });

    it('are replaced even while the old ones are on their way', async () => {
      registrar.script({ register: (request) => (request.header('Authorization') ? null : { status: 401, extra: [challenge()] }) });
      bench.connection.start();
      const proof = await until('a proof', () => registrar.all('REGISTER').find((request) => request.header('Authorization')));
      bench.connection.updateCredentials(credentialsFor(registrar.url, { password: 'changed' }));
      registrar.script({ password: 'changed', register: undefined });
      registrar.send(response(proof, { status: 403, phrase: 'Forbidden' }));
      await registered();
    });

    it('that form no SIP address are refused at construction', () => {
      const sip = credentialsFor(registrar.url, { username: 'a>\r\nX: 1' });
      assert.throws(() => createBench(registrar.url, { sip }), { name: 'RegistrationError', reason: 'wrong-credentials' });
    });
  });

  describe('another account', () => {
    it('is registered in place of the old one, which is taken off the server', async () => {
      bench.connection.start();
      await registered();
      bench.connection.updateCredentials(credentialsFor(registrar.url, { username: '1002' }));
      await until('1002 registered', () => bench.connection.state.status === 'registered' && registrar.all('REGISTER').some((request) => request.header('To')?.includes('1002') && request.header('Authorization')));
      await until('1001 removed', () => registrar.all('REGISTER').some((request) => request.header('To')?.includes('1001') && request.header('Contact')?.endsWith('expires=0') && request.header('Authorization')));
    });
  });

  describe('stop', () => {
    it('unregisters, closes the socket and goes offline', async () => {
      bench.connection.start();
      await registered();
      await bench.connection.stop();
      assert.equal(bench.connection.state.status, 'offline');
      assert.match(registrar.requests.at(-1)?.header('Contact') ?? '', /;expires=0$/);
      await until('the socket is closed', () => registrar.sockets[0]!.readyState === 3);
      assert.equal(bench.clock.pending, 0);
    });

    it('takes two seconds at most when the server does not answer', async () => {
      bench.connection.start();
      await registered();
      registrar.script({ register: () => null });
      const stopped = bench.connection.stop();
      bench.clock.advance(2_000);
      await stopped;
      assert.equal(bench.connection.state.status, 'offline');
    });

    it('can be followed by start at once', async () => {
      bench.connection.start();
      await registered();
      const stopped = bench.connection.stop();
      bench.connection.start();
      await stopped;
      await registered();
    });
  });
});
