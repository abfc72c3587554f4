import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Inviter, SessionState } from 'sip.js';
import { parseTarget } from '../../../src/phone/sip/target.js';
import { SipRegistrar, challenge, response } from '../../support/sip-registrar.js';
import { createBench, media, settle, until } from './support.js';
import type { Bench } from './support.js';

describe('a call that a proxy challenges', () => {
  let registrar: SipRegistrar;
  let bench: Bench;
  beforeEach(async () => {
    registrar = await SipRegistrar.start();
    bench = createBench(registrar.url, { sessionDescriptionHandlerFactory: media });
    bench.connection.start();
    await until('registered', () => bench.connection.state.status === 'registered');
  });
  afterEach(async () => {
    const stopped = bench.connection.stop();
    bench.clock.advance(3_000);
    await stopped;
    await registrar.close();
  });

  const call = async (): Promise<Inviter> => {
    const inviter = new Inviter(bench.connection.userAgent, parseTarget('1002', 'pbx.test'));
    await inviter.invite();
    return inviter;
  };

  it('survives a challenge that comes twice', async () => {
    const inviter = await call();
    const first = await until('the INVITE', () => registrar.all('INVITE')[0]);
    const refusal = response(first, { status: 407, extra: [challenge().replace('WWW', 'Proxy')] });
    registrar.send(refusal);
    registrar.send(refusal);
    const second = await until('the INVITE with credentials', () => registrar.all('INVITE')[1]);
    assert.match(second.header('Proxy-Authorization') ?? '', /^Digest /);
    await settle();
    assert.equal(inviter.state, SessionState.Establishing);
    registrar.send(
      response(second, {
        status: 200,
        extra: ['Contact: <sip:1002@127.0.0.1>', 'Content-Type: application/sdp'],
        body: 'v=0\r\n',
      }),
    );
    await until('the call', () => inviter.state === SessionState.Established);
  });

  it('is over when the answer to the challenge is refused', async () => {
    const inviter = await call();
    for (const index of [0, 1]) {
      const request = await until('the INVITE', () => registrar.all('INVITE')[index]);
      registrar.send(response(request, { status: 407, extra: [challenge().replace('WWW', 'Proxy')] }));
    }
    await until('the end', () => inviter.state === SessionState.Terminated);
  });
});
