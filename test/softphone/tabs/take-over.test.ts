import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { RegistrationError } from '../../../src/shared/errors.js';
import { settle } from './fake-browser.js';
import { loadLateParts, record, talk, three } from './tab-cast.js';

describe('taking the phone over', () => {
  before(loadLateParts);

  it('brings the records of now, and the tab before lets go once the calls are here', async () => {
    const { leader, follower } = await three();
    leader.records.push(record);
    const taking = follower.place.takeOver('call');
    await settle();
    assert.deepEqual(leader.events, ['lead', 'follow']);
    assert.deepEqual(
      follower.led().map(({ id }) => id),
      ['talk'],
    );
    follower.core.show({ status: 'online', calls: [talk] });
    await taking;
    await settle();
    assert.deepEqual(leader.events, ['lead', 'follow', 'let-go']);
  });

  it('leaves the calls where they were when this tab cannot register', async () => {
    const { leader, follower } = await three();
    leader.records.push(record);
    const error = new RegistrationError('refused', 'No.', { advice: '' });
    const taking = assert.rejects(follower.place.takeOver('call'), error);
    await settle();
    follower.core.show({ status: 'failed', error });
    await taking;
    await settle();
    assert.deepEqual(leader.events, ['lead', 'follow', 'lead']);
    assert.deepEqual(follower.events, ['follow', 'let-go', 'lead', 'follow', 'let-go']);
  });

  it('does not call beside a call of another tab, nor take one of three or one on its way', async () => {
    const { leader, follower } = await three();
    leader.core.show({ calls: [talk], currentCall: talk });
    await settle();
    await assert.rejects(follower.place.takeOver('call'), { reason: 'elsewhere' });
    leader.core.show({ calls: [{ ...talk, state: { phase: 'dialing' } }], currentCall: null });
    follower.core.show({ calls: [] });
    await assert.rejects(follower.place.takeOver('call'), { reason: 'wrong-state' });
    assert.deepEqual(leader.events, ['lead']);
  });

  it('does not wait for a tab that does not run', async () => {
    const { browser, leader, follower } = await three();
    leader.broadcast.freeze();
    const taking = follower.place.takeOver('call');
    await browser.passes(2500);
    follower.core.show({ status: 'online' });
    await taking;
    assert.equal(follower.events.at(-1), 'lead');
  });
});
