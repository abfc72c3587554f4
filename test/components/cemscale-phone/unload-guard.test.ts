import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { UnloadGuard } from '../../../src/components/cemscale-phone/unload-guard.js';
import { offlineSnapshot, type SoftphoneSnapshot } from '../../../src/softphone/snapshot.js';
import type { CallSnapshot, CallState } from '../../../src/phone/call-state.js';

const inCall = (state: Partial<CallState>): SoftphoneSnapshot => ({
  ...offlineSnapshot,
  calls: [{ id: 'a', state } as CallSnapshot],
});

describe('the question before the page goes', () => {
  let page: EventTarget;
  const asks = () => !page.dispatchEvent(new Event('beforeunload', { cancelable: true }));

  beforeEach(() => {
    page = new EventTarget();
    Object.assign(globalThis, { window: page });
  });
  afterEach(() => Reflect.deleteProperty(globalThis, 'window'));

  it('is asked for as long as a call would end with the page, and not before or afterwards', () => {
    const guard = new UnloadGuard();
    guard.follow(offlineSnapshot);
    assert.equal(asks(), false);
    guard.follow(inCall({ phase: 'dialing' }));
    guard.follow(inCall({ phase: 'active' }));
    assert.equal(asks(), true);
    guard.follow(inCall({ phase: 'ended' }));
    assert.equal(asks(), false);
  });

  it('is not asked while a call only rings here', () => {
    new UnloadGuard().follow(inCall({ phase: 'incoming' }));
    assert.equal(asks(), false);
  });

  it('is asked only for what has no dialog yet where the next page goes on with calls', () => {
    const browser = { navigator: { locks: {} }, sessionStorage: { length: 0 } };
    for (const [name, value] of Object.entries(browser))
      Object.defineProperty(globalThis, name, { value, configurable: true });
    try {
      const guard = new UnloadGuard();
      guard.follow(inCall({ phase: 'active' }));
      assert.equal(asks(), false);
      guard.follow(inCall({ phase: 'dialing' }));
      assert.equal(asks(), true);
    } finally {
      for (const name of Object.keys(browser)) Reflect.deleteProperty(globalThis, name);
    }
  });

  it('goes with the element', () => {
    const guard = new UnloadGuard();
    guard.follow(inCall({ phase: 'active' }));
    guard.hostDisconnected();
    assert.equal(asks(), false);
  });
});
