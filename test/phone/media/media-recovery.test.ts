import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MediaRecovery } from '../../../src/phone/media/media-recovery.js';
import type { MediaHealth } from '../../../src/phone/media/peer.js';
import { Emitter } from '../../../src/shared/emitter.js';
import { FakeClock } from '../../support/fake-clock.js';

class Path extends Emitter<{ health: MediaHealth }> {
  becomes(health: MediaHealth): void {
    this.emit('health', health);
  }
}

/** The media path of a call, and the far end that is asked for another one. */
function path() {
  const clock = new FakeClock();
  const peer = new Path();
  const restarts: { readonly at: number; agree(): void; refuse(): void }[] = [];
  const failures: unknown[] = [];
  const recovery = new MediaRecovery({
    peer,
    clock,
    restart: () =>
      new Promise((resolve, reject) => {
        restarts.push({ at: clock.monotonic(), agree: resolve, refuse: () => reject(new Error('refused')) });
      }),
    onFailure: (cause) => failures.push(cause),
  });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    clock,
    recovery,
    restarts,
    failures,
    settle,
    async becomes(health: MediaHealth): Promise<void> {
      peer.becomes(health);
      await settle();
    },
    async answer(how: 'agree' | 'refuse'): Promise<void> {
      restarts.at(-1)?.[how]();
      await settle();
    },
    /** Seconds from the one before to each restart. */
    get gaps(): number[] {
      return restarts.map(({ at }, index) => (at - (restarts[index - 1]?.at ?? 0)) / 1000);
    },
  };
}

describe('the recovery of media', () => {
  it('lets an interruption heal by itself for two seconds', async () => {
    const call = path();
    await call.becomes('interrupted');
    call.clock.advance(1900);
    await call.becomes('connected');
    call.clock.advance(60_000);
    assert.equal(call.restarts.length, 0);
    await call.becomes('interrupted');
    call.clock.advance(2000);
    assert.equal(call.restarts.length, 1);
  });

  it('restarts a failed path at once', async () => {
    const call = path();
    await call.becomes('failed');
    assert.deepEqual(call.gaps, [0]);
  });

  it('goes on while it is refused, ever more slowly, and tells of it once', async () => {
    const call = path();
    await call.becomes('failed');
    for (let minute = 0; minute < 12; minute += 1) {
      await call.answer('refuse');
      call.clock.advance(call.clock.nextDelay ?? 0);
    }
    assert.deepEqual(call.gaps.slice(0, 8), [0, 2, 4, 8, 16, 30, 30, 30]);
    assert.equal(call.failures.length, 1);
  });

  it('goes on while the new way is broken too', async () => {
    const call = path();
    await call.becomes('failed');
    await call.answer('agree');
    await call.becomes('failed');
    call.clock.advance(2000);
    await call.answer('agree');
    await call.becomes('failed');
    call.clock.advance(4000);
    assert.deepEqual(call.gaps, [0, 2, 4]);
  });

  it('ends its tries when the path is whole, and is as quick as ever the next time', async () => {
    const call = path();
    await call.becomes('failed');
    await call.answer('refuse');
    call.clock.advance(2000);
    await call.answer('agree');
    await call.becomes('connected');
    call.clock.advance(60_000);
    assert.equal(call.restarts.length, 2);
    await call.becomes('failed');
    assert.equal(call.restarts.length, 3);
    await call.answer('refuse');
    assert.equal(call.failures.length, 2);
  });

  it('does one at a time, whoever asks', async () => {
    const call = path();
    const both = [call.recovery.now(), call.recovery.now()];
    await call.becomes('failed');
    assert.equal(call.restarts.length, 1);
    await call.answer('agree');
    await Promise.all(both);
    assert.equal(call.restarts.length, 1);
  });

  it('restarts once more when the network changed meanwhile: its candidates are of the old one', async () => {
    const call = path();
    void call.recovery.now();
    call.recovery.networkChanged();
    call.recovery.networkChanged();
    assert.equal(call.restarts.length, 1);
    await call.answer('agree');
    assert.equal(call.restarts.length, 2);
    await call.answer('agree');
    assert.equal(call.restarts.length, 2);
  });

  it('does nothing after the end of the call', async () => {
    const call = path();
    await call.becomes('interrupted');
    call.recovery.stop();
    call.clock.advance(60_000);
    await call.becomes('failed');
    assert.deepEqual([call.restarts.length, call.clock.pending], [0, 0]);
  });
});
