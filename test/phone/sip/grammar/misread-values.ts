import type { Difference } from './tolerated-values.js';

/** The reference answers something that is not what was sent. */
export const misread: readonly Difference[] = [
  {
    why: 'the method of a request is not the one in its URI',
    rule: 'Request_Response',
    value: 'BYE sip:a@b;method=INVITE SIP/2.0',
    expected: { method: 'BYE', uri: { parameters: { method: 'INVITE' } } },
  },
  {
    why: 'an unquoted realm is one',
    rule: 'WWW_Authenticate',
    value: 'Digest realm=pbx.example, nonce="b"',
    expected: { realm: 'pbx.example', nonce: 'b' },
  },
  {
    why: 'the host of a URI is not its maddr',
    rule: 'SIP_URI',
    value: 'sip:a@b.example;maddr=evil.example',
    expected: { raw: { host: 'b.example' }, parameters: { maddr: 'evil.example' } },
  },
  {
    why: 'the host of a hop is not its maddr',
    rule: 'Via',
    value: 'SIP/2.0/UDP a.example;maddr=10.0.0.1',
    expected: { host: 'a.example', maddr: '10.0.0.1' },
  },
  {
    why: 'the topmost hop names the transaction, not the last',
    rule: 'Via',
    value: 'SIP/2.0/WSS a;branch=z9hG4bK1, SIP/2.0/UDP b:5;branch=z9hG4bK2',
    expected: { host: 'a', port: undefined, transport: 'WSS', branch: 'z9hG4bK1' },
  },
  {
    why: 'what came through is told even where it is a name',
    rule: 'Via',
    value: 'SIP/2.0/WSS a;received=nat.example',
    expected: { received: 'nat.example' },
  },
  {
    why: 'ttl between the brackets belongs to the URI',
    rule: 'To',
    value: '<sip:a@b;ttl=1>',
    expected: { parameters: {}, uri: { parameters: { ttl: '1' } } },
  },
  {
    why: 'headers of one URI do not stick to the next',
    rule: 'Contact',
    value: '<sip:a@b?x=1>, <sip:c@d>',
    expected: [
      { parsed: { uri: { headers: { X: ['1'] } } } },
      { parsed: { uri: { headers: {}, text: 'sip:c@d' } } },
    ],
  },
  {
    why: 'a percent sign of a user can be written again',
    rule: 'SIP_URI',
    value: 'sip:100%25@b',
    expected: { text: 'sip:100%25@b' },
  },
  {
    why: 'a user that reads as an escape stays what it was',
    rule: 'SIP_URI',
    value: 'sip:%2541@b',
    expected: { text: 'sip:%2541@b' },
  },
  { why: 'no port is none, not NaN', rule: 'SIP_URI', value: 'sip:a@b:', expected: { port: undefined } },
  {
    why: 'a URI header may be called like a method of objects',
    rule: 'SIP_URI',
    value: 'sip:a@b?constructor=1',
    expected: { headers: { Constructor: ['1'] } },
  },
  {
    why: 'a foreign URI is there to be answered with 416',
    rule: 'Request_Response',
    value: 'OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0',
    expected: { uri: { raw: { scheme: 'soap.beep' } } },
  },
  {
    why: 'an address on the web is kept whole',
    rule: 'Refer_To',
    value: '<http://x.example/y?z=1>',
    expected: { uri: { text: 'http://x.example/y?z=1' } },
  },
  { why: 'larger than 32 bits', rule: 'CSeq', value: '36893488147419103232 REGISTER', expected: -1 },
  { why: 'larger than 32 bits', rule: 'Content_Length', value: '4294967296', expected: -1 },
  { why: 'larger than 32 bits', rule: 'Max_Forwards', value: '99999999999999999999', expected: -1 },
  {
    why: 'MD5-sess is not MD5',
    rule: 'WWW_Authenticate',
    value: 'Digest realm="a", nonce="b", algorithm=MD5-sess',
    expected: { algorithm: 'MD5-SESS' },
  },
  {
    why: 'an algorithm may be quoted',
    rule: 'WWW_Authenticate',
    value: 'Digest realm="a", nonce="b", algorithm="SHA-256"',
    expected: { algorithm: 'SHA-256' },
  },
  {
    why: 'stale may be quoted',
    rule: 'WWW_Authenticate',
    value: 'Digest realm="a", nonce="b", stale="true"',
    expected: { stale: true },
  },
  {
    why: 'options of qop may have spaces',
    rule: 'WWW_Authenticate',
    value: 'Digest realm="a", nonce="b", qop="auth, auth-int"',
    expected: { qop: ['auth', 'auth-int'] },
  },
  {
    why: 'qop may be unquoted',
    rule: 'WWW_Authenticate',
    value: 'Digest realm="a", nonce="b", qop=auth',
    expected: { qop: ['auth'] },
  },
  {
    why: 'the answer escapes the realm again',
    rule: 'WWW_Authenticate',
    value: 'Digest realm="a \\"b\\"", nonce="c"',
    expected: { realm: 'a "b"' },
  },
];

/** Nothing is gained by following, and code is saved. */
export const indifferent: readonly Difference[] = [
  {
    why: 'a fold is as many spaces, not a line break',
    rule: 'From',
    value: '"A\r\n B" <sip:a@b>',
    expected: { displayName: 'A   B' },
  },
  {
    why: 'a fold is as many spaces, not a line break',
    rule: 'Content_Type',
    value: 'text/plain;\r\n charset=x',
    expected: 'text/plain;   charset=x',
  },
  {
    why: 'numbers stay as they were sent',
    rule: 'Contact',
    value: '<sip:a@b>;q=0.50;expires=0060',
    expected: [{ parsed: { parameters: { q: '0.50', expires: '0060' } } }],
  },
  {
    why: 'the tag stays where it stood',
    rule: 'From',
    value: '<sip:a@b>;tag=1;x',
    expected: { text: '<sip:a@b>;tag=1;x' },
  },
  {
    why: 'an address ends before the space behind it',
    rule: 'Contact',
    value: '<sip:a@b> , <sip:c@d>',
    expected: [
      { position: 9, offset: 0 },
      { position: 21, offset: 12 },
    ],
  },
];
