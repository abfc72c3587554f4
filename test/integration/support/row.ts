import assert from 'node:assert/strict';
import { ApiError, type VoIPClient } from '../../../src/api/index.js';
import type { World } from './world.js';

/** One endpoint: a call that the platform must fulfil, and one that it must refuse. */
export interface Row {
  /** Calls the method with what exists and throws when the answer is not what its type promises. */
  readonly works: (world: World) => Promise<unknown>;
  readonly refuses: (world: World) => Promise<unknown>;
}

/** An id that nothing has. */
export const none = 'nothing-of-this-id';

/** The answer of a request that only does something. */
export async function done(asked: Promise<{ readonly success: boolean }>): Promise<void> {
  assert.equal((await asked).success, true);
}

/** Refused because there is no such thing. */
export function unknown(works: Row['works'], ask: (client: VoIPClient) => Promise<unknown>): Row {
  return { works, refuses: ({ client }) => rejects(ask(client), 'not-found', 404, /no such/) };
}

/** Refused because of a field, which the error names. */
export function invalid(field: string, works: Row['works'], ask: (client: VoIPClient) => Promise<unknown>): Row {
  const words = new RegExp(field);
  return { works, refuses: ({ client }) => rejects(ask(client), 'rejected', [400, 422], words) };
}

/** Refused with a key that nobody knows: there is nothing else to get wrong. */
export function locked(works: Row['works'], ask: (client: VoIPClient) => Promise<unknown>): Row {
  return { works, refuses: ({ stranger }) => rejects(ask(stranger), 'unauthorized', 401, /./) };
}

/** An address: opens with sound in it, and one for an unknown id does not. */
export function address(
  make: (world: World) => string | Promise<string>,
  other: (client: VoIPClient) => string,
): Row {
  return {
    works: async (world) => {
      const answer = await fetch(await make(world));
      assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'audio/wav']);
      assert.ok((await answer.arrayBuffer()).byteLength > 44);
    },
    refuses: async ({ client }) => {
      const answer = await fetch(other(client));
      assert.equal(answer.status, 404);
      assert.match(await answer.text(), /no such (?!endpoint)/);
    },
  };
}

async function rejects(
  asked: Promise<unknown>,
  reason: ApiError['reason'],
  status: number | readonly number[],
  words: RegExp,
): Promise<void> {
  await assert.rejects(asked, (error) => {
    assert.ok(error instanceof ApiError, String(error));
    assert.equal(error.reason, reason, error.message);
    assert.ok([status].flat().includes(error.status ?? 0), error.message);
    assert.match(error.message, words);
    assert.doesNotMatch(error.message, /no such endpoint/);
    assert.ok(error.requestId, 'no request id');
    return true;
  });
}
