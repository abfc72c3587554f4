import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AiToolError, createAiToolsHandler } from '../../src/webhooks/index.js';
import type { AiToolsOptions } from '../../src/webhooks/index.js';
import { FakeClock } from '../support/fake-clock.js';

const bearer = 'csk_live_MARKED-tools-key-77aa';
const sms = { to_phone: '+17865551234', message: 'See you on Friday' };

interface Spoken {
  readonly http: number;
  readonly status: string;
  readonly message: string;
}

function toolRequest(change: { body?: unknown; authorization?: string | null; method?: string } = {}): Request {
  const { body = { function: 'send_sms', args: sms, call_id: 'call-1', tenant_id: 'tenant-1' } } = change;
  const { authorization = `Bearer ${bearer}`, method = 'POST' } = change;
  return new Request('https://crm.example.com/api/webhooks/ai-tools', {
    method,
    headers: { 'Content-Type': 'application/json', ...(authorization === null ? {} : { authorization }) },
    ...(method === 'POST' ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
  });
}

const call = (tool: string, args: unknown): Request =>
  toolRequest({ body: { function: tool, args, call_id: 'call-1', tenant_id: 'tenant-1' } });

/** A handler whose only tool texts, with what it reported. */
function makeHandler(overrides: Partial<AiToolsOptions> = {}) {
  const errors: AiToolError[] = [];
  const calls: unknown[] = [];
  const handle = createAiToolsHandler({
    bearer,
    tools: {
      send_sms(args, { signal: _signal, ...about }) {
        calls.push({ args, ...about });
        return { status: 'sent', message: 'I just sent you the text.' };
      },
    },
    onError: (error) => errors.push(error),
    ...overrides,
  });
  const ask = async (request: Request): Promise<Spoken> => {
    const answer = await handle(request);
    assert.match(answer.headers.get('Content-Type') ?? '', /^application\/json/);
    const { status, message, ...rest } = (await answer.json()) as { status: string; message: string };
    assert.deepEqual(rest, {}, 'nothing but status and message leaves');
    assert.ok(message.length > 0);
    return { http: answer.status, status, message };
  };
  return { handle, ask, errors, calls };
}

describe('createAiToolsHandler', () => {
  it('hands the arguments to the tool and speaks its answer', async () => {
    const { ask, calls, errors } = makeHandler();
    const spoken = await ask(toolRequest());
    assert.deepEqual(spoken, { http: 200, status: 'sent', message: 'I just sent you the text.' });
    assert.deepEqual(calls, [{ args: sms, tool: 'send_sms', callId: 'call-1', tenantId: 'tenant-1' }]);
    assert.deepEqual(errors, []);
  });

  describe('who may call', () => {
    const strangers: Record<string, string | null> = {
      'no header': null,
      'an empty header': '',
      'another key': 'Bearer csk_live_other',
      'the key with a letter more': `Bearer ${bearer}x`,
      'the key with a letter less': `Bearer ${bearer.slice(0, -1)}`,
      'the key without its scheme': bearer,
      'the key as Basic': `Basic ${bearer}`,
      'an empty key': 'Bearer ',
      'two keys': `Bearer ${bearer} ${bearer}`,
    };
    for (const [name, authorization] of Object.entries(strangers))
      it(`refuses ${name} and runs nothing`, async () => {
        const { ask, calls } = makeHandler();
        const { http, status } = await ask(toolRequest({ authorization }));
        assert.deepEqual({ http, status }, { http: 401, status: 'error' });
        assert.deepEqual(calls, []);
      });

    it('takes the scheme in any case, and either key while it changes', async () => {
      const { ask } = makeHandler({ bearer: ['next-key', bearer] });
      assert.equal((await ask(toolRequest({ authorization: `bearer ${bearer}` }))).http, 200);
      assert.equal((await ask(toolRequest({ authorization: 'Bearer next-key' }))).http, 200);
    });
  });

  describe('what it refuses to read', () => {
    const unreadable: Record<string, [number, Request]> = {
      'a GET': [405, toolRequest({ method: 'GET' })],
      'text that is not JSON': [400, toolRequest({ body: 'function=send_sms' })],
      'a list': [400, toolRequest({ body: [] })],
      'no function': [400, toolRequest({ body: { args: sms, call_id: 'c', tenant_id: 't' } })],
      'no call': [400, toolRequest({ body: { function: 'send_sms', args: sms, tenant_id: 't' } })],
      'arguments that are a text': [400, call('send_sms', 'to me')],
      'a body without an end': [413, toolRequest({ body: 'x'.repeat(70_000) })],
    };
    for (const [name, [status, request]] of Object.entries(unreadable))
      it(`${name}: ${status}`, async () => {
        const { ask, calls } = makeHandler();
        assert.equal((await ask(request)).http, status);
        assert.deepEqual(calls, []);
      });
  });

  describe('arguments', () => {
    it('asks again for what the agent left out', async () => {
      const { ask, calls, errors } = makeHandler();
      for (const to_phone of [undefined, null, '', '  ', ['+1786']]) {
        const spoken = await ask(call('send_sms', { ...sms, to_phone }));
        assert.deepEqual([spoken.http, spoken.status], [200, 'failed']);
        assert.match(spoken.message, /phone number/);
      }
      assert.deepEqual(calls, []);
      assert.ok(errors.every(({ reason }) => reason === 'missing-argument'));
    });

    it('reads numbers as text, blanks as absent and keeps arguments it does not know', async () => {
      const { ask, calls } = makeHandler();
      await ask(
        call('send_sms', { to_phone: 17865551234, message: ' Hi ', purpose: '', caller_name: null, order: 7 }),
      );
      const [{ args }] = calls as [{ args: unknown }];
      assert.deepEqual(args, { to_phone: '17865551234', message: 'Hi', order: 7 });
    });

    it('reads flags however the agent writes them', async () => {
      const seen: unknown[] = [];
      const { ask } = makeHandler({
        tools: {
          leave_message({ urgent }) {
            seen.push(urgent);
            return { status: 'saved', message: 'Saved.' };
          },
        },
      });
      const message = { caller_name: 'Ana', caller_phone: '1', message: 'Hi' };
      for (const urgent of [true, 'true', 'false', 'yes'])
        await ask(call('leave_message', { ...message, urgent }));
      assert.deepEqual(seen, [true, true, false, undefined]);
    });

    it('passes the arguments of other tools as they are', async () => {
      const seen: unknown[] = [];
      const handle = createAiToolsHandler<{ book_table: { people?: number } }>({
        bearer,
        tools: {
          book_table(args) {
            seen.push(args);
            return { status: 'created', message: 'Booked.' };
          },
        },
      });
      assert.equal((await handle(call('book_table', { people: 4 }))).status, 200);
      assert.deepEqual(seen, [{ people: 4 }]);
    });
  });

  describe('a tool that', () => {
    const broken: Record<string, () => unknown> = {
      throws: () => {
        throw new Error('MARKED database password');
      },
      rejects: () => Promise.reject(new Error('MARKED database password')),
      'answers nothing': () => undefined,
      'answers a text': () => 'sent',
      'answers without a message': () => ({ status: 'sent' }),
      'answers a blank message': () => ({ status: 'sent', message: ' ' }),
      'answers a status of its own': () => ({ status: 'ok', message: 'Done.' }),
    };
    for (const [name, tool] of Object.entries(broken))
      it(`${name} leaves the caller with a polite sentence`, async () => {
        const tools = { send_sms: tool } as AiToolsOptions['tools'];
        const { ask, errors } = makeHandler({ tools });
        const { http, status, message } = await ask(toolRequest());
        assert.deepEqual([http, status], [500, 'error']);
        assert.doesNotMatch(message, /MARKED/);
        assert.equal(errors.length, 1);
        assert.match(errors[0]?.reason ?? '', /^(failed|bad-answer)$/);
      });

    it('answers more than asked for leaks nothing of it', async () => {
      const tools = {
        send_sms: () => ({ status: 'sent' as const, message: ' Sent. ', providerKey: 'MARKED' }),
      };
      assert.deepEqual(await makeHandler({ tools }).ask(toolRequest()), {
        http: 200,
        status: 'sent',
        message: 'Sent.',
      });
    });

    it('does not exist is told to the operator, whatever it is called', async () => {
      const { ask, errors } = makeHandler();
      for (const name of ['create_lead', 'constructor', '__proto__', 'toString']) {
        const { http, status } = await ask(call(name, {}));
        assert.deepEqual([http, status], [200, 'error']);
      }
      assert.deepEqual(
        errors.map(({ reason }) => reason),
        Array(4).fill('unknown-tool'),
      );
    });
  });

  describe('time', () => {
    it('answers politely before the platform gives up, and stops the tool', async () => {
      const clock = new FakeClock();
      let stopped: AbortSignal | undefined;
      let started = (): void => {};
      const running = new Promise<void>((resolve) => (started = resolve));
      const { ask, errors } = makeHandler({
        clock,
        tools: {
          send_sms(_args, { signal }) {
            stopped = signal;
            started();
            return new Promise((_resolve, reject) =>
              signal.addEventListener('abort', () => reject(signal.reason)),
            );
          },
        },
      });
      const answer = ask(toolRequest());
      await running;
      assert.equal(clock.nextDelay, 8500);
      clock.advance(8499);
      assert.equal(stopped?.aborted, false);
      clock.advance(1);
      const { http, status } = await answer;
      assert.deepEqual([http, status], [500, 'error']);
      assert.equal(stopped?.aborted, true);
      assert.deepEqual(
        errors.map(({ reason }) => reason),
        ['late'],
      );
    });

    it('counts the time that the body takes to arrive', async () => {
      const clock = new FakeClock();
      const { handle } = makeHandler({ clock, budgetMs: 1000 });
      const endless = new ReadableStream<Uint8Array>({});
      const init = {
        method: 'POST',
        body: endless,
        duplex: 'half',
        headers: { authorization: `Bearer ${bearer}` },
      };
      const answer = handle(new Request('https://crm.example.com/', init as RequestInit));
      clock.advance(1000);
      assert.equal((await answer).status, 500);
    });

    it('leaves no timer behind', async () => {
      const clock = new FakeClock();
      const { ask } = makeHandler({ clock });
      await ask(toolRequest());
      await ask(toolRequest({ authorization: null }));
      assert.equal(clock.pending, 0);
    });
  });

  it('speaks the language it was given', async () => {
    const { ask } = makeHandler({
      phrases: { unknown: 'Lo siento, eso no puedo hacerlo.', missing: (name) => `Me falta ${name}.` },
    });
    assert.equal((await ask(call('fly', {}))).message, 'Lo siento, eso no puedo hacerlo.');
    assert.equal((await ask(call('send_sms', {}))).message, 'Me falta to_phone.');
  });

  describe('does not start', () => {
    const unsafe: Record<string, Partial<AiToolsOptions>> = {
      'without a bearer': { bearer: '' },
      'with a bearer that is not set': { bearer: undefined as unknown as string },
      'with an empty list of bearers': { bearer: [] },
      'with a bearer that no header can carry': { bearer: 'key\n' },
      'without tools': { tools: {} },
      'with more time than the platform has': { budgetMs: 9001 },
      'without any time': { budgetMs: 0 },
    };
    for (const [name, options] of Object.entries(unsafe))
      it(name, () => {
        assert.throws(
          () => makeHandler(options),
          (error) => error instanceof AiToolError && error.reason === 'configuration' && error.advice !== '',
        );
      });
  });

  it('never says its key, neither to strangers nor to the operator', async () => {
    const { ask, errors } = makeHandler({ tools: { send_sms: () => Promise.reject(new Error('down')) } });
    const answers = [await ask(toolRequest()), await ask(toolRequest({ authorization: 'Bearer x' }))];
    assert.doesNotMatch(JSON.stringify([answers, errors.map((error) => `${error.stack}`)]), /MARKED/);
  });
});
