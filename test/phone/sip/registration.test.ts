import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { accept } from '../../support/sip-registrar.js';
import type { RegistrarOptions, Reply } from '../../support/sip-registrar.js';
import { startRegistration } from './registration-bench.js';
import type { RegistrationBench } from './registration-bench.js';
import { settle, until } from './support.js';

describe('Registration', () => {
  let bench: RegistrationBench;

  const start = async (options: RegistrarOptions = {}, random?: number): Promise<void> => {
    bench = await startRegistration(options, random);
  };

  afterEach(() => bench.close());

  describe('refresh', () => {
    for (const [random, fraction] of [
      [0, 0.5],
      [0.999_999, 0.75],
    ] as const) {
      it(`comes at ${fraction * 100} % of the granted time when chance is ${random}`, async () => {
        await start({ register: (request) => accept(request, 200) }, random);
        await bench.reach('registered');
        bench.clock.advance(200_000 * fraction - 1_000);
        await settle();
        assert.equal(bench.sent(), 1);
        bench.clock.advance(1_000);
        await until('the refresh', () => bench.sent() === 2);
      });
    }

    const odd: [string, (request: Parameters<typeof accept>[0]) => Reply][] = [
      ['0', (request) => accept(request, 0)],
      ['huge', (request) => accept(request, 4_294_967_295)],
      ['no number', (request) => accept(request, 'never')],
      [
        'missing',
        (request) => ({ status: 200, extra: [`Contact: ${request.header('Contact')!.split(';expires')[0]}`] }),
      ],
    ];
    for (const [name, register] of odd) {
      it(`neither storms nor overflows when the granted time is ${name}`, async () => {
        await start({ register });
        await bench.reach('registered');
        bench.clock.advance(14_999);
        await settle();
        assert.equal(bench.sent(), 1);
        bench.clock.advance(86_400_000);
        await until('a refresh', () => bench.sent() === 2);
      });
    }

    it('stays registered while it is under way, and goes on after it', async () => {
      await start({ register: (request) => accept(request, 100) });
      await bench.reach('registered');
      for (let refresh = 2; refresh < 5; refresh += 1) {
        bench.clock.advance(62_500);
        await until('a refresh', () => bench.sent() === refresh);
        await settle();
      }
      assert.deepEqual(
        bench.states.map(({ status }) => status),
        ['registering', 'registered', 'registered', 'registered', 'registered'],
      );
      const [first, second] = bench.registrar.all('REGISTER');
      assert.equal(first!.header('Call-ID'), second!.header('Call-ID'));
      assert.equal(second!.header('CSeq'), '2 REGISTER');
    });

    it('that fails is reported and tried again until it succeeds', async () => {
      await start({
        register: (request, index) => (index === 1 || index === 2 ? { status: 500 } : accept(request, 100)),
      });
      await bench.reach('registered');
      bench.clock.advance(62_500);
      await bench.reach('retrying');
      assert.equal(bench.errorReason(), 'refused');
      for (let tries = 0; tries < 2; tries += 1) {
        bench.clock.advance(600);
        await settle();
      }
      await bench.reach('registered');
      assert.equal(bench.sent(), 4);
    });

    it('that timers slept through is made up for when asked', async () => {
      await start({ register: (request) => accept(request, 100) });
      await bench.reach('registered');
      bench.registration.probe();
      await settle();
      assert.equal(bench.sent(), 1);
      bench.clock.sleep(62_500);
      bench.registration.probe();
      await until('the refresh', () => bench.sent() === 2);
    });
  });

  describe('a 200 that does not list this phone', () => {
    it('is no registration and does not wedge', async () => {
      const answers: Reply[] = [{ status: 200 }, { status: 200, extra: ['Contact: <sip:other@host>;expires=60'] }];
      await start({ register: (request, index) => answers[index] ?? accept(request) });
      await bench.reach('retrying');
      assert.equal(bench.errorReason(), 'refused');
      bench.clock.advance(150);
      await until('the second', () => bench.sent() === 2);
      await bench.reach('retrying');
      bench.clock.advance(300);
      await bench.reach('registered');
    });
  });

  describe('423', () => {
    it('is followed once with the interval asked for', async () => {
      await start({
        register: (request) =>
          Number(request.header('Expires')) < 1_800
            ? { status: 423, extra: ['Min-Expires: 1800'] }
            : accept(request, 1_800),
      });
      await bench.reach('registered');
      assert.deepEqual(
        bench.registrar.all('REGISTER').map((request) => request.header('Expires')),
        ['300', '1800'],
      );
    });

    it('without end backs off', async () => {
      await start({
        register: (request) => ({ status: 423, extra: [`Min-Expires: ${Number(request.header('Expires')) + 1}`] }),
      });
      await bench.reach('retrying');
      assert.equal(bench.sent(), 2);
      assert.equal(bench.errorReason(), 'interval-too-brief');
      bench.clock.advance(150);
      await until('the third', () => bench.sent() === 3);
      await settle();
      assert.equal(bench.sent(), 3);
      assert.equal(bench.state().status, 'retrying');
    });

    it('without a usable interval backs off at once', async () => {
      await start({ register: () => ({ status: 423, extra: ['Min-Expires: 9999999999'] }) });
      await bench.reach('retrying');
      assert.equal(bench.sent(), 1);
    });
  });

  describe('Retry-After', () => {
    it('is waited for', async () => {
      await start({
        register: (request, index) =>
          index === 0 ? { status: 503, extra: ['Retry-After: 20 (maintenance);duration=60'] } : accept(request),
      });
      await bench.reach('retrying');
      bench.clock.advance(20_000);
      await settle();
      assert.equal(bench.sent(), 1);
      bench.clock.advance(2_000);
      await bench.reach('registered');
    });

    it('is capped at ten minutes', async () => {
      await start({ register: () => ({ status: 503, extra: ['Retry-After: 999999999'] }) });
      await bench.reach('retrying');
      bench.clock.advance(661_000);
      await until('the second', () => bench.sent() === 2);
    });
  });
});
