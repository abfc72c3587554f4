import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ours, reference } from './support.js';
import { invalidValues } from './invalid-values.js';
import { validValues } from './valid-values.js';

describe('the grammar beside the one of SIP.js', () => {
  for (const [rule, values] of Object.entries(validValues)) {
    it(`reads ${values.length} values of ${rule} alike`, () => {
      for (const value of values) {
        const expected = reference(rule, value);
        assert.notEqual(expected, -1, `the reference reads ${value}`);
        assert.deepEqual(ours(rule, value), expected, value);
      }
    });
  }

  for (const [rule, values] of Object.entries(invalidValues)) {
    it(`refuses ${values.length} values of ${rule} alike`, () => {
      for (const value of values) {
        assert.equal(reference(rule, value), -1, `the reference refuses ${JSON.stringify(value)}`);
        assert.equal(ours(rule, value), -1, JSON.stringify(value));
      }
    });
  }

  it('reads every value alike whose line is folded', () => {
    const folded = [
      ['From', '"Alice"\r\n <sip:alice@atlanta.com>\r\n\t;tag=1928301774'],
      ['To', 'sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n'],
      ['CSeq', '0009\r\n  INVITE'],
      ['Via', 'SIP  / 2.0\r\n /UDP\r\n    192.0.2.2;branch=390skdjuw'],
      ['Contact', '"Quoted string \\"\\""\r\n <sip:jdrosen@example.com> ;\r\n newparam = newvalue'],
      ['Record_Route', '<sip:a;lr>;z\r\n , <sip:b;lr>;x\r\n =y'],
      ['WWW_Authenticate', 'Digest\r\n realm="a",\r\n nonce="b"'],
    ] as const;
    for (const [rule, value] of folded) {
      assert.notEqual(reference(rule, value), -1, value);
      assert.deepEqual(ours(rule, value), reference(rule, value), value);
    }
  });
});
