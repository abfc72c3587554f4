import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { FrameClock } from '../../../../demo/pbx/media/frame-clock.js';
import { FrameQueue } from '../../../../demo/pbx/media/frame-queue.js';
import { decodePcmu, encodePcmu } from '../../../../demo/pbx/media/g711.js';
import { frameSamples, type AudioParty } from '../../../../demo/pbx/media/party.js';
import { Room } from '../../../../demo/pbx/media/room.js';
import { TelephoneEventDecoder } from '../../../../demo/pbx/media/telephone-event.js';
import { until } from '../support/until.js';

const frame = (value: number): Int16Array => new Int16Array(frameSamples).fill(value);

describe('PCMU', () => {
  it('gives every code back', () => {
    const codes = Uint8Array.from({ length: 256 }, (_, code) => code);
    // Two codes mean zero; encoding chooses the positive one.
    assert.deepEqual(
      [...encodePcmu(decodePcmu(codes))].map((code, index) => (index === 127 ? 127 : code)),
      [...codes],
    );
  });

  it('is within 4 % of loud samples and clips the loudest', () => {
    for (const sample of [1000, -1000, 12_345, -30_000]) {
      const [back] = decodePcmu(encodePcmu(Int16Array.of(sample)));
      assert.ok(Math.abs((back ?? 0) - sample) <= Math.abs(sample) * 0.04, `${sample}`);
    }
    assert.ok((decodePcmu(encodePcmu(Int16Array.of(-32_768)))[0] ?? 0) < -31_000);
  });
});

describe('FrameQueue', () => {
  it('waits for 40 ms and then gives what it got, in order', () => {
    const queue = new FrameQueue();
    queue.push(frame(1));
    assert.equal(queue.pop(), null);
    queue.push(frame(2));
    assert.deepEqual([queue.pop()?.[0], queue.pop()?.[0], queue.pop()], [1, 2, null]);
  });

  it('holds 80 ms and drops the oldest', () => {
    const queue = new FrameQueue();
    for (const value of [1, 2, 3, 4, 5, 6]) queue.push(frame(value));
    assert.deepEqual(
      [queue.pop()?.[0], queue.pop()?.[0], queue.pop()?.[0], queue.pop()?.[0], queue.pop()],
      [3, 4, 5, 6, null],
    );
  });

  it('joins packets that are not 20 ms long', () => {
    const queue = new FrameQueue();
    for (let index = 0; index < 4; index += 1) queue.push(new Int16Array(80).fill(index));
    const first = queue.pop();
    assert.deepEqual([first?.length, first?.[0], first?.[159]], [160, 0, 1]);
  });
});

describe('Room', () => {
  it('gives everybody the others and never their own voice, clipped', async () => {
    const clock = new FrameClock();
    const room = new Room(clock);
    const parties = [100, 20, 32_767].map((value) => new Speaker(frame(value)));
    for (const party of parties) room.add(party);
    await until('a frame', () => parties.every(({ heard }) => heard.length > 0));
    room.close();
    assert.deepEqual(
      parties.map(({ heard }) => heard[0]),
      [32_767, 32_767, 120],
    );
  });

  it('gives silence to whoever is alone', async () => {
    const room = new Room(new FrameClock());
    const party = new Speaker(frame(7));
    room.add(party);
    await until('a frame', () => party.heard.length > 0);
    room.remove(party);
    assert.deepEqual(party.heard[0], 0);
  });
});

describe('FrameClock', () => {
  it('catches up what late timers cost, but not more than 200 ms', () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const now = mock.method(performance, 'now', () => 0);
    const clock = new FrameClock();
    let frames = 0;
    clock.add(() => (frames += 1));
    now.mock.mockImplementation(() => 100);
    mock.timers.tick(100);
    assert.equal(frames, 5);
    now.mock.mockImplementation(() => 10_000);
    mock.timers.tick(20);
    assert.equal(frames, 6);
    clock.stop();
    mock.timers.reset();
    now.mock.restore();
  });
});

describe('TelephoneEventDecoder', () => {
  const packet = (event: number, end: boolean): Uint8Array => Uint8Array.of(event, end ? 0x8a : 0x0a, 0, 160);

  it('counts one key press once, with its repeated packets', () => {
    const decoder = new TelephoneEventDecoder();
    const presses = [packet(5, false), packet(5, false), packet(5, true), packet(5, true)].map((one) =>
      decoder.decode(1000, one),
    );
    assert.deepEqual(presses, ['5', null, null, null]);
  });

  it('tells the same key pressed twice', () => {
    const decoder = new TelephoneEventDecoder();
    assert.deepEqual([decoder.decode(0, packet(11, true)), decoder.decode(1600, packet(11, true))], ['#', '#']);
  });

  it('ignores what is no digit', () => {
    const decoder = new TelephoneEventDecoder();
    assert.deepEqual([decoder.decode(1, packet(16, false)), decoder.decode(2, Uint8Array.of(1))], [null, null]);
  });
});

class Speaker implements AudioParty {
  readonly heard: number[] = [];
  readonly #frame: Int16Array;

  constructor(said: Int16Array) {
    this.#frame = said;
  }

  read(): Int16Array {
    return this.#frame;
  }

  write(heard: Int16Array): void {
    this.heard.push(heard[0] ?? Number.NaN);
  }
}
