import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Line } from '../../../src/phone/sip/line.js';
import { Registration } from '../../../src/phone/sip/registration.js';
import type { RegistrationState } from '../../../src/phone/sip/registration-state.js';
import { SipTransport } from '../../../src/phone/sip/transport.js';
import { createUserAgent, registrarUri } from '../../../src/phone/sip/user-agent.js';
import { FakeClock } from '../../support/fake-clock.js';
import { SipRegistrar, accept, challenge, response } from '../../support/sip-registrar.js';
import type { RegistrarOptions, Reply } from '../../support/sip-registrar.js';
import { RecordingLogger, createNodeSocket, credentialsFor, settle, until } from './support.js';

describe('Registration', () => {
  let registrar: SipRegistrar;
  let line: Line;
  let clock: FakeClock;
  let states: RegistrationState[];

  const start = async (options: RegistrarOptions = {}, random = 0.5): Promise<void> => {
    registrar = await SipRegistrar.start(options);
    clock = new FakeClock();
    states = [];
    const logger = new RecordingLogger();
    // The clock is moved by hours at once here, in which no probe can be answered.
    const liveness = { inCall: 1e12, idle: 1e12, secondProbe: 1e12, verdict: 2e12 };
    const transport = new SipTransport({ wsUri: registrar.url, clock, logger, createWebSocket: createNodeSocket, liveness });
    const userAgent = createUserAgent({
      credentials: () => credentialsFor(registrar.url), displayName: '', transport, logger,
      sessionDescriptionHandlerFactory: () => { throw new Error('No media in this test.'); },
      onConnect: () => line.registration.register(),
      onDisconnect: () => line.registration.suspend(),
      onInvite: () => undefined,
    });
    const registration = new Registration({
      userAgent, registrar: registrarUri('sip:pbx.test'), clock, logger, random: () => random, onTimeout: () => transport.probe(),
    });
    registration.on('statechange', (next) => void states.push(next));
    line = { transport, userAgent, registration };
    await line.userAgent.start();
  };

  afterEach(async () => {
    await line.userAgent.stop();
    await registrar.close();
  });

  const state = (): RegistrationState => line.registration.state;
  const reach = (status: RegistrationState['status']): Promise<unknown> => until(status, () => state().status === status);
  const sent = (): number => registrar.all('REGISTER').length;
  const errorReason = (): string | undefined => ('error' in state() ? (state() as { error?: { reason: string } }).error?.reason : undefined);

  describe('refresh', () => {
    for (const [random, fraction] of [[0, 0.5], [0.999_999, 0.75]] as const) {
      it(`comes at ${fraction * 100} % of the granted time when chance is ${random}`, async () => {
        await start({ register: (request) => accept(request, 200) }, random);
        await reach('registered');
        clock.advance(200_000 * fraction - 1_000);
        await settle();
        assert.equal(sent(), 1);
        clock.advance(1_000);
        await until('the refresh', () => sent() === 2);
      });
    }

    const odd: [string, (request: Parameters<typeof accept>[0]) => Reply][] = [
      ['0', (request) => accept(request, 0)],
      ['huge', (request) => accept(request, 4_294_967_295)],
      ['no number', (request) => accept(request, 'never')],
      ['missing', (request) => ({ status: 200, extra: [`Contact: ${request.header('Contact')!.split(';expires')[0]}`] })],
    ];
    for (const [name, register] of odd) {
      it(`neither storms nor overflows when the granted time is ${name}`, async () => {
        await start({ register });
        await reach('registered');
        clock.advance(14_999);
        await settle();
        assert.equal(sent(), 1);
        clock.advance(86_400_000);
        await until('a refresh', () => sent() === 2);
      });
    }

    it('stays registered while it is under way, and goes on after it', async () => {
      await start({ register: (request) => accept(request, 100) });
      await reach('registered');
      for (let refresh = 2; refresh < 5; refresh += 1) {
        clock.advance(62_500);
        await until('a refresh', () => sent() === refresh);
        await settle();
      }
      assert.deepEqual(states.map(({ status }) => status), ['registering', 'registered', 'registered', 'registered', 'registered']);
      const [first, second] = registrar.all('REGISTER');
      assert.equal(first!.header('Call-ID'), second!.header('Call-ID'));
      assert.equal(second!.header('CSeq'), '2 REGISTER');
    });

    it('that fails is reported and tried again until it succeeds', async () => {
      await start({ register: (request, index) => (index === 1 || index === 2 ? { status: 500 } : accept(request, 100)) });
      await reach('registered');
      clock.advance(62_500);
      await reach('retrying');
      assert.equal(errorReason(), 'refused');
      for (let tries = 0; tries < 2; tries += 1) {
        clock.advance(600);
        await settle();
      }
      await reach('registered');
      assert.equal(sent(), 4);
    });

    it('that timers slept through is made up for when asked', async () => {
      await start({ register: (request) => accept(request, 100) });
      await reach('registered');
      line.registration.probe();
      await settle();
      assert.equal(sent(), 1);
      clock.sleep(62_500);
      line.registration.probe();
      await until('the refresh', () => sent() === 2);
    });
  });

  describe('a 200 that does not list this phone', () => {
    it('is no registration and does not wedge', async () => {
      const answers: Reply[] = [{ status: 200 }, { status: 200, extra: ['Contact: <sip:other@host>;expires=60'] }];
      await start({ register: (request, index) => answers[index] ?? accept(request) });
      await reach('retrying');
      assert.equal(errorReason(), 'refused');
      clock.advance(150);
      await until('the second', () => sent() === 2);
      await reach('retrying');
      clock.advance(300);
      await reach('registered');
    });
  });

  describe('423', () => {
    it('is followed once with the interval asked for', async () => {
      await start({ register: (request) => (Number(request.header('Expires')) < 1_800 ? { status: 423, extra: ['Min-Expires: 1800'] } : accept(request, 1_800)) });
      await reach('registered');
      assert.deepEqual(registrar.all('REGISTER').map((request) => request.header('Expires')), ['300', '1800']);
    });

    it('without end backs off', async () => {
      await start({ register: (request) => ({ status: 423, extra: [`Min-Expires: ${Number(request.header('Expires')) + 1}`] }) });
      await reach('retrying');
      assert.equal(sent(), 2);
      assert.equal(errorReason(), 'interval-too-brief');
      clock.advance(150);
      await until('the third', () => sent() === 3);
      await settle();
      assert.equal(sent(), 3);
      assert.equal(state().status, 'retrying');
    });

    it('without a usable interval backs off at once', async () => {
      await start({ register: () => ({ status: 423, extra: ['Min-Expires: 9999999999'] }) });
      await reach('retrying');
      assert.equal(sent(), 1);
    });
  });

  describe('Retry-After', () => {
    it('is waited for', async () => {
      await start({ register: (request, index) => (index === 0 ? { status: 503, extra: ['Retry-After: 20 (maintenance);duration=60'] } : accept(request)) });
      await reach('retrying');
      clock.advance(20_000);
      await settle();
      assert.equal(sent(), 1);
      clock.advance(2_000);
      await reach('registered');
    });

    it('is capped at ten minutes', async () => {
      await start({ register: () => ({ status: 503, extra: ['Retry-After: 999999999'] }) });
      await reach('retrying');
      clock.advance(661_000);
      await until('the second', () => sent() === 2);
    });
  });

  describe('credentials', () => {
    it('refused by a second challenge fail for good, until asked again', async () => {
      await start({ register: () => ({ status: 401, extra: [challenge()] }) });
      await reach('failed');
      assert.equal(errorReason(), 'wrong-credentials');
      assert.equal(sent(), 2);
      clock.advance(3_600_000);
      await settle();
      assert.equal(sent(), 2);
      registrar.script({ register: (request) => accept(request) });
      line.registration.retry();
      await reach('registered');
    });

    it('refused by 403 fail for good', async () => {
      await start({ register: () => ({ status: 403 }) });
      await reach('failed');
      assert.equal(errorReason(), 'wrong-credentials');
    });

    it('satisfy a server that offers MD5 and SHA-256 in either order', async () => {
      for (const algorithms of [['MD5', 'SHA-256'], ['SHA-256', 'MD5']]) {
        await start({ register: (request) => (request.header('Authorization') ? accept(request) : { status: 401, extra: algorithms.map((algorithm) => challenge(algorithm)) }) });
        await reach('registered');
        assert.match(registrar.all('REGISTER')[1]!.header('Authorization')!, /algorithm=MD5/);
        if (algorithms[0] === 'MD5') {
          await line.userAgent.stop();
          await registrar.close();
        }
      }
    });

    it('that cannot be proven in the server\'s way are not called wrong, and are not tried in haste', async () => {
      await start({ register: () => ({ status: 401, phrase: 'Unauthorized', extra: [challenge('SHA-256')] }) });
      await reach('retrying');
      assert.equal(errorReason(), 'refused');
      assert.match((state() as { error: Error }).error.message, /other than digest MD5/);
      assert.equal(sent(), 1);
    });
  });

  describe('no answer', () => {
    it('ends after 10 s, makes the socket be checked and is tried again', async () => {
      await start({ register: (request, index) => (index === 0 ? null : accept(request)) });
      await until('the first', () => sent() === 1);
      clock.advance(10_000);
      await reach('retrying');
      assert.equal(errorReason(), 'timeout');
      assert.equal(line.transport.stats.probes, 1);
      clock.advance(150);
      await reach('registered');
    });

    it('that comes late is ignored', async () => {
      await start({ register: () => null });
      const first = await until('the first', () => registrar.all('REGISTER')[0]);
      clock.advance(10_000);
      await reach('retrying');
      registrar.send(response(first, accept(first)));
      await settle();
      assert.equal(state().status, 'retrying');
    });
  });

  describe('one REGISTER at a time', () => {
    it('holds whatever is asked meanwhile', async () => {
      await start({ register: () => null });
      await until('the first', () => sent() === 1);
      for (let asked = 0; asked < 5; asked += 1) {
        line.registration.register();
        line.registration.retry();
      }
      await settle();
      assert.equal(sent(), 1);
    });
  });

  describe('suspend', () => {
    it('forgets the request under way; the next socket gets a new one', async () => {
      await start({ register: (request, index) => (index === 0 ? null : accept(request)) });
      await until('the first', () => sent() === 1);
      await line.transport.disconnect();
      assert.equal(state().status, 'retrying');
      await line.transport.connect();
      await reach('registered');
      assert.equal(sent(), 2);
      assert.equal(registrar.all('REGISTER')[1]!.header('CSeq'), '2 REGISTER');
    });
  });

  describe('unregister', () => {
    it('waits for a REGISTER under way before it removes the binding', async () => {
      await start({ register: () => null });
      const first = await until('the first', () => registrar.all('REGISTER')[0]);
      const done = line.registration.unregister();
      await settle();
      assert.equal(sent(), 1);
      registrar.script({ register: (request) => accept(request, 0) });
      registrar.send(response(first, accept(first)));
      await done;
      assert.equal(state().status, 'unregistered');
      assert.match(registrar.requests.at(-1)!.header('Contact')!, /expires=0$/);
    });

    it('never rejects: no answer, no socket, refusal', async () => {
      await start();
      await reach('registered');
      registrar.script({ register: () => ({ status: 500 }) });
      await line.registration.unregister();
      await line.transport.disconnect();
      await line.registration.unregister();
      assert.equal(state().status, 'unregistered');
    });
  });
});
