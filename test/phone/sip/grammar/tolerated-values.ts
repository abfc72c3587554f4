/** One value that the grammar of SIP.js reads otherwise, and why this one does not follow. */
export interface Difference {
  readonly why: string;
  readonly rule: string;
  readonly value: string;
  /** What has to be part of the result; -1 where the value is refused. */
  readonly expected: unknown;
}

const uri = (parts: object): object => ({ uri: parts });

/** Servers write it, and a refusal would lose the whole message without an answer. */
export const sloppyButReadable: readonly Difference[] = [
  {
    why: 'carriers name their callers by number alone',
    rule: 'From',
    value: '"Ana" <tel:+15551234567;cpc=ordinary>;tag=1',
    expected: {
      displayName: 'Ana',
      parameters: { tag: '1' },
      text: '"Ana" <tel:+15551234567;cpc=ordinary>;tag=1',
    },
  },
  {
    why: 'a REFER to anything is there to be refused',
    rule: 'Refer_To',
    value: '<tel:+1555>',
    expected: { text: '<tel:+1555>' },
  },
  {
    why: 'names have accents and brackets, quoted or not',
    rule: 'From',
    value: 'José (Ventas) <sip:1@x>;tag=1',
    expected: { displayName: 'José (Ventas)' },
  },
  {
    why: 'a colon in a name is no scheme',
    rule: 'Name_Addr_Header',
    value: 'ACME: Sales <sip:1@x>',
    expected: { displayName: 'ACME: Sales' },
  },
  {
    why: 'dial codes keep their #',
    rule: 'To',
    value: '<sip:*72#1@pbx.example>',
    expected: uri({ raw: { user: '*72#1' } }),
  },
  {
    why: 'containers have names with underscores',
    rule: 'Via',
    value: 'SIP/2.0/WS my_pbx:5060;branch=z9hG4bK1',
    expected: { host: 'my_pbx', port: 5060 },
  },
  {
    why: 'host names may end in a number',
    rule: 'SIP_URI',
    value: 'sip:a@node.7',
    expected: { raw: { host: 'node.7' } },
  },
  {
    why: 'host names may end in a dot (RFC 3261)',
    rule: 'SIP_URI',
    value: 'sip:a@b.example.',
    expected: { raw: { host: 'b.example.' } },
  },
  { why: '[::] is an address', rule: 'SIP_URI', value: 'sip:a@[::]', expected: { raw: { host: '[::]' } } },
  {
    why: 'parameters carry URIs without quotes',
    rule: 'Contact',
    value: '<sip:a@b>;received=sip:1.2.3.4:5060',
    expected: [{ parsed: { parameters: { received: 'sip:1.2.3.4:5060' } } }],
  },
  {
    why: 'parameters carry bare IPv6 addresses',
    rule: 'From',
    value: '<sip:a@b>;x=2001:db8::1',
    expected: { parameters: { x: '2001:db8::1' } },
  },
  {
    why: 'record routes carry base64',
    rule: 'Record_Route',
    value: '<sip:10.0.0.1;lr;vsf=AAAAAF1cVlw==>',
    expected: [{ parsed: { uri: { parameters: { lr: null, vsf: 'AAAAAF1cVlw==' } } } }],
  },
  {
    why: 'a parameter may be left empty',
    rule: 'Record_Route',
    value: '<sip:10.0.0.1;lr;ftag=>',
    expected: [{ parsed: { uri: { parameters: { ftag: '' } } } }],
  },
  { why: 'a tag may be left empty', rule: 'To', value: '<sip:a@b>;tag=', expected: { parameters: { tag: '' } } },
  {
    why: 'a branch is compared, not understood',
    rule: 'Via',
    value: 'SIP/2.0/WSS a;branch=z9hG4bK7a=:1',
    expected: { branch: 'z9hG4bK7a=:1' },
  },
  {
    why: 'a Call-ID is compared, not understood',
    rule: 'Call_ID',
    value: 'YWJj==@a@b,1',
    expected: 'YWJj==@a@b,1',
  },
  {
    why: 'boundaries hold slashes',
    rule: 'Content_Type',
    value: 'multipart/mixed;boundary=a/b=c',
    expected: 'multipart/mixed;boundary=a/b=c',
  },
  {
    why: 'reasons are quoted',
    rule: 'Request_Response',
    value: 'SIP/2.0 404 No route to "9" [x] 100%',
    expected: { status_code: 404, reason_phrase: 'No route to "9" [x] 100%' },
  },
  {
    why: 'the space before an empty reason gets lost',
    rule: 'Request_Response',
    value: 'SIP/2.0 200',
    expected: { status_code: 200, reason_phrase: '' },
  },
  {
    why: 'commas get lost',
    rule: 'WWW_Authenticate',
    value: 'Digest realm="a" nonce="b",',
    expected: { realm: 'a', nonce: 'b' },
  },
  {
    why: 'a foreign scheme ends in the refusal it stands in',
    rule: 'WWW_Authenticate',
    value: 'Negotiate YIIJvwYGKwYBBQUCoIIJszCC=',
    expected: {},
  },
  {
    why: 'spaces around a URI are no part of it',
    rule: 'SIP_URI',
    value: ' sip:a@b ',
    expected: { raw: { user: 'a', host: 'b' } },
  },
];

/** The reference takes the first letters for a word it knows, and then finds more of them. */
export const knownWordsInFront: readonly Difference[] = [
  { why: 'a method', rule: 'Request_Response', value: 'INVITED sip:a@b SIP/2.0', expected: { method: 'INVITED' } },
  { why: 'a method', rule: 'CSeq', value: '1 REFERENCE', expected: { method: 'REFERENCE' } },
  { why: 'a transport', rule: 'Via', value: 'SIP/2.0/TLS-SCTP a', expected: { transport: 'TLS-SCTP' } },
  {
    why: 'a transport',
    rule: 'SIP_URI',
    value: 'sip:a@b;transport=tls-sctp',
    expected: { parameters: { transport: 'tls-sctp' } },
  },
  {
    why: 'a user',
    rule: 'SIP_URI',
    value: 'sip:a@b;user=phone-context',
    expected: { parameters: { user: 'phone-context' } },
  },
  {
    why: 'a method of a URI',
    rule: 'SIP_URI',
    value: 'sip:a@b;method=INVITE/2',
    expected: { parameters: { method: 'INVITE/2' } },
  },
  { why: 'a flag', rule: 'SIP_URI', value: 'sip:a@b;lrid=5', expected: { parameters: { lrid: '5' } } },
  { why: 'a time to live', rule: 'SIP_URI', value: 'sip:a@b;ttl=1234', expected: { parameters: { ttl: '1234' } } },
  { why: 'a media type', rule: 'Content_Type', value: 'textual/plain', expected: 'textual/plain' },
  { why: 'a disposition', rule: 'Content_Disposition', value: 'rendering', expected: { type: 'rendering' } },
];
