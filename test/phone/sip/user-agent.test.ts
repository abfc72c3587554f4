import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { Inviter } from 'sip.js';
import type { Invitation } from 'sip.js';
import { parseTarget } from '../../../src/phone/sip/target.js';
import { SipRegistrar, SipRequest, response } from '../../support/sip-registrar.js';
import { createBench, credentialsFor, media, settle, until } from './support.js';
import type { Bench } from './support.js';

describe('createUserAgent', () => {
  let registrar: SipRegistrar;
  let bench: Bench;
  let invitations: Invitation[];

  const start = async (changes: Parameters<typeof createBench>[1] = {}): Promise<void> => {
    registrar = await SipRegistrar.start();
    invitations = [];
    bench = createBench(registrar.url, {
      sessionDescriptionHandlerFactory: media,
      delegate: { onInvite: (invitation) => void invitations.push(invitation) },
      ...changes,
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

  describe('requests from outside a call', () => {
    it('answers what a server writes sloppily', async () => {
      await start();
      registrar.sendRequest('OPTIONS', contact(), [
        'Contact: José (Ventas) <sip:x@my_pbx>;received=sip:1.2.3.4:5',
      ]);
      assert.match(await answerTo('OPTIONS'), /^SIP\/2.0 200 /);
    });

    it('answers a caller who is a number and no address', async () => {
      await start();
      const lines = ['Contact: <sip:x@y>', 'P-Asserted-Identity: <tel:+15551234567>'];
      registrar.sendRequest('INVITE', contact(), lines, '', '<tel:+15551234567>');
      await until('an invitation', () => invitations[0]);
      void invitations[0]!.reject({ statusCode: 486 });
      assert.match(await answerTo('INVITE'), /^SIP\/2.0 486 [^]*\r\nFrom: <tel:\+15551234567>;tag=/);
    });

    it('answers 416 to a Request-URI of another scheme', async () => {
      await start();
      registrar.sendRequest('INVITE', 'tel:+15551234567', ['Contact: <sip:x@y>']);
      assert.match(await answerTo('INVITE'), /^SIP\/2.0 416 /);
    });

    it('dials nothing for a REFER', async () => {
      await start();
      registrar.sendRequest('REFER', contact(), ['Refer-To: <sip:premium@evil.test>', 'Contact: <sip:x@y>']);
      await answerTo('REFER');
      await settle();
      assert.equal(registrar.all('INVITE').length, 0);
    });

    it('survives a CSeq that is no number', async () => {
      await start();
      registrar.send(
        [
          'OPTIONS sip:x SIP/2.0',
          'Via: SIP/2.0/WS h;branch=z9hG4bKx',
          'CSeq: nonsense',
          'Call-ID: 1',
          '',
          '',
        ].join('\r\n'),
      );
      registrar.send(
        ['SIP/2.0 200 OK', 'Via: SIP/2.0/WS h;branch=z9hG4bKx', 'CSeq: nonsense', 'Call-ID: 1', '', ''].join(
          '\r\n',
        ),
      );
      registrar.sendRequest('OPTIONS', contact());
      assert.match(await answerTo('OPTIONS'), /^SIP\/2\.0 200 /);
      assert.equal(bench.connection.state.status, 'registered');
    });
  });

  describe('an incoming call', () => {
    const invite = (): void =>
      registrar.sendRequest(
        'INVITE',
        contact(),
        ['Contact: <sip:pbx@127.0.0.1>', 'Content-Type: application/sdp'],
        'v=0\r\n',
      );

    it('is handed over before 180 is sent', async () => {
      await start();
      invite();
      await until('the call', () => invitations.length === 1);
      await settle();
      assert.ok(answers().every((frame) => !frame.startsWith('SIP/2.0 180')));
      await invitations[0]!.reject({ statusCode: 486 });
      assert.match(await answerTo('INVITE'), /^SIP\/2\.0 486 /);
    });

    it('is refused with 500 when it cannot be shown', async () => {
      await start({
        delegate: {
          onInvite: () => {
            throw new TypeError('broken page');
          },
        },
      });
      invite();
      assert.match(await answerTo('INVITE'), /^SIP\/2\.0 500 /);
      assert.ok(bench.logger.lines.some(({ level }) => level === 'error'));
    });
  });

  describe('identifiers', () => {
    it('owe nothing to Math.random', async (t) => {
      t.mock.method(Math, 'random', () => 0);
      await start();
      for (let call = 0; call < 2; call += 1) {
        const inviter = new Inviter(bench.connection.userAgent, parseTarget('1002', 'pbx.test'));
        await inviter.invite();
        const request = await until('the INVITE', () => registrar.all('INVITE')[call]);
        registrar.send(
          response(request, {
            status: 200,
            extra: ['Contact: <sip:1002@127.0.0.1>', 'Content-Type: application/sdp'],
            body: 'v=0\r\n',
          }),
        );
        await until('the ACK', () => registrar.all('ACK').length === call + 1);
        await inviter.bye();
        const bye = await until('the BYE', () => registrar.all('BYE')[call]);
        assert.equal(bye.header('From'), request.header('From'));
        assert.equal(bye.header('Call-ID'), request.header('Call-ID'));
      }
      const sent = ['REGISTER', 'INVITE', 'ACK', 'BYE'].flatMap((method) => registrar.all(method));
      const branches = sent.map((request) => /branch=(\S+)/.exec(request.header('Via')!)![1]!);
      assert.equal(new Set(branches).size, branches.length);
      for (const branch of branches) assert.match(branch, /^z9hG4bK[0-9a-v]{20}$/);
      const invites = registrar.all('INVITE');
      for (const name of ['Call-ID', 'From']) assert.notEqual(invites[0]!.header(name), invites[1]!.header(name));
      for (const request of sent) assert.match(request.header('From')!, /;tag=[0-9a-v]{20}$/);
      for (const request of sent)
        assert.match(
          request.header('Call-ID')!,
          /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
        );
      assert.doesNotMatch(registrar.all('REGISTER').at(-1)!.header('Authorization')!, /cnonce="0+"/);
      assert.doesNotMatch(contact(), /sip:0+@|@0+\.invalid/);
    });

    it('of answers are random too, and a CANCEL keeps those of its INVITE', async (t) => {
      t.mock.method(Math, 'random', () => 0);
      await start();
      registrar.sendRequest('OPTIONS', contact());
      assert.match(await answerTo('OPTIONS'), /\r\nTo: [^\r]*;tag=[0-9a-v]{20}\r\n/);
      registrar.sendRequest(
        'INVITE',
        contact(),
        ['Contact: <sip:pbx@127.0.0.1>', 'Content-Type: application/sdp'],
        'v=0\r\n',
      );
      await until('the call', () => invitations.length === 1);
      await invitations[0]!.reject();
      assert.match(await answerTo('INVITE'), /\r\nTo: [^\r]*;tag=[0-9a-v]{20}\r\n/);
      const inviter = new Inviter(bench.connection.userAgent, parseTarget('1002', 'pbx.test'));
      await inviter.invite();
      const request = await until('the INVITE', () => registrar.all('INVITE')[0]);
      registrar.send(response(request, { status: 180 }));
      await settle();
      await inviter.cancel();
      const cancel = await until('the CANCEL', () => registrar.all('CANCEL')[0]);
      for (const name of ['Via', 'From', 'Call-ID']) assert.equal(cancel.header(name), request.header(name));
    });
  });

  describe('names', () => {
    it('add no header of their own', async () => {
      await start({ displayName: 'Ana" <sip:x>\r\nX-Evil: 1' });
      const request = registrar.all('REGISTER')[0]!;
      assert.equal(request.header('X-Evil'), undefined);
      assert.match(request.header('From')!, /^"Ana sip:x X-Evil: 1" <sip:1001@pbx\.test>;tag=/);
    });
  });

  describe('the log', () => {
    it('names no password, token, digest value, tag or Call-ID in a life with failures', async (t) => {
      const printed: string[] = [];
      for (const level of ['log', 'debug', 'info', 'warn', 'error'] as const)
        t.mock.method(console, level, (...args: unknown[]) => void printed.push(args.join(' ')));
      await start();
      await bench.connection.stop();
      const sip = credentialsFor(`${registrar.url}?token=markedtoken7`, { password: 'markedpassword7' });
      registrar.script({ password: 'markedpassword7' });
      bench.connection.updateCredentials(sip);
      bench.connection.start();
      await until('registered', () => bench.connection.state.status === 'registered');
      const inviter = new Inviter(bench.connection.userAgent, parseTarget('1002', 'pbx.test'));
      await inviter.invite();
      const invite = await until('the INVITE', () => registrar.all('INVITE')[0]);
      registrar.send(response(invite, { status: 180 }));
      registrar.send('SIP/2.0 999 markedtoken7\r\n\r\n');
      registrar.send(`markedtoken7 ${invite.header('Call-ID')}\r\n\r\n`);
      registrar.send(
        response(new SipRequest(invite.raw.replace(/branch=\S+/, 'branch=z9hG4bKunknown1')), { status: 200 }),
      );
      await settle();
      registrar.script({ password: 'other' });
      registrar.sockets.at(-1)!.terminate();
      await until('reconnecting', () => bench.connection.state.status === 'reconnecting');
      bench.clock.advance(1_000);
      await until('failed', () => bench.connection.state.status === 'failed');
      const text = [...printed, ...bench.logger.lines.map(({ message }) => message)].join('\n');
      const values = registrar.requests.flatMap((request) => [
        request.header('Call-ID'),
        /tag=(\w+)/.exec(request.header('From') ?? '')?.[1],
        /branch=(\w+)/.exec(request.header('Via') ?? '')?.[1],
        ...['response', 'cnonce'].map(
          (name) => new RegExp(`${name}="(\\w+)`).exec(request.header('Authorization') ?? '')?.[1],
        ),
      ]);
      for (const secret of ['markedpassword7', 'markedtoken7', registrar.url, '127.0.0.1', ...values]) {
        if (secret) assert.ok(!text.includes(secret), `${secret} in ${text}`);
      }
      assert.ok(bench.logger.lines.length > 5);
      assert.deepEqual(printed, []);
    });
  });
});
