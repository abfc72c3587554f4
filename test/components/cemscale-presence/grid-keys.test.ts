import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { moveIn, type GridShape } from '../../../src/components/cemscale-presence/grid-keys.js';

const shape: GridShape = { count: 10, page: 4, isRtl: false, hasCall: (row) => row !== 0 };

describe('moveIn', () => {
  it('moves by rows, pages and to the ends, and never beyond them', () => {
    const from = (row: number, key: string): number | undefined => moveIn({ row, column: 0 }, key, shape)?.row;
    assert.deepEqual([from(3, 'ArrowDown'), from(3, 'ArrowUp')], [4, 2]);
    assert.deepEqual([from(9, 'ArrowDown'), from(0, 'ArrowUp')], [9, 0]);
    assert.deepEqual([from(3, 'PageDown'), from(3, 'PageUp'), from(8, 'PageDown')], [7, 0, 9]);
    assert.deepEqual([from(3, 'Home'), from(3, 'End')], [0, 9]);
  });

  it('moves between a person and their call button, in the direction of the script', () => {
    assert.deepEqual(moveIn({ row: 3, column: 0 }, 'ArrowRight', shape), { row: 3, column: 1 });
    assert.deepEqual(moveIn({ row: 3, column: 1 }, 'ArrowLeft', shape), { row: 3, column: 0 });
    assert.deepEqual(moveIn({ row: 3, column: 0 }, 'ArrowLeft', { ...shape, isRtl: true }), { row: 3, column: 1 });
    assert.deepEqual(moveIn({ row: 0, column: 0 }, 'ArrowRight', shape), { row: 0, column: 0 });
  });

  it('keeps the column where the next row has one', () => {
    assert.deepEqual(moveIn({ row: 3, column: 1 }, 'ArrowDown', shape), { row: 4, column: 1 });
    assert.deepEqual(moveIn({ row: 1, column: 1 }, 'ArrowUp', shape), { row: 0, column: 0 });
  });

  it('leaves other keys alone', () => {
    for (const key of ['Enter', ' ', 'Tab', 'a', 'Escape'])
      assert.equal(moveIn({ row: 1, column: 0 }, key, shape), null);
  });
});
