import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ours, reference } from './support.js';

/** Text of the characters, between the two lengths. */
const text = (characters: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });
const alphanumeric = 'abcxyzABCXYZ0123456789';
const joined = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((pieces) => pieces.join(''));
const perhaps = (part: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 2, arbitrary: part });
const several = (part: fc.Arbitrary<string>, most: number, separator = ''): fc.Arbitrary<string> =>
  fc.array(part, { maxLength: most }).map((parts) => parts.map((one) => separator + one).join(''));
const constant = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values);
const number = (max: number): fc.Arbitrary<string> => fc.integer({ min: 0, max }).map(String);

const token = text(`${alphanumeric}-.!%*_+\`'~`, 1, 12);
// Names that the reference does not take for the beginning of one it knows.
const name = text('bdfhjkw-', 1, 4).map((letters) => `z${letters}`);
const quoted = text(`${alphanumeric} \t!#$&/(){}[]?<>@,;:=é漢`, 0, 12)
  .chain((inside) => constant(inside, `${inside}\\"`, `\\\\${inside}`))
  .map((inside) => `"${inside}"`);
const space = constant('', '', ' ', '\t', '  ', '\r\n ');
const around = (sign: string): fc.Arbitrary<string> => joined(space, fc.constant(sign), space);
const parameter = joined(name, perhaps(joined(around('='), fc.oneof(token, quoted))));
const parameters = fc.array(joined(around(';'), parameter), { maxLength: 3 }).map((parts) => parts.join(''));

const ipv4 = fc.ipV4();
const ipv6 = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 })
  .map((groups) => `[${groups.map((group) => group.toString(16)).join(':')}]`);
const domain = fc
  .tuple(fc.array(text(`${alphanumeric}-`, 1, 6), { maxLength: 3 }), text('abcxyz', 2, 5))
  .map(([labels, top]) => [...labels, top].join('.'));
