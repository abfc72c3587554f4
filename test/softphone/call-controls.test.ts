import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CallSnapshot } from '../../src/phone/call-state.js';
import type { Phone } from '../../src/phone/phone.js';
import { CallControls } from '../../src/softphone/call-controls.js';
import { offlineSnapshot, type SoftphoneSnapshot } from '../../src/softphone/snapshot.js';
import type { Elsewhere } from '../../src/softphone/tabs/tab-place.js';
import { talk } from './tabs/tab-cast.js';

const ended: CallSnapshot = {
  ...talk,
  state: { phase: 'ended', reason: 'remote-hangup', answered: true, durationSeconds: 1, endedAt: 3 },
};

/** The controls over an engine and another tab that the test plays. */
class Controls extends CallControls {
  snapshot: SoftphoneSnapshot = { ...offlineSnapshot, status: 'connecting', calls: [talk], currentCall: talk };
  engine: Phone | null = null;
  elsewhere: Elsewhere | null = null;
  readonly threeWay = () => Promise.reject(new Error('none here'));
  readonly hungUp: string[] = [];

  show(change: Partial<SoftphoneSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...change };
    this.emit('statechange', this.snapshot);
  }

  load(...ids: string[]): void {
    const findCall = (id: string) => (ids.includes(id) ? { hangup: () => void this.hungUp.push(id) } : undefined);
    this.engine = { findCall } as unknown as Phone;
  }

  playElsewhere(): void {
    const ask = async (wish: string, [id]: readonly unknown[]) => void this.hungUp.push(`${wish} ${String(id)}`);
    this.elsewhere = { ask } as unknown as Elsewhere;
  }
}

describe('a hang-up of a call that is only on its way to this tab', () => {
  it('is done as soon as it is here', async () => {
    const controls = new Controls();
    const asked = controls.hangup('talk');
    controls.load();
    controls.show({ status: 'online' });
    assert.deepEqual(controls.hungUp, []);
    controls.load('talk');
    controls.show({});
    await asked;
    assert.deepEqual(controls.hungUp, ['talk']);
  });

  it('is asked for in another tab when it goes on there', async () => {
    const controls = new Controls();
    const asked = controls.hangup('talk');
    controls.playElsewhere();
    controls.show({ elsewhere: true });
    await asked;
    assert.deepEqual(controls.hungUp, ['hangup talk']);
  });

  it('comes to an end with the call, and with the phone', async () => {
    for (const change of [{ calls: [ended] }, { calls: [] }, { status: 'offline' as const }]) {
      const controls = new Controls();
      const asked = controls.hangup('talk');
      controls.show(change);
      await asked;
      assert.deepEqual(controls.hungUp, []);
    }
  });

  it('names the current call to another tab, which may have another one by then', async () => {
    const controls = new Controls();
    controls.playElsewhere();
    await controls.hangup();
    assert.deepEqual(controls.hungUp, ['hangup talk']);
  });

  it('has nothing to do for one that is over', async () => {
    const controls = new Controls();
    controls.show({ calls: [ended], currentCall: ended });
    await controls.hangup('talk');
    await controls.hangup();
    assert.deepEqual(controls.hungUp, []);
  });
});
