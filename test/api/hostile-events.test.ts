import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { WebSocket } from 'ws';
import { VoIPClient } from '../../src/api/index.js';
import type { PlatformEventType } from '../../src/api/index.js';
import { systemClock } from '../../src/shared/clock.js';
import { until } from '../support/poll.js';
import { EventServer } from './support/event-server.js';

const timestamp = '2026-06-01T00:00:00.000Z';

/** A good event of each type; the first fields, by number, are those without which it means nothing. */
const good: Readonly<
  Record<Exclude<PlatformEventType, 'presence_snapshot'>, readonly [needed: number, data: object]>
> = {
  presence_change: [2, { extension: '1001', status: 'busy', callUuid: 'c' }],
  registration_change: [1, { extension: '1001', registered: true, ip: '192.0.2.1', timestamp }],
  call_start: [1, { callUuid: 'c', caller: '1001', destination: '1002', direction: 'internal' }],
  call_answer: [1, { callUuid: 'c' }],
  call_end: [1, { callUuid: 'c', duration: 7, hangupCause: 'NORMAL_CLEARING' }],
};
const types = Object.keys(good) as (keyof typeof good)[];

/** Any JSON value of another type than this one. */
const not = (kind: string, ...others: unknown[]): fc.Arbitrary<unknown> =>
  fc.jsonValue({ maxDepth: 2 }).filter((value) => typeof value !== kind && !others.includes(value));

/** An event with one field that is not what it should be. */
const misshapen = fc.constantFrom(...types).chain((type) => {
  const [needed, data] = good[type];
  return fc.nat(Object.keys(data).length - 1).chain((at) => {
    const [name, value] = Object.entries(data)[at] as [string, unknown];
    const wrong =
      at < needed ? fc.oneof(not('string'), fc.constant(''), fc.constant(undefined)) : not(typeof value, null);
    return wrong.map((instead) => JSON.stringify({ type, timestamp, data: { ...data, [name]: instead } }));
  });
});
const snapshot = fc
  .oneof(
    not('object'),
    fc.constant(null),
    fc.array(fc.string()),
    fc.dictionary(fc.string(), not('string'), { minKeys: 1 }),
  )
  .map((presence) => JSON.stringify({ type: 'presence_snapshot', timestamp, data: { presence } }));
const withoutData = fc
  .tuple(
    fc.constantFrom(...types, 'presence_snapshot'),
    fc.oneof(not('object'), fc.constant(null), fc.array(fc.nat())),
  )
  .map(([type, data]) => JSON.stringify({ type, timestamp, data }));
const withoutTime = fc
  .tuple(fc.constantFrom(...types), not('string'))
  .map(([type, time]) => JSON.stringify({ type, timestamp: time, data: good[type][1] }));
const noMessage = fc
  .oneof(
    fc
      .jsonValue({ maxDepth: 3 })
      .filter((value) => typeof (value as { type?: unknown } | null)?.type !== 'string'),
  )
  .map((value) => JSON.stringify(value));
const noJson = fc
  .oneof(
    fc.string(),
    misshapen.map((text) => text.slice(0, -1)),
    fc.constantFrom('', '{', '[]]', '\0', 'undefined', '<!doctype html>'),
  )
  .filter((text) => {
    try {
      JSON.parse(text);
      return false;
    } catch {
      return true;
    }
  });

