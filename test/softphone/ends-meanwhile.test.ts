import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { ConferenceNote } from '../../src/phone/resume/record.js';
import type { Phone } from '../../src/phone/phone.js';
import { Emitter } from '../../src/shared/emitter.js';
import { hearOfEnds } from '../../src/softphone/ends-meanwhile.js';
import type { PlatformLink } from '../../src/softphone/platform-link.js';
import { FakeClock } from '../support/fake-clock.js';

interface Listed {
  readonly callUuid: string;
  readonly peerUuid: string | null;
}

const own: Listed = { callUuid: 'own', peerUuid: 'far' };
const taken: Listed = { callUuid: 'far', peerUuid: 'own' };

/** A phone in one call, whose engine and platform the test plays. */
class Scene extends Emitter<{ connection: unknown }> {
  readonly clock = new FakeClock();
  connection = { status: 'registered' };
  calls = [{ id: 'talk' }];
  readonly call = {
    channelUuid: 'own' as string | null,
    conference: null as ConferenceNote | null,
    hangup: (_after: unknown, reason: string) => {
      this.ended.push(reason);
      this.calls = [];
    },
  };
  readonly ended: string[] = [];
  list: readonly Listed[] | null = [own];
  readings = 0;

  constructor() {
    super();
    const client = {
      getActiveCalls: async () => {
        this.readings += 1;
        if (!this.list) throw new Error('no network');
        return { calls: this.list };
      },
    };
    hearOfEnds(this as unknown as Phone, Promise.resolve({ client } as unknown as PlatformLink), this.clock);
  }

  findCall = () => this.call;

  async line(status: string): Promise<void> {
    this.connection = { status };
    this.emit('connection', this.connection);
    await this.passes(0);
  }

  async nextReading(): Promise<void> {
    for (const before = this.readings; this.readings === before;) await this.passes(0);
  }

  async passes(ms: number): Promise<void> {
    for (let passed = 0; passed <= ms; passed += 500) {
      await new Promise((resolve) => setImmediate(resolve));
      this.clock.advance(500);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('the end of a call while the SIP server is away', () => {
  let scene: Scene;
  beforeEach(() => (scene = new Scene()));

  for (const [whose, listed] of [
    ['that we made', own],
    ['that we took', taken],
  ] as const)
    it(`is told by the list of calls: of one ${whose}`, async () => {
      scene.list = [listed];
      await scene.line('reconnecting');
      await scene.passes(5000);
      assert.deepEqual(scene.ended, []);
      scene.list = [];
      await scene.passes(5000);
      assert.deepEqual(scene.ended, ['remote-hangup']);
    });

  it('is not taken from a list that never named it, nor from one reading alone', async () => {
    scene.list = [];
    await scene.line('reconnecting');
    await scene.passes(20_000);
    for (const list of [[own], [], [own], []]) {
      scene.list = list;
      await scene.nextReading();
    }
    scene.list = [own];
    await scene.passes(10_000);
    assert.deepEqual(scene.ended, []);
  });

  it('is not taken from a platform that does not answer, nor for a call of three or one that only rings', async () => {
    await scene.line('reconnecting');
    scene.list = null;
    await scene.passes(20_000);
    scene.list = [];
    scene.call.conference = { since: null, third: null };
    await scene.passes(20_000);
    scene.call.conference = null;
    scene.call.channelUuid = null;
    await scene.passes(20_000);
    assert.deepEqual(scene.ended, []);
  });

  it('is asked for while there is a call and no line, and by one at a time', async () => {
    await scene.passes(10_000);
    assert.equal(scene.readings, 0);
    await scene.line('reconnecting');
    await scene.line('connecting');
    await scene.line('reconnecting');
    const before = scene.readings;
    await scene.passes(10_000);
    assert.ok(scene.readings - before <= 6, `${scene.readings - before} readings in 10 s`);
    await scene.line('registered');
    await scene.passes(5000);
    const after = scene.readings;
    await scene.passes(20_000);
    assert.equal(scene.readings, after);
  });

  it('of one outage says nothing of the next', async () => {
    await scene.line('reconnecting');
    await scene.line('registered');
    await scene.passes(5000);
    scene.list = [];
    await scene.line('reconnecting');
    await scene.passes(20_000);
    assert.deepEqual(scene.ended, []);
  });
});
