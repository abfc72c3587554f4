import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryReplayStore } from '../../src/webhooks/index.js';

describe('MemoryReplayStore', () => {
  it('gives an id out once, until its time is over', () => {
    let now = 0;
    const store = new MemoryReplayStore(() => now);
    assert.equal(store.claim('a', 60), true);
    now = 59_999;
    assert.equal(store.claim('a', 60), false);
    now = 60_000;
    assert.equal(store.claim('a', 60), true);
  });

  it('gives back the room of what it has forgotten', () => {
    let now = 0;
    const store = new MemoryReplayStore(() => now);
    for (let index = 0; index < 1000; index += 1) store.claim(`id-${index}`, 60);
    assert.equal(store.size, 1000);
    now = 60_000;
    store.claim('later', 60);
    assert.equal(store.size, 1);
  });

  it('still refuses an id that outlives the ones before it', () => {
    let now = 0;
    const store = new MemoryReplayStore(() => now);
    store.claim('long', 600);
    store.claim('short', 1);
    now = 2000;
    assert.equal(store.claim('long', 600), false);
    assert.equal(store.claim('short', 1), true);
  });
});
