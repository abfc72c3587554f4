import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Directory } from '../../src/softphone/directory.js';

const people = [
  { id: 'a', number: '1010', displayName: 'Zoë Álvarez', department: 'Sales' },
  { id: 'b', number: '1009', displayName: 'ana lópez', department: 'Support' },
  { id: 'c', number: '1002', displayName: 'Ben Ruiz' },
];

describe('Directory', () => {
  it('is in the order of the names, and those without one come last by number', () => {
    const { numbers } = new Directory(people, ['1010', '10000', '999']);
    assert.deepEqual(numbers, ['1009', '1002', '1010', '999', '10000']);
  });

  it('finds by name, number and department, in any order of words and without accents', () => {
    const directory = new Directory(people);
    assert.deepEqual(directory.find('lopez'), ['1009']);
    assert.deepEqual(directory.find('ALVAREZ zoe'), ['1010']);
    assert.deepEqual(directory.find('sales 10'), ['1010']);
    assert.deepEqual(directory.find('100'), ['1009', '1002']);
    assert.deepEqual(directory.find('nobody'), []);
    assert.equal(directory.find('  '), directory.numbers);
  });

  it('takes a query for text, not for a pattern', () => {
    assert.deepEqual(new Directory(people).find('.*'), []);
  });
});
