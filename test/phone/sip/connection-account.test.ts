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

  const registered = (): Promise<unknown> =>
    until('registered', () => bench.connection.state.status === 'registered');

  describe('wrong credentials', () => {
    it('fail without another attempt until new ones come', async () => {
      registrar.script({ password: 'changed' });
      bench.connection.start();
      const state = await until(
        'failed',
        () => bench.connection.state.status === 'failed' && bench.connection.state,
      );
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
      registrar.script({
        register: (request) => (request.header('Authorization') ? null : { status: 401, extra: [challenge()] }),
      });
      bench.connection.start();
      const proof = await until('a proof', () =>
        registrar.all('REGISTER').find((request) => request.header('Authorization')),
      );
      bench.connection.updateCredentials(credentialsFor(registrar.url, { password: 'changed' }));
      registrar.script({ password: 'changed', register: undefined });
      registrar.send(response(proof, { status: 403, phrase: 'Forbidden' }));
      await registered();
    });

    it('that form no SIP address are refused at construction', () => {
      const sip = credentialsFor(registrar.url, { username: 'a>\r\nX: 1' });
      assert.throws(() => createBench(registrar.url, { sip }), {
        name: 'RegistrationError',
        reason: 'wrong-credentials',
      });
    });
  });

  describe('another account', () => {
    it('is registered in place of the old one, which is taken off the server', async () => {
      bench.connection.start();
      await registered();
      bench.connection.updateCredentials(credentialsFor(registrar.url, { username: '1002' }));
      await until(
        '1002 registered',
        () =>
          bench.connection.state.status === 'registered' &&
          registrar
            .all('REGISTER')
            .some((request) => request.header('To')?.includes('1002') && request.header('Authorization')),
      );
      await until('1001 removed', () =>
        registrar
          .all('REGISTER')
          .some(
            (request) =>
              request.header('To')?.includes('1001') &&
              request.header('Contact')?.endsWith('expires=0') &&
              request.header('Authorization'),
          ),
      );
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
