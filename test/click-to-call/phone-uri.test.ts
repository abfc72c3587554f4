import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readCallValue, readPhoneLink } from '../../src/click-to-call/phone-uri.js';

const links: readonly (readonly [href: string, number: string, postDial?: string])[] = [
  ['tel:+12125550123', '+12125550123'],
  ['TEL:+1-212-555-0123', '+12125550123'],
  ['tel:+1%20(212)%20555.0123', '+12125550123'],
  [' \ttel:+1212\n5550123 ', '+12125550123'],
  ['tel://+12125550123', '+12125550123'],
  ['tel:%2B12125550123', '+12125550123'],
  ['tel:+44(0)2079460958', '+442079460958'],
  ['tel:+44 (0)20 7946 0958', '+442079460958'],
  ['tel:2125550123', '2125550123'],
  ['tel:1002', '1002'],
  ['tel:+1\u2011212\u2011555\u20110123', '+12125550123'],
  ['tel:+12125550123;ext=42', '+12125550123', ',42'],
  ['tel:+12125550123;postd=pp22%23', '+12125550123', ',,22#'],
  ['tel:+12125550123;ext=42;postd=w1', '+12125550123', ',42,1'],
  ['tel:+12125550123;npdi;rn=+12125550000', '+12125550123'],
  ['tel:+12125550123;phone-context=example.com', '+12125550123'],
  ['tel:7042;phone-context=example.com', 'tel:7042;phone-context=example.com'],
  ['tel:+12125550123,,42#', '+12125550123', ',,42#'],
  ['tel:+12125550123p42', '+12125550123', ',42'],
  ['tel:+12125550123x42', '+12125550123', ',42'],
  ['tel:+12125550123%20ext.%2042', '+12125550123', ',42'],
  ['tel:1-800-FLOWERS', '18003569377'],
  ['callto:+12125550123', '+12125550123'],
  ['callto://+12125550123', '+12125550123'],
  ['callto:+12125550123?call', '+12125550123'],
  ['sip:1002@example.com', 'sip:1002@example.com'],
  ['sip:ana.martinez@Example.com;transport=ws', 'sip:ana.martinez@example.com'],
  ['sip:+12125550123;ext=7@example.com;user=phone', 'sip:+12125550123@example.com', ',7'],
  ['sips:1002@example.com:5061', 'sips:1002@example.com:5061'],
  ['sip:1002', '1002'],
];

const refused: readonly string[] = [
  '',
  'tel:',
  'tel:+',
  'tel:abc',
  'tel:CALL-NOW',
  'https://example.com/+12125550123',
  'mailto:ana@example.com',
  'javascript:alert(1)',
  'x-tel:+12125550123',
  'tel:*72,+19005550123',
  'tel:*%2306%23',
  'tel:%2A21%2A+19005550123%23',
  'sip:*97@example.com',
  'tel:+12125550123;isub=1',
  'tel:+12125550123;ext=%0d%0aX',
  'tel:+12125550123%0d%0aINVITE',
  'tel:+12125550123%00',
  'tel:+12125550123%',
  'tel:+1212555+0123',
  'tel:+12125550123@example.com',
  'tel:+12125550123?subject=x',
  'tel:7042;phone-context=%3cb%3e',
  'tel:123456789012345678901234567890123',
  `tel:${'1'.repeat(300)}`,
  'callto:ana.martinez',
  'sip:1002@example.com?Replaces=abc',
  'sip:1002:secret@example.com',
  'sip:10%0a02@example.com',
  'sip:1002@[::1]',
  'sip:@example.com',
  'sip:a@b@c',
];

describe('reading phone links', () => {
  for (const [href, number, postDial = ''] of links) {
    it(`reads ${JSON.stringify(href)}`, () => assert.deepEqual(readPhoneLink(href), { number, postDial }));
  }
  for (const href of refused) {
    it(`leaves ${JSON.stringify(href.slice(0, 60))} alone`, () => assert.equal(readPhoneLink(href), null));
  }

  it('reads numbers as people write them, services and links as the value of an attribute', () => {
    assert.deepEqual(readCallValue(' (212) 555-0123 x7 '), { number: '2125550123', postDial: ',7' });
    assert.deepEqual(readCallValue('*97'), { number: '*97', postDial: '' });
    assert.deepEqual(readCallValue('tel:+12125550123'), { number: '+12125550123', postDial: '' });
    assert.deepEqual(readCallValue('\uff0b\uff11 212 555 0123'), { number: '+12125550123', postDial: '' });
    for (const value of ['', 'Ana', 'tel:*97', '+1212\r\n5550123', '100 %', 'javascript:1']) {
      assert.equal(readCallValue(value), null, value);
    }
  });

  it('never throws, and gives nothing but digits and addresses, whatever a page says', () => {
    const schemes = fc.constantFrom('tel:', 'callto:', 'sip:', 'sips:', 'TEL:', '');
    const bodies = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'+0123456789;=,pwx*#%@.()-?ABext \r\n\u202e') }),
    );
    fc.assert(
      fc.property(schemes, bodies, (scheme, body) => {
        for (const dialling of [readPhoneLink(scheme + body), readCallValue(scheme + body)]) {
          if (!dialling) continue;
          assert.match(
            dialling.number,
            /^(?:\+?[\d*#]{1,32}|sips?:[\w.+-]+@[a-z\d.:-]+|tel:\d+;phone-context=[\w.+-]+)$/,
          );
          assert.match(dialling.postDial, /^[\dA-D*#,]{0,64}$/);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
