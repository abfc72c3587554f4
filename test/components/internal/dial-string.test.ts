import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readDialString } from '../../../src/components/internal/dial-string.js';

const value = (text: string) => readDialString(text).value;
const problem = (text: string) => readDialString(text).problem;

describe('readDialString', () => {
  it('drops separators of all sorts without a word', () => {
    for (const text of [
      '(555) 123-4567',
      '555.123.4567',
      '555 123 4567',
      '555–123—4567',
      '555/123/4567',
      ' 5551234567\n',
    ]) {
      assert.deepEqual(readDialString(text), { value: '5551234567', problem: null, detail: '' });
    }
  });

  it('drops the invisible marks that contact lists put around a number', () => {
    assert.equal(value('\u202a+1\u00a0(555)\u2011123\u20114567\u202c'), '+15551234567');
    assert.equal(problem('\u202d5551234567\u202c'), null);
  });

  it('keeps one leading plus, star and pound', () => {
    assert.equal(value('+1+555'), '+1555');
    assert.equal(value('*97#'), '*97#');
  });

  it('reads a tel: link', () => {
    assert.deepEqual(readDialString('tel:+1-555-123-4567'), { value: '+15551234567', problem: null, detail: '' });
  });

  it('drops the trunk zero of an international number', () => {
    assert.equal(value('+44 (0)20 7946 0958'), '+442079460958');
    assert.equal(value('(0)20 7946 0958'), '02079460958');
  });

  it('reads digits of other scripts', () => {
    assert.equal(value('٠١٢٣٤٥٦٧٨٩'), '0123456789');
    assert.equal(value('０１２３'), '0123');
    assert.equal(value('१२३'), '123');
  });

  it('turns the letters after a digit into the digits of their keys, and says so', () => {
    assert.deepEqual(readDialString('1-800-FLOWERS'), {
      value: '18003569377',
      problem: 'letters',
      detail: 'FLOWERS',
    });
  });

  it('refuses words', () => {
    assert.deepEqual(readDialString('hello'), { value: '', problem: 'no-number', detail: 'hello' });
    assert.equal(problem('call 5551234'), 'no-number');
    assert.equal(problem('???'), 'no-number');
  });

  it('refuses addresses, also those that smuggle headers', () => {
    for (const text of [
      'sip:1001@example.com',
      'ana@example.com',
      '1001?Replaces=abc',
      'sip:1001;transport=ws',
      'https://example.com/5551234567',
    ]) {
      assert.equal(value(text), '', text);
      assert.equal(problem(text), 'address', text);
    }
  });

  it('cuts an extension off and names it', () => {
    for (const text of [
      '555-123-4567 ext. 22',
      '555-123-4567 x22',
      '5551234567,,22',
      'tel:5551234567;ext=22',
      '555 123 4567 extension 22',
    ]) {
      assert.deepEqual(readDialString(text), { value: '5551234567', problem: 'extension', detail: '22' }, text);
    }
  });

  it('names what it left out', () => {
    assert.deepEqual(readDialString('555!123'), { value: '555123', problem: 'characters', detail: '!' });
  });

  it('cuts what is longer than any number', () => {
    assert.equal(value('1'.repeat(40)).length, 32);
    assert.equal(problem('1'.repeat(40)), 'too-long');
  });

  it('takes an empty text for nothing at all', () => {
    assert.deepEqual(readDialString('   '), { value: '', problem: null, detail: '' });
  });

  it('returns only what a phone can dial, whatever it is given, and reads its own answer unchanged', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\d ()+*#x;,a-z-]{0,40}$/)),
        (text) => {
          const read = value(text);
          assert.match(read, /^\+?[\d*#]{0,32}$/);
          assert.equal(value(read), read);
        },
      ),
    );
  });
});
