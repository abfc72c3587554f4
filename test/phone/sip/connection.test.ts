import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { SipRegistrar, accept } from '../../support/sip-registrar.js';
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

  const registered = (): Promise<unknown> =>
    until('registered', () => bench.connection.state.status === 'registered');

  describe('start', () => {
    it('connects and registers with digest', async () => {
      bench.connection.start();
      await registered();
      assert.deepEqual(
        bench.states.map(({ status }) => status),
        ['connecting', 'registered'],
      );
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
      const silent = createBench(registrar.url, {
        createWebSocket: () => new EventTarget() as unknown as WebSocket,
      });
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
        await until(
          'a failed attempt',
          () =>
            failing.sockets.length === attempt + 1 &&
            failing.clock.nextDelay !== null &&
            failing.logger.lines.filter(({ message }) => message.includes('next try')).length === attempt + 1,
        );
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

    it('is no matter while the server answers OPTIONS', async () => {
      bench.connection.start();
      await registered();
      bench.connection.probe();
      const probe = await until('the probe', () => registrar.all('OPTIONS')[0]);
      assert.equal(probe.uri, 'sip:pbx.test');
      await settle();
      bench.clock.advance(10_000);
      assert.equal(bench.connection.state.status, 'registered');
      assert.equal(registrar.frames.includes('\r\n\r\n'), false);
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
        await until(
          'a socket',
          () => registrar.sockets.length === attempt + 1 && closing.connection.userAgent.isConnected(),
        );
        registrar.sockets[attempt]!.terminate();
        await until('the loss', () => !closing.connection.userAgent.isConnected());
        delays.push(closing.clock.nextDelay ?? 0);
        closing.clock.advance(closing.clock.nextDelay ?? 0);
      }
      assert.deepEqual(delays, [300, 600, 1200, 2400]);
      await closing.connection.stop();
    });
  });

  describe('a refused refresh', () => {
    beforeEach(async () => {
      registrar.script({
        register: (request, index) =>
          index === 0 ? accept(request, 100) : { status: 500, extra: ['Retry-After: 600'] },
      });
      bench.connection.start();
      await registered();
    });

    /** Time passes while the server goes on answering probes. */
    const pass = async (seconds: number): Promise<void> => {
      for (let second = 0; second < seconds; second += 1) {
        bench.clock.advance(1_000);
        await settle();
      }
    };

    it('leaves the phone registered until the granted time is over', async () => {
      await pass(75);
      assert.ok(registrar.all('REGISTER').length > 1);
      assert.equal(bench.connection.state.status, 'registered');
      await pass(30);
      const last = bench.states.at(-1);
      assert.equal(last?.status, 'reconnecting');
      assert.equal(last && 'error' in last && last.error?.reason, 'refused');
    });

    it('is no lost socket; a lost socket is told apart', async () => {
      let lost = 0;
      bench.connection.on('socketlost', () => void (lost += 1));
      await pass(75);
      assert.equal(lost, 0);
      registrar.sockets[0]!.terminate();
      await until('reconnecting', () => bench.connection.state.status === 'reconnecting');
      assert.equal(lost, 1);
    });
  });
});
