import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { UPSTREAM_FRAME, UPSTREAM_RATE } from '../../../../src/api/playground/protocol.js';
import { PlatformClient } from '../support/platform-client.js';
import { until } from '../support/until.js';
import { Receiver } from '../webhooks/receiver.js';

interface Message {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A person at the playground. */
class Person {
  readonly socket: WebSocket;
  readonly messages: Message[] = [];
  soundBytes = 0;
  closeCode: number | null = null;

  constructor(client: PlatformClient, agentId: string) {
    this.socket = new WebSocket(`${client.platform.url.replace('http', 'ws')}/api/ai/playground/${agentId}`);
    this.socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) this.soundBytes += data.length;
      else this.messages.push(JSON.parse(String(data)) as Message);
    });
    this.socket.on('close', (code) => (this.closeCode = code));
    this.socket.on('error', () => undefined);
  }

  async begin(token: string): Promise<void> {
    await new Promise((resolve) => this.socket.once('open', resolve));
    this.socket.send(JSON.stringify({ type: 'auth', token }));
  }

  /** A tone of 400 ms, and silence after it. The platform counts samples, so all may come at once. */
  speak(): void {
    this.#send(20, 8000);
    this.#send(30, 0);
  }

  /** Only the beginning of it. */
  breakIn(): void {
    this.#send(20, 8000);
  }

  async got(type: string, count = 1): Promise<Message> {
    return until(type, () => this.messages.filter((message) => message.type === type)[count - 1]);
  }

  #send(frames: number, loudness: number): void {
    for (let frame = 0; frame < frames; frame += 1) {
      const bytes = Buffer.alloc(UPSTREAM_FRAME * 2);
      for (let index = 0; index < UPSTREAM_FRAME; index += 1)
        bytes.writeInt16LE(
          Math.round(loudness * Math.sin((2 * Math.PI * 440 * index) / UPSTREAM_RATE)),
          index * 2,
        );
      this.socket.send(bytes);
    }
  }
}

describe('the AI playground', () => {
  let client: PlatformClient;
  let crm: Receiver;
  const people: Person[] = [];
  beforeEach(async () => {
    crm = await Receiver.start();
    client = await PlatformClient.start({ toolsWebhookKey: 'csk_live_of_the_tools' });
  });
  afterEach(async () => {
    for (const { socket } of people.splice(0)) socket.terminate();
    await client.close();
    await crm.close();
  });

  const agent = async (values: object): Promise<string> => {
    const usual = { agent_id: 'brief', display_name: 'Bo', greeting: 'Hi', farewell: 'Bye' };
    const { status } = await client.request('POST', '/api/ai/agents', { ...usual, ...values });
    assert.equal(status, 201);
    return 'brief';
  };
  const visit = async (agentId: string, token = client.platform.apiKey): Promise<Person> => {
    const person = new Person(client, agentId);
    people.push(person);
    await person.begin(token);
    return person;
  };

  it('greets in sound as long as the words are, and is counted as active', async () => {
    const person = await visit(await agent({}));
    await person.got('ready');
    assert.deepEqual(await person.got('transcript'), { type: 'transcript', role: 'assistant', text: 'Hi' });
    // Two letters of 55 ms at 24 kHz, two bytes a sample.
    await until('sound', () => person.soundBytes === 2 * 0.055 * 24_000 * 2);
    const { body } = await client.request('GET', '/api/ai/health');
    assert.equal(body['active_sessions'], 1);
  });

  it('answers a turn with a tool, through the webhook of the agent', async () => {
    crm.answer = { status: 'sent', message: 'Sent' };
    const person = await visit(
      await agent({ tools: ['send_sms'], tools_webhook_url: crm.url, speak_first: false }),
    );
    await person.got('ready');
    person.speak();
    const call = await person.got('tool_call');
    assert.equal(call['function'], 'send_sms');
    const result = await person.got('tool_result');
    assert.deepEqual(result, { type: 'tool_result', function: 'send_sms', status: 'sent', message: 'Sent' });
    assert.equal((await person.got('transcript'))['text'], 'Sent');
    const [request] = crm.requests;
    assert.equal(request?.headers.authorization, 'Bearer csk_live_of_the_tools');
    assert.equal(request.headers['x-webhook-source'], 'voiceai-platform');
    assert.deepEqual(Object.keys(request.json), ['function', 'args', 'call_id', 'tenant_id']);
    assert.deepEqual(request.json['args'], call['args']);
  });

  it('says so when the webhook fails', async () => {
    crm.statuses.push(500);
    const person = await visit(
      await agent({ tools: ['send_sms'], tools_webhook_url: crm.url, speak_first: false }),
    );
    await person.got('ready');
    person.speak();
    const result = await person.got('tool_result');
    assert.equal(result['status'], 'error');
    assert.notEqual(result['message'], '');
  });

  it('answers tools itself without a webhook, then says goodbye and keeps the call', async () => {
    const person = await visit(await agent({ tools: ['leave_message', 'end_call'], speak_first: false }));
    await person.got('ready');
    person.speak();
    assert.equal((await person.got('tool_result'))['status'], 'saved');
    await until('the agent to listen again', async () => {
      person.speak();
      return person.messages.some((message) => message['function'] === 'end_call');
    });
    assert.equal((await person.got('end'))['reason'], 'completed');
    await until('close', () => person.closeCode === 1000);
    const { body } = await client.request('GET', '/api/ai/calls?agent_id=brief');
    assert.equal(body['total'], 1);
    const [call] = body['calls'] as { end_reason: string; tokens_output: number }[];
    assert.equal(call?.end_reason, 'completed');
    assert.ok(call.tokens_output > 0);
  });

  it('hands over to a person', async () => {
    const person = await visit(await agent({ tools: ['transfer_to_human'], speak_first: false }));
    await person.got('ready');
    person.speak();
    assert.equal((await person.got('end'))['reason'], 'transferred');
  });

  it('falls silent when the person breaks in', async () => {
    const person = await visit(
      await agent({ greeting: 'This is a long greeting that goes on and on for seconds' }),
    );
    await until('sound', () => person.soundBytes > 0);
    person.breakIn();
    await person.got('interrupted');
  });

  it('obeys the end', async () => {
    const person = await visit(await agent({}));
    await person.got('ready');
    person.socket.send(JSON.stringify({ type: 'end' }));
    assert.equal((await person.got('end'))['reason'], 'user_disconnect');
    await until('close', () => person.closeCode === 1000);
  });

  it('tells webhooks of its calls', async () => {
    const events = ['call.start', 'call.end'];
    await client.request('POST', '/api/webhooks', { name: 'AI', url: crm.url, events });
    const person = await visit(await agent({}));
    await person.got('ready');
    person.socket.close();
    await until('both', () => crm.requests.length === 2);
    assert.deepEqual(
      crm.requests.map(({ json }) => json['event']),
      events,
    );
  });

  it('refuses a wrong key, a key that may only read, and an agent that is not there', async () => {
    const { body } = await client.request('POST', '/api/api-keys', { name: 'Reader', role: 'readonly' });
    const { key } = body['apiKey'] as { key: string };
    for (const [agentId, token, code] of [
      ['reception', 'csk_wrong', 4401],
      ['reception', key, 4403],
      ['nobody', client.platform.apiKey, 4404],
    ] as const) {
      const person = await visit(agentId, token);
      await until('close', () => person.closeCode === code);
      assert.equal((await person.got('error'))['type'], 'error');
    }
  });
});
