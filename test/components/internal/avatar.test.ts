import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { initialsOf } from '../../../src/components/internal/avatar.js';

describe('initialsOf', () => {
  it('takes the first letters of the first and the last word', () => {
    assert.equal(initialsOf('Ana Martínez'), 'AM');
    assert.equal(initialsOf('ana maría de la cruz'), 'AC');
    assert.equal(initialsOf('Ben'), 'B');
    assert.equal(initialsOf('ليلى الهاشمي'), 'لا');
  });

  it('is empty for numbers and for nothing', () => {
    for (const name of [null, '', '+1 555', '<>']) assert.equal(initialsOf(name), '');
  });
});
