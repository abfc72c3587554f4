import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { toJson } from '../../src/shared/json.js';

const value = { list: ['a', ['b', 1, null, true]], text: 'x', when: new Date(0), nothing: undefined };

describe('toJson', () => {
  afterEach(() => {
    Reflect.deleteProperty(Array.prototype, 'toJSON');
  });

  it('is JSON', () => {
    assert.equal(toJson(value), JSON.stringify(value));
    assert.equal(toJson(['a', ['b']]), '["a",["b"]]');
    assert.equal(toJson('x'), '"x"');
  });

  it('is JSON also where arrays have learnt to make texts of themselves', () => {
    const expected = JSON.stringify(value);
    Object.assign(Array.prototype, { toJSON: () => 'a text' });
    assert.match(JSON.stringify(value), /a text/);
    assert.equal(toJson(value), expected);
  });
});
