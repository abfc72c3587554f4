import { answered, dropped, message, offer, rings, type RfcMessage } from './message.js';

const common = [
  'To: sip:user@example.com',
  'From: sip:caller@example.net;tag=24',
  'Max-Forwards: 70',
  'Call-ID: torture.9afsdf0rnq2r23',
  'CSeq: 1 OPTIONS',
  'Via: SIP/2.0/TCP host9.example.com;branch=z9hG4bKkdjuw39234',
  'Contact: <sip:caller@host9.example.com>',
];

/** A request with some of its lines said otherwise, by the name in front of the colon. */
function request(firstLine: string, ...lines: string[]): string[] {
  const names = lines.map((line) => line.split(':', 1)[0]!);
  const cseq = `CSeq: 1 ${firstLine.split(' ', 1)[0]}`;
  const kept = common.filter((line) => !names.includes(line.split(':', 1)[0]!));
  return [firstLine, ...kept.map((line) => (line.startsWith('CSeq') ? cseq : line)), ...lines];
}

const call = 'INVITE $ME SIP/2.0';
const sdp = 'Content-Type: application/sdp';

/** RFC 4475 sections 3.2 to 3.4: right as text, odd in what it says. */
export const meaning: readonly RfcMessage[] = [
  message('3.2.1 badbranch: a branch of nothing but the cookie', answered(200), [
    ...request('OPTIONS $ME SIP/2.0', 'Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK'),
  ]),
  message(
    '3.3.1 insuf: no Call-ID, From and To',
    dropped('unreadable'),
    ['INVITE $ME SIP/2.0', 'CSeq: 193942 INVITE', 'Via: SIP/2.0/UDP 192.0.2.95;branch=z9hG4bKkdj.insuf', sdp],
    offer,
  ),
  message('3.3.2 unkscm: a Request-URI of a scheme that nobody knows', answered(416), [
    ...request('OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0'),
  ]),
  message('3.3.3 novelsc: a Request-URI of a scheme that nobody calls', answered(416), [
    ...request('OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0'),
  ]),
  message('3.3.4 unksm2: unknown schemes in To, From and Contact', dropped('unreadable'), [
    ...request(
      'REGISTER sip:example.com SIP/2.0',
      'To: isbn:2983792873',
      'From: <http://www.example.com>;tag=3234233',
      'Contact: <name:John_Smith>',
    ),
  ]),
  message(
    '3.3.5 bext01: extensions that nobody has',
    answered(420, /\r\nUnsupported: nothingSupportsThis,nothingSupportsThisEither\r\n/),
    request(
      'OPTIONS $ME SIP/2.0',
      'Require: nothingSupportsThis, nothingSupportsThisEither',
      'Proxy-Require: noProxiesSupportThis, norDoAnyProxiesSupportThis',
    ),
  ),
  message(
    '3.3.6 invut: a body of a kind that nobody knows',
    answered(415, /\r\nAccept: application\/sdp\r\n/),
    request(call, 'Content-Type: application/unknownformat'),
    '<audio>\r\n <pcmu port="443"/>\r\n</audio>\r\n',
  ),
  message('3.3.7 regaut01: an authorization that nobody knows', answered(404), [
    ...request('REGISTER sip:example.com SIP/2.0', 'Authorization: NoOneKnowsThisScheme opaque-data=here'),
  ]),
  message(
    '3.3.8 multi01: headers twice that stand once',
    dropped('repeated-header'),
    [
      'INVITE $ME SIP/2.0',
      'CSeq: 5 INVITE',
      'Via: SIP/2.0/UDP 192.0.2.53;branch=z9hG4bKkdj.multi01',
      'Max-Forwards: 7',
      'From: <sip:hi@example.com>;tag=39291',
      'To: <sip:hi@example.com>',
      'Call-ID: multi01.98asdh@192.0.2.1',
      'CSeq: 59 INVITE',
      'Call-ID: multi01.98asdh@192.0.2.2',
      'From: sip:caller@example.com;tag=3413415',
      'To: sip:user@example.com',
      'Max-Forwards: 70',
      'Contact: <sip:caller@example.net>',
      sdp,
    ],
    offer,
  ),
  message(
    '3.3.9 mcl01: two lengths',
    dropped('repeated-header'),
    [...request('OPTIONS $ME SIP/2.0'), 'l: 13', 'Content-Length: 5', 'Content-Type: text/plain'],
    'There once was a man from Nantucket...',
  ),
  message(
    '3.3.10 bcast: a response that came by another way',
    dropped('foreign'),
    [
      'SIP/2.0 200 OK',
      'Via: SIP/2.0/UDP 192.0.2.198;branch=z9hG4bK1324923',
      'Via: SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK1saber23',
      'Call-ID: bcast.0384840201234ksdfak3j2erwedfsASdf',
      'CSeq: 35 INVITE',
      'From: sip:user@example.com;tag=11141343',
      'To: sip:user@example.edu;tag=2229',
      'Contact: <sip:user@host198.example.com>',
      sdp,
    ],
    offer,
  ),
  message('3.3.11 zeromf: no hops left, and none needed', answered(200), [
    ...request('OPTIONS $ME SIP/2.0', 'Max-Forwards: 0'),
  ]),
  message('3.3.12 cparam01: a Contact with an unknown parameter', answered(404), [
    ...request('REGISTER sip:example.com SIP/2.0', 'Contact: sip:+19725552222@gw1.example.net;unknownparam'),
  ]),
  message('3.3.13 cparam02: a Contact whose URI has an unknown parameter', answered(404), [
    ...request('REGISTER sip:example.com SIP/2.0', 'Contact: <sip:+19725552222@gw1.example.net;unknownparam>'),
  ]),
  message('3.3.14 regescrt: a Contact whose URI has a header', answered(404), [
    ...request(
      'REGISTER sip:example.com SIP/2.0',
      'Contact: <sip:user@example.com?Route=%3Csip:sip.example.com%3E>',
    ),
  ]),
  message(
    '3.3.15 sdp01: a caller who takes no SDP',
    answered(406),
    [...request(call, 'Accept: text/nobodyKnowsThis', sdp)],
    offer,
  ),
  message(
    '3.4.1 inv2543: an INVITE of the time before tags and branches',
    rings,
    [
      'INVITE $ME SIP/2.0',
      'Via: SIP/2.0/UDP iftgw.example.com',
      'From: <sip:+13035551111@ift.client.example.net;user=phone>',
      'Record-Route: <sip:UserB@example.com;maddr=ss1.example.com>',
      'To: sip:+16505552222@ss1.example.net;user=phone',
      'Call-ID: inv2543.1717@ift.client.example.com',
      'CSeq: 56 INVITE',
      'Contact: <sip:+13035551111@ift.client.example.net>',
      sdp,
    ],
    offer,
  ),
];
