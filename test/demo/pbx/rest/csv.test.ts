import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toCsv } from '../../../../demo/pbx/rest/csv.js';

describe('toCsv', () => {
  const cell = (value: unknown): string => toCsv(['value'], [{ value }]).split('\r\n')[1] ?? '';

  it('begins with a byte order mark and ends every row with CRLF', () => {
    assert.equal(toCsv(['a', 'b'], [{ a: 1, b: null }]), '\uFEFFa,b\r\n1,\r\n');
  });

  for (const [value, written] of [
    ['Smith, "Al"', '"Smith, ""Al"""'],
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['-1+1', `"'-1+1"`],
    ['+1+cmd', `"'+1+cmd"`],
    ['+15551234567', '"+15551234567"'],
  ] as const) {
    it(`writes ${value} as ${written}`, () => assert.equal(cell(value), written));
  }
});
