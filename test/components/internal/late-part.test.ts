import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { LatePart } from '../../../src/components/internal/late-part.js';

/** An element that draws itself as often as it is asked to, and wants the part each time. */
function drawing(fetch: () => Promise<string>): LatePart<string> {
  const part: LatePart<string> = new LatePart({ requestUpdate: () => queueMicrotask(() => part.want()) }, fetch);
  part.want();
  return part;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('LatePart', () => {
  it('does not fetch again at the drawing that a failure brings about', async () => {
    let asked = 0;
    const part = drawing(async () => {
      asked += 1;
      throw new Error('offline');
    });
    for (let turns = 0; turns < 5; turns += 1) await turn();
    assert.equal(asked, 1);
    assert.equal(part.failed, true);
  });

  it('fetches again when a person asks, and at a drawing a while later', async () => {
    const now = mock.method(performance, 'now', () => 0);
    let asked = 0;
    const part = drawing(async () => {
      asked += 1;
      if (asked < 3) throw new Error('offline');
      return 'here';
    });
    await turn();
    assert.equal(await part.load(), null);
    await turn();
    assert.equal(asked, 2);
    now.mock.mockImplementation(() => 1500);
    part.want();
    await turn();
    assert.equal(part.part, 'here');
    now.mock.restore();
  });
});
