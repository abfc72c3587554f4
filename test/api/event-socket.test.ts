import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { VoIPClient, type ApiError, type PlatformEvent } from '../../src/api/index.js';
import { FakeClock } from '../support/fake-clock.js';
import { until } from '../support/poll.js';
import { seeded } from '../support/seeded.js';
import { EventServer } from './support/event-server.js';

const callTypes = ['call_start', 'call_answer', 'call_end'] as const;

const brief = ({ type, data }: { type: string; data: object }): string =>
  `${type} ${'callUuid' in data ? String(data.callUuid) : ''}`;

describe('the event socket', () => {
  let server: EventServer;
  let clock: FakeClock;
  let client: VoIPClient;
  let told: PlatformEvent[];
  let errors: ApiError[];

  beforeEach(async () => {
    server = await new EventServer().open();
    clock = new FakeClock();
    told = [];
    errors = [];
    client = make({});
  });
  afterEach(async () => {
    client.disconnectWebSocket();
    await server.close();
  });

  function make(more: { reconnect?: { maxRetries: number } }): VoIPClient {
    const made = new VoIPClient({
      ...{ apiUrl: server.url, apiKey: 'csk_secret', clock, random: seeded(1), WebSocket, retries: 0, ...more },
    });
    for (const type of callTypes) made.onWsEvent(type, (event) => told.push(event));
    made.onWsEvent('error', (error) => errors.push(error));
    return made;
  }

  const live = (): Promise<boolean> => until('the socket is live', () => client.isRealtime);
  /** Lets the time pass that a reconnect waits for, until the socket is back. */
  const back = (): Promise<boolean> =>
    until('the socket is back', () => {
      if (!client.isRealtime) clock.advance(100);
      return client.isRealtime && server.connected === 1;
    });

  it('authenticates by its first message, with nothing secret in the address', async () => {
    client.connectWebSocket();
    await live();
    assert.deepEqual(server.authentications, ['{"type":"auth","token":"csk_secret"}']);
  });

  it('tells what happens while it was cut off 30 times: nothing lost, nothing doubled, in order', async () => {
    client.connectWebSocket();
    await live();
    const random = seeded(42);
    const open: string[] = [];
    const ringing = new Set<string>();
    let count = 0;
    const step = (): void => {
      const dice = random();
      const one = open[Math.floor(random() * open.length)];
      if (one === undefined || dice < 0.4) {
        const uuid = `call-${(count += 1)}`;
        open.push(uuid);
        ringing.add(uuid);
        server.start(uuid);
      } else if (dice < 0.7 && ringing.delete(one)) server.answer(one);
      else {
        open.splice(open.indexOf(one), 1);
        server.end(one);
      }
      if (random() < 0.1) server.repeatLast();
    };
    for (let cut = 0; cut < 30; cut += 1) {
      const steps = Math.floor(random() * 6);
      for (let done = 0; done < steps; done += 1) step();
      // Some of these have not arrived yet when the connection is cut.
      server.cut();
      await until('the cut is noticed', () => !client.isRealtime);
      const missed = Math.floor(random() * 6);
      for (let done = 0; done < missed; done += 1) step();
      const isCutAgain = random() < 0.3;
      if (isCutAgain) {
        await until(
          'it is on its way back',
          () => (clock.advance(100), server.connected === 1 || client.isRealtime),
        );
        step();
        server.cut();
        await until('the second cut is noticed', () => !client.isRealtime);
      }
      await back();
      clock.advance(6000);
    }
    const expected = server.happened.filter(({ type }) => type.startsWith('call_')).map(brief);
    await until('the last event', () => told.length >= expected.length);
    assert.ok(expected.length > 100, `${expected.length} events`);
    assert.ok(told.some(({ recovered }) => recovered));
    assert.ok(told.some(({ recovered }) => !recovered));
    assert.deepEqual(told.map(brief), expected);
    assert.deepEqual(errors, []);
  });

  it('tells the end of a call that was there before the first connection, once', async () => {
    server.start('older');
    client.connectWebSocket();
    await live();
    server.cut();
    server.end('older');
    await until('the cut is noticed', () => !client.isRealtime);
    await back();
    assert.deepEqual(told.map(brief), ['call_end older']);
    assert.equal(told[0]?.type === 'call_end' && told[0].data.hangupCause, 'NORMAL_CLEARING');
  });

  it('tells a status that changed while it was away as a change', async () => {
    const statuses: string[] = [];
    client.onWsEvent('presence_change', ({ data }) => statuses.push(`${data.extension} ${data.status}`));
    server.setPresence('1001', 'available');
    client.connectWebSocket();
    await live();
    server.cut();
    server.setPresence('1001', 'busy');
    await until('the cut is noticed', () => !client.isRealtime);
    await back();
    assert.deepEqual(statuses, ['1001 busy']);
  });

  it('says that there is a gap when what was missed cannot be read', async () => {
    const gaps: string[] = [];
    client.onWsEvent('gap', ({ since }) => gaps.push(since));
    client.connectWebSocket();
    await live();
    server.restFails = 500;
    server.cut();
    await until('the cut is noticed', () => !client.isRealtime);
    await back();
    assert.equal(gaps.length, 1);
  });

  it('goes on telling the others when a listener throws', async (context) => {
    // Browsers have it; Node 20 does not.
    const reported = context.mock.fn();
    Object.assign(globalThis, { reportError: reported });
    context.after(() => Reflect.deleteProperty(globalThis, 'reportError'));
    const first = (): never => {
      throw new Error('a listener failed');
    };
    client.onWsEvent('call_start', first);
    const after: string[] = [];
    client.onWsEvent('call_start', ({ data }) => after.push(data.callUuid));
    client.connectWebSocket();
    await live();
    server.start('a');
    await until('the event', () => after.length === 1 && reported.mock.callCount() === 1);
    assert.equal(client.isRealtime, true);
  });

  it('stops telling a listener that was taken away', async () => {
    const heard: string[] = [];
    const listener = (event: PlatformEvent): void => void heard.push(event.type);
    client.onWsEvent('call_start', listener);
    client.offWsEvent('call_start', listener);
    client.connectWebSocket();
    await live();
    server.start('a');
    await until('the other listener', () => told.length === 1);
    assert.deepEqual(heard, []);
  });

  it('tries first within 300 ms, then within 3 s, and gives up after the tries it has, until connected anew', async () => {
    client = make({ reconnect: { maxRetries: 3 } });
    client.connectWebSocket();
    await live();
    clock.advance(6000);
    const address = server.url;
    server.refuseWith = 1011;
    server.cut();
    await until('the cut is noticed', () => clock.nextDelay !== null && !client.isRealtime);
    assert.ok((clock.nextDelay ?? Infinity) <= 300, `${clock.nextDelay}`);
    await until('it gives up', () => (clock.advance(50), errors.length > 0));
    assert.equal(errors[0]?.reason, 'unreachable');
    assert.equal(server.authentications.length, 4);
    server.refuseWith = null;
    client.connectWebSocket();
    await live();
    assert.equal(server.url, address);
  });

  it('gives up at once when the server refuses the API key', async () => {
    server.refuseWith = 4401;
    client.connectWebSocket();
    await until('the refusal', () => errors.length === 1);
    assert.equal(errors[0]?.reason, 'unauthorized');
    assert.doesNotMatch(String(errors[0]), /csk_secret/);
    assert.equal(clock.pending, 0);
  });

  it('leaves a connection that is silent although the server answers pings', async () => {
    client.connectWebSocket();
    await live();
    clock.advance(30_000);
    server.start('a');
    await until('the pong and the event', () => told.length === 1);
    server.answersPings = false;
    clock.advance(30_000);
    clock.advance(10_000);
    assert.equal(client.isRealtime, false);
    await back();
    assert.equal(server.authentications.length, 2);
  });

  it('keeps a connection whose server has never answered a ping', async () => {
    server.answersPings = false;
    client.connectWebSocket();
    await live();
    clock.advance(200_000);
    assert.equal(client.isRealtime, true);
  });
});
