import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { accept, challenge, response } from '../../support/sip-registrar.js';
import type { RegistrarOptions } from '../../support/sip-registrar.js';
import { startRegistration } from './registration-bench.js';
import type { RegistrationBench } from './registration-bench.js';
import { settle, until } from './support.js';

describe('Registration', () => {
  let bench: RegistrationBench;

  const start = async (options: RegistrarOptions = {}, random?: number): Promise<void> => {
    bench = await startRegistration(options, random);
  };

  afterEach(() => bench.close());

  describe('credentials', () => {
    it('refused by a second challenge fail for good, until asked again', async () => {
      await start({ register: () => ({ status: 401, extra: [challenge()] }) });
      await bench.reach('failed');
      assert.equal(bench.errorReason(), 'wrong-credentials');
      assert.equal(bench.sent(), 2);
      bench.clock.advance(3_600_000);
      await settle();
      assert.equal(bench.sent(), 2);
      bench.registrar.script({ register: (request) => accept(request) });
      bench.registration.retry();
      await bench.reach('registered');
    });

    it('refused by 403 fail for good', async () => {
      await start({ register: () => ({ status: 403 }) });
      await bench.reach('failed');
      assert.equal(bench.errorReason(), 'wrong-credentials');
    });

    it('satisfy a server that offers MD5 and SHA-256 in either order', async () => {
      for (const algorithms of [
        ['MD5', 'SHA-256'],
        ['SHA-256', 'MD5'],
      ]) {
        await start({
          register: (request) =>
            request.header('Authorization')
              ? accept(request)
              : { status: 401, extra: algorithms.map((algorithm) => challenge(algorithm)) },
        });
        await bench.reach('registered');
        assert.match(bench.registrar.all('REGISTER')[1]!.header('Authorization')!, /algorithm=MD5/);
        if (algorithms[0] === 'MD5') {
          await bench.close();
        }
      }
    });

    it("that cannot be proven in the server's way are not called wrong, and are not tried in haste", async () => {
      await start({ register: () => ({ status: 401, phrase: 'Unauthorized', extra: [challenge('SHA-256')] }) });
      await bench.reach('retrying');
      assert.equal(bench.errorReason(), 'refused');
      assert.match((bench.state() as { error: Error }).error.message, /other than digest MD5/);
      assert.equal(bench.sent(), 1);
    });
  });

  describe('no answer', () => {
    it('ends after 10 s, makes the socket be checked and is tried again', async () => {
      await start({ register: (request, index) => (index === 0 ? null : accept(request)) });
      await until('the first', () => bench.sent() === 1);
      bench.clock.advance(10_000);
      await bench.reach('retrying');
      assert.equal(bench.errorReason(), 'timeout');
      assert.equal(bench.transport.stats.probes, 1);
      bench.clock.advance(150);
      await bench.reach('registered');
    });

    it('that comes late is ignored', async () => {
      await start({ register: () => null });
      const first = await until('the first', () => bench.registrar.all('REGISTER')[0]);
      bench.clock.advance(10_000);
      await bench.reach('retrying');
      bench.registrar.send(response(first, accept(first)));
      await settle();
      assert.equal(bench.state().status, 'retrying');
    });
  });

  describe('one REGISTER at a time', () => {
    it('holds whatever is asked meanwhile', async () => {
      await start({ register: () => null });
      await until('the first', () => bench.sent() === 1);
      for (let asked = 0; asked < 5; asked += 1) {
        bench.registration.register();
        bench.registration.retry();
      }
      await settle();
      assert.equal(bench.sent(), 1);
    });
  });

  describe('suspend', () => {
    it('forgets the request under way; the next socket gets a new one', async () => {
      await start({ register: (request, index) => (index === 0 ? null : accept(request)) });
      await until('the first', () => bench.sent() === 1);
      await bench.transport.disconnect();
      assert.equal(bench.state().status, 'retrying');
      await bench.transport.connect();
      await bench.reach('registered');
      assert.equal(bench.sent(), 2);
      assert.equal(bench.registrar.all('REGISTER')[1]!.header('CSeq'), '2 REGISTER');
    });
  });

  describe('unregister', () => {
    it('waits for a REGISTER under way before it removes the binding', async () => {
      await start({ register: () => null });
      const first = await until('the first', () => bench.registrar.all('REGISTER')[0]);
      const done = bench.registration.unregister();
      await settle();
      assert.equal(bench.sent(), 1);
      bench.registrar.script({ register: (request) => accept(request, 0) });
      bench.registrar.send(response(first, accept(first)));
      await done;
      assert.equal(bench.state().status, 'unregistered');
      assert.match(bench.registrar.requests.at(-1)!.header('Contact')!, /expires=0$/);
    });

    it('never rejects: no answer, no socket, refusal', async () => {
      await start();
      await bench.reach('registered');
      bench.registrar.script({ register: () => ({ status: 500 }) });
      await bench.registration.unregister();
      await bench.transport.disconnect();
      await bench.registration.unregister();
      assert.equal(bench.state().status, 'unregistered');
    });
  });
});
