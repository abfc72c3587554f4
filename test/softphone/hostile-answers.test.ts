import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { TokenProvider } from '../../src/api/authorization.js';
import { VoIPClient } from '../../src/api/client.js';
import { ApiError } from '../../src/shared/errors.js';
import { CallList } from '../../src/sdk/call-list.js';
import { ParkingBoard } from '../../src/softphone/parking-board.js';
import { PlatformLink } from '../../src/softphone/platform-link.js';
import { PresenceBoard } from '../../src/softphone/presence-board.js';
import { FakeClock } from '../support/fake-clock.js';

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** Answers that are good JSON, and nothing that anybody has asked for. */
const answers: readonly unknown[] = [
  ...[null, 7, 'text', [], {}],
  { presence: null, calls: null, extensions: null, pagination: null },
  { presence: 7, calls: {}, extensions: 'none', pagination: [] },
  { presence: { 1001: null, 1002: {}, 1003: 4 }, calls: [null, 7, {}], extensions: [null, 7, {}] },
  { presence: {}, calls: [{ callUuid: 5 }], extensions: [{ extension: 1001, displayName: 7 }] },
];

describe('answers of the platform of another shape', () => {
  let answer: unknown;
  let asked: number;
  let clock: FakeClock;
  let client: VoIPClient;
  const unhandled: unknown[] = [];
  const onUnhandled = (error: unknown): void => void unhandled.push(error);

  beforeEach(() => {
    asked = 0;
    unhandled.length = 0;
    process.on('unhandledRejection', onUnhandled);
    clock = new FakeClock();
    client = new VoIPClient({
      ...{ apiUrl: 'http://platform.test', apiKey: 'k', clock, retries: 0 },
      fetch: async () => ((asked += 1), Response.json(answer)),
      WebSocket: class extends EventTarget {
        send(): void {}
        close(): void {}
      } as never,
    });
  });
  afterEach(() => void process.off('unhandledRejection', onUnhandled));

  /** Lets the time pass in which every reader asks again, and looks whether it does. */
  async function asksAgain(): Promise<void> {
    await turns();
    clock.advance(3000);
    await turns();
    const before = asked;
    for (let second = 0; second < 20; second += 1) {
      clock.advance(1000);
      await turns();
    }
    assert.ok(asked > before, 'nobody asks any more');
    assert.deepEqual(unhandled, []);
  }

  const tokens = { current: null, refresh: () => Promise.reject(new Error()) } as unknown as TokenProvider;
  const readers = {
    'the list of people': () => {
      const schedule = (task: () => void): (() => void) => (queueMicrotask(task), () => {});
      const link = new PlatformLink(client);
      const board = new PresenceBoard({ link, tokens, clock, schedule, watch: () => () => {} });
      return { stop: board.use(), shows: () => board.all.map(({ displayName }) => displayName.normalize()) };
    },
    'the parking slots': () => {
      const board = new ParkingBoard(client, clock, () => () => {});
      return { stop: board.use(), shows: () => board.calls?.map(({ number }) => number.trim()) };
    },
    'the list of calls': () => {
      const list = new CallList(client, clock);
      return {
        stop: list.follow(() => {}),
        shows: () => list.state.activeCalls.map((call) => call.callUuid.trim()),
      };
    },
  };
  for (const [name, start] of Object.entries(readers)) {
    for (const hostile of answers) {
      it(`leave ${name} asking: ${JSON.stringify(hostile)}`, async () => {
        answer = hostile;
        const { stop, shows } = start();
        await asksAgain();
        shows();
        stop();
      });
    }
  }

  it('are told as what they are', () => {
    const cause = new TypeError('x is not iterable');
    const error = ApiError.of(cause);
    assert.deepEqual([error.reason, error.cause, ApiError.of(error)], ['invalid-response', cause, error]);
  });
});