describe('hostile events', () => {
  let server: EventServer;
  let client: VoIPClient;
  let told: string[];

  beforeEach(async () => {
    server = await new EventServer().open();
    told = [];
    client = new VoIPClient({
      apiUrl: server.url,
      apiKey: 'csk_secret',
      clock: systemClock,
      WebSocket,
      retries: 0,
    });
    for (const type of types)
      client.onWsEvent(type, ({ data }) => told.push('extension' in data ? data.extension : data.callUuid));
    client.connectWebSocket();
    await until('the socket is live', () => client.isRealtime && server.connected === 1);
  });

  afterEach(async () => {
    client.disconnectWebSocket();
    await server.close();
  });

  /** The next good one is told, once. */
  async function goesOn(): Promise<void> {
    const before = told.length;
    server.start(`call-${before}`);
    await until('the next event', () => told.length > before);
    assert.deepEqual(told.slice(before), [`call-${before}`]);
    assert.equal(client.isRealtime, true);
  }

  const kinds = { misshapen, snapshot, withoutData, withoutTime, noMessage, noJson };
  for (const [name, kind] of Object.entries(kinds)) {
    it(`are dropped and counted, and the next good one is told: ${name}`, async () => {
      let count = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(kind, { minLength: 1, maxLength: 20 }), async (texts) => {
          for (const text of texts) server.say(text);
          count += texts.length;
          await goesOn();
          assert.equal(client.brokenMessages, count);
        }),
        { numRuns: 25, endOnFailure: true },
      );
    });
  }

  it('may be ten megabytes, or nested a million times', async () => {
    const long = 'x'.repeat(10 * 1024 * 1024);
    server.say(JSON.stringify({ type: 'call_start', timestamp, data: { ...good.call_start[1], callUuid: long } }));
    server.say('['.repeat(1_000_000));
    server.say(`{"type":"call_start","data":${'{"a":'.repeat(500_000)}`);
    await goesOn();
    assert.equal(client.brokenMessages, 3);
  });

  it('cannot say what the socket says of itself, and types of another time are let pass', async () => {
    const heard: unknown[] = [];
    client.onWsEvent('gap', (gap) => heard.push(gap));
    client.onWsEvent('realtime_change', (change) => heard.push(change));
    for (const type of ['gap', 'realtime_change', 'error', 'constructor', '__proto__', 'call_paused'])
      server.say(JSON.stringify({ type, timestamp, data: { since: 1, isRealtime: false } }));
    await goesOn();
    assert.deepEqual([heard, client.brokenMessages], [[], 0]);
  });

  it('reach no prototype', async () => {
    const statuses: string[] = [];
    client.onWsEvent('presence_snapshot', ({ data }) => statuses.push(...Object.keys(data.presence)));
    server.say(`{"type":"presence_snapshot","timestamp":"${timestamp}","data":{"presence":{"__proto__":"busy"}}}`);
    server.say(
      `{"__proto__":{"type":"call_start"},"type":"call_answer","timestamp":"${timestamp}","data":{"callUuid":"__proto__"}}`,
    );
    await until('both', () => told.length === 2 && statuses.length === 1);
    assert.deepEqual([told, statuses], [['__proto__', '__proto__'], ['__proto__']]);
    assert.equal(Object.hasOwn(Object.prototype, 'busy'), false);
    await goesOn();
  });

  it('may leave out what nobody needs', async () => {
    server.say(JSON.stringify({ type: 'call_start', timestamp, data: { callUuid: 'bare' } }));
    server.say(JSON.stringify({ type: 'call_end', timestamp, data: { callUuid: 'bare', duration: null } }));
    await until('both', () => told.length === 2);
    assert.equal(client.brokenMessages, 0);
  });

  it('come fifty thousand at once: all are told in order, and others have their turn', async () => {
    const count = 50_000;
    let turns = 0;
    const page = setInterval(() => (turns += 1), 1);
    for (let at = 0; at < count; at += 1)
      server.say(JSON.stringify({ type: 'call_answer', timestamp, data: { callUuid: `flood-${at}` } }));
    await until('the last one', () => told.length >= count, 60_000);
    clearInterval(page);
    assert.ok(turns > 3, `${turns} turns`);
    assert.deepEqual([told.length, told[1], told.at(-1)], [count, 'flood-1', `flood-${count - 1}`]);
    assert.ok(told.every((name, at) => name === `flood-${at}`));
    await goesOn();
  });

  for (const answer of [null, 7, [], {}, { calls: null }, { calls: {} }, { calls: [null, 7, { callUuid: 9 }] }]) {
    it(`may come from REST after a loss: ${JSON.stringify(answer)}`, async () => {
      server.restAnswers = answer;
      await goesOn();
      server.cut();
      await until('the cut is noticed', () => !client.isRealtime);
      await until('the socket is back', () => client.isRealtime && server.connected === 1);
      await goesOn();
    });
  }
});
