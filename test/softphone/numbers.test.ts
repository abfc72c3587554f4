import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { PhoneNumbers } from '../../src/softphone/numbers.js';

const us = new PhoneNumbers('US');
const spain = new PhoneNumbers('ES');
const nowhere = new PhoneNumbers();

describe('PhoneNumbers', () => {
  describe('reads what is dialled', () => {
    const rows: readonly [PhoneNumbers, typed: string, dialled: string][] = [
      [us, '555 123 4567', '+15551234567'],
      [us, '(212) 555-0100', '+12125550100'],
      [us, '12125550100', '+12125550100'],
      [us, '011442079460018', '+442079460018'],
      [spain, '612345678', '+34612345678'],
      [spain, '0015551234567', '+15551234567'],
      [new PhoneNumbers('GB'), '02079460018', '+442079460018'],
      [new PhoneNumbers('DE'), '03012345678', '+493012345678'],
      [new PhoneNumbers('MX'), '5512345678', '+525512345678'],
    ];
    for (const [numbers, typed, dialled] of rows)
      it(`${typed} as ${dialled}`, () => assert.equal(numbers.dialled(typed), dialled));
  });

  describe('leaves alone', () => {
    const same = [
      '*3',
      '*70',
      '*7105',
      '*97',
      '1001',
      '911',
      '112',
      '9196',
      '5551234',
      '3123456',
      '#31#5551234567',
    ];
    for (const text of [...same, 'sip:ana@example.com', '+15551234567', '+999123', '612345678', '99999999999', ''])
      it(`${text} in the US`, () => assert.equal(us.dialled(text), text));

    it('all numbers without + where no country is known', () => {
      for (const text of ['5551234567', '02079460018', '011442079460018'])
        assert.equal(nowhere.dialled(text), text);
      assert.equal(new PhoneNumbers('XX').dialled('5551234567'), '5551234567');
    });

    it('an extension that looks like a number', () => {
      const numbers = new PhoneNumbers('US', (number) => number === '2125550100');
      assert.equal(numbers.dialled('2125550100'), '2125550100');
      assert.equal(numbers.typed('2125550100', 10).text, '2125550100');
    });
  });

  it('shows numbers of the country as they are written there and others with their code', () => {
    assert.equal(us.shown('+15551234567'), '(555) 123-4567');
    assert.equal(us.shown('5551234567'), '(555) 123-4567');
    assert.equal(us.shown('+442079460018'), '+44 20 7946 0018');
    assert.equal(spain.shown('+15551234567'), '+1 555 123 4567');
    assert.equal(spain.shown('+34612345678'), '612 34 56 78');
    assert.equal(nowhere.shown('+34612345678'), '+34 612 34 56 78');
    assert.equal(us.international('+15551234567'), '+1 555 123 4567');
    for (const text of ['1001', '*97', 'anonymous', 'ana@example.com', '']) assert.equal(us.shown(text), text);
  });

  it('knows the spellings of one number', () => {
    const spellings = ['+15551234567', '15551234567', '5551234567', '(555) 123-4567', 'tel:+1-555-123-4567'];
    assert.deepEqual([...new Set(spellings.map((one) => us.key(one)))], ['+15551234567']);
    assert.notEqual(us.key('1001'), us.key('1002'));
    assert.equal(us.key('sip:1001@pbx.example'), '1001');
  });

  describe('while it is typed', () => {
    it('groups long numbers and leaves short ones', () => {
      const shown = (digits: string): string => us.typed(digits, digits.length).text;
      assert.equal(shown('1002'), '1002');
      assert.equal(shown('5551234'), '5551234');
      assert.equal(shown('55512345'), '(555) 123-45');
      assert.equal(shown('5551234567'), '(555) 123-4567');
      assert.equal(shown('+3461234'), '+34 612 34');
      assert.equal(shown('*7105551234567'), '*7105551234567');
      assert.equal(nowhere.typed('5551234567', 3).text, '5551234567');
      assert.equal(spain.typed('612345678', 9).text, '612 34 56 78');
    });

    it('keeps the caret after the same digit', () => {
      assert.deepEqual(us.typed('5551234567', 4), { text: '(555) 123-4567', caret: 7 });
      assert.deepEqual(us.typed('5551234567', 10), { text: '(555) 123-4567', caret: 14 });
      assert.deepEqual(us.typed('5551234567', 0), { text: '(555) 123-4567', caret: 0 });
    });

    it('never changes a digit, whatever is typed', () => {
      const keys = fc.string({ unit: fc.constantFrom(...'0123456789+*#'), maxLength: 20 });
      const countries = fc.constantFrom('US', 'GB', 'ES', 'MX', 'DE', 'BR', 'IT', 'AR', '');
      fc.assert(
        fc.property(countries, keys, fc.nat(20), (country, number, at) => {
          const caret = Math.min(at, number.length);
          const { text, caret: place } = new PhoneNumbers(country).typed(number, caret);
          const bare = (one: string): string => one.replace(/[^\d*#+]/g, '');
          assert.equal(bare(text), number);
          assert.equal(bare(text.slice(0, place)).length, caret);
        }),
        { numRuns: 2000 },
      );
    });
  });
});
