import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { Inviter, SessionState } from 'sip.js';
import { parseTarget } from '../../../src/phone/sip/target.js';
import { SipRegistrar, response } from '../../support/sip-registrar.js';
import { createBench, media, until } from './support.js';
import type { Bench } from './support.js';

describe('foreign requests', () => {
  let registrar: SipRegistrar;
  let bench: Bench;

  const start = async (): Promise<void> => {
    registrar = await SipRegistrar.start();
    bench = createBench(registrar.url, {
      sessionDescriptionHandlerFactory: media,
      delegate: { onInvite: () => assert.fail('nobody calls here') },
    });
    bench.connection.start();
    await until('registered', () => bench.connection.state.status === 'registered');
  };

  afterEach(async () => {
    const stopped = bench.connection.stop();
    bench.clock.advance(3_000);
    await stopped;
    await registrar.close();
  });

  const contact = (): string => /<([^>]+)>/.exec(registrar.all('REGISTER').at(-1)!.header('Contact')!)![1]!;
  const answers = (): string[] => registrar.frames.filter((frame) => frame.startsWith('SIP/2.0'));
  const answerTo = (method: string): Promise<string> =>
    until(`an answer to ${method}`, () =>
      answers().find((frame) => frame.includes(` ${method}\r\n`) && !frame.startsWith('SIP/2.0 100')),
    );

  describe('outside a call', () => {
    const refusals: [string, string[], number][] = [
      ['OPTIONS', [], 200],
      ['REFER', ['Refer-To: <sip:premium@evil.test>', 'Contact: <sip:x@y>'], 603],
      ['NOTIFY', ['Event: message-summary', 'Subscription-State: active'], 481],
      ['MESSAGE', ['Content-Type: text/plain'], 405],
      ['SUBSCRIBE', ['Event: presence', 'Contact: <sip:x@y>'], 405],
      ['REGISTER', [], 405],
      ['INFO', [], 405],
    ];
    for (const [method, lines, status] of refusals) {
      it(`answers ${method} with ${status}`, async () => {
        await start();
        registrar.sendRequest(method, contact(), lines);
        assert.match(await answerTo(method), new RegExp(`^SIP/2.0 ${status} `));
      });
    }

    it('are told with 405 what this phone takes', async () => {
      await start();
      registrar.sendRequest('MESSAGE', contact(), ['Content-Type: text/plain']);
      assert.match(await answerTo('MESSAGE'), /\r\nAllow: [^\r]*\bINVITE\b[^\r]*\r\n/);
    });

    it('are answered 420 where the caller insists on reliable provisional answers', async () => {
      await start();
      registrar.sendRequest('INVITE', contact(), ['Contact: <sip:x@y>', 'Require: timer, 100rel']);
      assert.match(await answerTo('INVITE'), /^SIP\/2\.0 420 [^]*\r\nUnsupported: 100rel\r\n/);
    });
  });

  describe('in a call', () => {
    const refusals: [string, string[], number][] = [
      ['REFER', ['Refer-To: <sip:premium@evil.test>'], 603],
      ['MESSAGE', ['Content-Type: text/plain'], 405],
      ['PRACK', ['RAck: 1 1 INVITE'], 481],
    ];
    for (const [method, lines, status] of refusals) {
      it(`answers ${method} with ${status}, and the call goes on`, async () => {
        await start();
        const inviter = new Inviter(bench.connection.userAgent, parseTarget('1002', 'pbx.test'));
        await inviter.invite();
        const request = await until('the INVITE', () => registrar.all('INVITE')[0]);
        const extra = ['Contact: <sip:1002@127.0.0.1>', 'Content-Type: application/sdp'];
        registrar.send(response(request, { status: 200, extra, body: 'v=0\r\n' }));
        const ack = await until('the ACK', () => registrar.all('ACK')[0]);
        registrar.send(
          [
            `${method} ${contact()} SIP/2.0`,
            `Via: SIP/2.0/WS h;branch=z9hG4bK${method}`,
            `From: ${ack.header('To')}`,
            `To: ${ack.header('From')}`,
            `Call-ID: ${ack.header('Call-ID')}`,
            `CSeq: 1 ${method}`,
            'Contact: <sip:1002@127.0.0.1>',
            ...lines,
            'Content-Length: 0',
            '',
            '',
          ].join('\r\n'),
        );
        assert.match(await answerTo(method), new RegExp(`^SIP/2.0 ${status} `));
        assert.equal(inviter.state, SessionState.Established);
        assert.equal(registrar.all('INVITE').length, 1);
        await inviter.bye();
        await until('the BYE', () => registrar.all('BYE')[0]);
      });
    }
  });
});
