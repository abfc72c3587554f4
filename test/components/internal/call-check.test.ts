import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkCall } from '../../../src/components/internal/call-check.js';
import { CallError } from '../../../src/shared/errors.js';
import { FakeClock } from '../../support/fake-clock.js';

const never = new Promise<never>(() => {});

function check(answers: unknown[], clock = new FakeClock(), giveUp = new AbortController()): Promise<void> {
  return checkCall(
    answers.map((answer) => Promise.resolve(answer)),
    giveUp.signal,
    clock,
  );
}

const refusal =
  (reason: string, words?: string) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof CallError);
    assert.deepEqual({ reason: error.reason, words: error.words }, { reason, words });
    return true;
  };

describe('checkCall', () => {
  it('lets a call go that every answer allows, and leaves no timer behind', async () => {
    const clock = new FakeClock();
    await check([true, { allow: true }], clock);
    assert.equal(clock.pending, 0);
  });

  it('stops a call at one no, with the words of the page', async () => {
    // Without words of its own the no of a page is still told, unlike preventDefault().
    await assert.rejects(check([true, false]), refusal('canceled-by-page', ''));
    await assert.rejects(
      check([{ allow: false, reason: 'On the do-not-call list.' }]),
      refusal('canceled-by-page', 'On the do-not-call list.'),
    );
  });

  it('cuts words that are too long and takes only text for words', async () => {
    await assert.rejects(
      check([{ allow: false, reason: '💬'.repeat(5000) }]),
      refusal('canceled-by-page', '💬'.repeat(200)),
    );
    await assert.rejects(
      check([{ allow: false, reason: { toString: () => 'x' } }]),
      refusal('canceled-by-page', ''),
    );
  });

  for (const answer of [undefined, null, 1, 'true', {}, { allow: 'yes' }, []]) {
    it(`takes ${JSON.stringify(answer)} for no verdict, so for no call`, async () => {
      await assert.rejects(check([answer]), refusal('not-checked'));
    });
  }

  it('takes a failure for no call', async () => {
    const cause = new TypeError('Failed to fetch');
    await assert.rejects(check([Promise.reject(cause)]), (error: CallError) => {
      assert.equal(error.cause, cause);
      return refusal('not-checked')(error);
    });
  });

  it('takes ten seconds of silence for no call', async () => {
    const clock = new FakeClock();
    const checked = check([never], clock);
    clock.advance(9999);
    assert.equal(await Promise.race([checked, Promise.resolve('waits')]), 'waits');
    clock.advance(1);
    await assert.rejects(checked, refusal('not-checked'));
  });

  it('ends when it is given up', async () => {
    const giveUp = new AbortController();
    const checked = check([never], new FakeClock(), giveUp);
    giveUp.abort();
    await assert.rejects(checked, refusal('canceled-by-page'));
  });

  it('does not even begin when it was given up before', async () => {
    const giveUp = new AbortController();
    giveUp.abort();
    await assert.rejects(check([never], new FakeClock(), giveUp), refusal('canceled-by-page'));
  });
});