const host = fc.oneof(domain, ipv4, ipv6);
const hostPort = joined(host, perhaps(joined(fc.constant(':'), number(65535))));
const user = several(
  fc.oneof(text(`${alphanumeric}-_.!~*'()&=+$,;?/`, 1, 4), constant('%20', '%40', '%C3%B1')),
  4,
).map((one) => `u${one}`);
const userInfo = joined(
  user,
  perhaps(joined(fc.constant(':'), text(`${alphanumeric}-_.!~*'()&=+$,`, 0, 6))),
  fc.constant('@'),
);
const uriParameter = fc.oneof(
  joined(fc.constant('transport='), constant('udp', 'TCP', 'ws', 'wss')),
  joined(fc.constant('user='), constant('phone', 'IP', 'dialstring')),
  constant('lr', 'lr=on', 'LR', 'ob'),
  joined(name, perhaps(joined(fc.constant('='), text(`${alphanumeric}[]/:&+$-_.!~*'()`, 1, 8)))),
);
const uriHeader = joined(
  text(`${alphanumeric}-`, 1, 8).map((one) => `h${one}`),
  fc.constant('='),
  text(`${alphanumeric}[]/?:+$-_.!~*'()`, 0, 6),
);
const uriHeaders = fc.array(uriHeader, { minLength: 1, maxLength: 3 }).map((headers) => `?${headers.join('&')}`);
const scheme = constant('sip:', 'sips:', 'SIP:');
const uri = joined(scheme, perhaps(userInfo), hostPort, several(uriParameter, 3, ';'), perhaps(uriHeaders));
const plainUri = joined(scheme, perhaps(userInfo), hostPort);
// A star in front is all there may be to a Contact of the reference.
const words = fc.array(token, { minLength: 1, maxLength: 3 }).map((parts) => `n${parts.join(' ')}`);
const displayName = fc.oneof(joined(quoted, space), joined(words, space), fc.constant(''));
const bracketed = joined(displayName, fc.constant('<'), uri, fc.constant('>'));
const address = fc.oneof(bracketed, plainUri);
const tag = perhaps(joined(around(';'), fc.constant('tag'), around('='), token));
// One address has headers at the most, or they stick to those behind it in the reference.
const bracketedOfList = joined(
  displayName,
  fc.constant('<'),
  joined(scheme, perhaps(userInfo), hostPort, several(uriParameter, 3, ';')),
  fc.constant('>'),
);
const list = (one: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(one, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(','));

const hop = joined(
  constant('SIP', 'sip'),
  around('/'),
  fc.constant('2.0'),
  around('/'),
  constant('UDP', 'TCP', 'TLS', 'WS', 'WSS'),
  constant(' ', '\t', '\r\n '),
  host,
  perhaps(joined(fc.constant(':'), number(65535))),
  several(
    joined(
      around(';'),
      fc.oneof(
        joined(fc.constant('branch='), token),
        constant('rport', 'rport=', 'rport=5060', 'alias', 'ttl=16'),
        joined(fc.constant('received='), ipv4),
        joined(name, fc.constant('='), token),
      ),
    ),
    4,
  ),
);
const challengeField = fc.oneof(
  joined(
    constant('realm=', 'nonce=', 'opaque=', 'Realm = '),
    text(`${alphanumeric} !#/+=@:`, 0, 16).map((one) => `"${one}"`),
  ),
  constant('algorithm=MD5', 'algorithm=SHA-256', 'stale=true', 'stale=FALSE', 'qop="auth"', 'qop="auth,auth-int"'),
  joined(name, fc.constant('='), fc.oneof(token, quoted)),
);
// qop twice adds up in the reference.
const challenge = fc
  .uniqueArray(challengeField, {
    minLength: 1,
    maxLength: 6,
    selector: (field) => field.slice(0, 3).toLowerCase(),
  })
  .map((fields) => `Digest ${fields.join(', ')}`);
const methods = constant('INVITE', 'ACK', 'BYE', 'OPTIONS', 'NOTIFY', 'CANCEL', 'PRACK', 'Custom');

const generators: Readonly<Record<string, fc.Arbitrary<string>>> = {
  CSeq: joined(number(0xffff_ffff), constant(' ', '\t', '\r\n  '), methods),
  Call_ID: joined(token, perhaps(joined(fc.constant('@'), token))),
  Contact: list(joined(fc.oneof(bracketedOfList, plainUri), parameters)),
  Content_Disposition: joined(name, parameters),
  Content_Type: fc
    .tuple(name, token, fc.array(fc.tuple(name, fc.oneof(token, quoted)), { maxLength: 3 }))
    .map(([type, subtype, ps]) => `${type}/${subtype}${ps.map(([one, value]) => `;${one}=${value}`).join('')}`),
  Event: joined(name, parameters),
  From: joined(address, parameters, tag),
  Name_Addr_Header: joined(bracketed, parameters),
  Record_Route: list(joined(bracketedOfList, parameters)),
  Refer_To: joined(address, parameters),
  Request_Response: fc.oneof(
    joined(methods, fc.constant(' '), uri, fc.constant(' SIP/2.0')),
    joined(
      fc.constant('SIP/2.0 '),
      fc.integer({ min: 100, max: 699 }).map(String),
      fc.constant(' '),
      text(`${alphanumeric} \t-_.!~*'();/?:@&=+$,é漢`, 0, 20),
    ),
  ),
  SIP_URI: uri,
  To: joined(address, parameters, tag),
  Via: hop,
  WWW_Authenticate: challenge,
};

describe('the grammar beside the one of SIP.js, for headers nobody has written yet', () => {
  for (const [rule, values] of Object.entries(generators)) {
    it(`reads every valid ${rule} alike`, () => {
      fc.assert(
        fc.property(values, (value) => {
          const expected = reference(rule, value);
          assert.notEqual(expected, -1, 'the generator makes valid values');
          assert.deepEqual(ours(rule, value), expected);
        }),
        { numRuns: 400 },
      );
    });
  }
});
