import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { TokenProvider } from '../../src/api/authorization.js';
import type { Grant, TokenGrant } from '../../src/api/token.js';
import { ApiError } from '../../src/shared/errors.js';
import { Watched } from '../../src/softphone/watched.js';
import { FakeClock } from '../support/fake-clock.js';

/** Tokens of one person after the other, without an event socket. */
class Tokens implements TokenProvider {
  current: TokenGrant = grantOf('1001');
  #listener: (grant: Grant) => void = () => {};

  readonly refresh = async (): Promise<Grant> => this.current;

  on(_event: 'grant', listener: (grant: Grant) => void): () => void {
    this.#listener = listener;
    return () => (this.#listener = () => {});
  }

  become(number: string): void {
    this.current = grantOf(number);
    this.#listener(this.current);
  }
}

function grantOf(number: string): TokenGrant {
  return {
    ...{ token: number, expiresAt: '2099-01-01T00:00:00Z', iceServers: [], iceExpiresAt: '', permissions: [] },
    ...{ apiUrl: 'http://127.0.0.1:9', eventsUrl: 'ws://127.0.0.1:9/ws' },
    extension: { id: `id${number}`, number, displayName: number },
    sip: { username: number, password: 'p', domain: 'd', wsUri: 'wss://d', registrar: 'sip:d' },
  };
}

/** A value whose readings wait until the test answers them. */
class Words extends Watched<string> {
  protected readonly everyMs = 60_000;
  readonly readings: { readonly owner: string; readonly answer: (word: string | ApiError) => void }[] = [];

  say(word: string): void {
    this.show(word);
  }

  age(): void {
    this.isOld();
  }

  protected override load({ number }: { readonly number: string }): Promise<string> {
    return new Promise((resolve, reject) => {
      const answer = (word: string | ApiError): void => (word instanceof ApiError ? reject(word) : resolve(word));
      this.readings.push({ owner: number, answer });
    });
  }
}

const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('Watched', () => {
  let tokens: Tokens;
  let clock: FakeClock;
  let words: Words;
  let wake: () => void;
  let release: () => void;

  beforeEach(async () => {
    tokens = new Tokens();
    clock = new FakeClock();
    const watch = (listener: () => void): (() => void) => {
      wake = listener;
      return () => {};
    };
    words = new Words({ tokens, clock, watch });
    release = words.use();
    await settle();
  });

  /** Answers the oldest reading that waits. */
  const answer = async (word: string | ApiError): Promise<void> => {
    words.readings.shift()?.answer(word);
    await settle();
  };

  it('is read with the first use, once for all who use it', async () => {
    words.use();
    assert.equal(words.state, 'loading');
    assert.equal(words.readings.length, 1);
    await answer('one');
    assert.deepEqual([words.state, words.value], ['ready', 'one']);
  });

  it('lets no older answer undo what a wish has made of it', async () => {
    words.say('mine');
    await answer('older');
    assert.equal(words.value, 'mine');
  });

  it('reads once for a bundle of events, and once more for those that come meanwhile', async () => {
    await answer('one');
    for (let event = 0; event < 5; event += 1) words.age();
    clock.advance(400);
    await settle();
    assert.equal(words.readings.length, 1);
    words.age();
    await answer('two');
    clock.advance(400);
    await settle();
    assert.equal(words.readings.length, 1);
    await answer('three');
    assert.equal(words.value, 'three');
  });

  it('keeps what it knew through a failure, and tries again', async () => {
    await answer('one');
    wake();
    clock.advance(0);
    await settle();
    await answer(new ApiError('server', 'No.', { advice: '' }));
    assert.deepEqual([words.state, words.value, words.error?.reason], ['failed', 'one', 'server']);
    clock.advance(15_000);
    await settle();
    await answer('two');
    assert.deepEqual([words.state, words.value, words.error], ['ready', 'two', null]);
  });

  it('shows nothing of one person to another who signs in', async () => {
    await answer('of Alice');
    tokens.become('1002');
    clock.advance(0);
    await settle();
    assert.deepEqual([words.state, words.value], ['loading', null]);
    assert.equal(words.readings[0]?.owner, '1002');
    await answer('of Bob');
    assert.equal(words.value, 'of Bob');
  });

  it('shows nothing that was on its way for the one before, either', async () => {
    tokens.become('1002');
    await answer('of Alice');
    assert.equal(words.value, null);
    clock.advance(400);
    await settle();
    await answer('of Bob');
    assert.equal(words.value, 'of Bob');
  });

  it('asks nothing more a moment after the last who used it', async () => {
    await answer('one');
    release();
    release();
    clock.advance(2000);
    assert.equal(clock.pending, 0);
    assert.equal(words.state, 'idle');
    release = words.use();
    await settle();
    assert.equal(words.readings.length, 1);
    assert.equal(words.value, 'one');
  });
});
