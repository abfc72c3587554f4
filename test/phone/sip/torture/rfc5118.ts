import { answered, dropped, message, rings, type Outcome, type RfcMessage } from './message.js';

/** A request with IPv6 in the lines given. */
function request(
  name: string,
  outcome: Outcome,
  firstLine: string,
  lines: readonly string[] = [],
  body = '',
): RfcMessage {
  const names = lines.map((line) => line.split(':', 1)[0]!);
  const common = [
    'To: sip:user@example.com',
    'From: sip:user@example.com;tag=81x2',
    'Via: SIP/2.0/UDP [2001:db8::9:1];branch=z9hG4bKas3-111',
    'Call-ID: SSG9559905523997077@hlau_4100',
    'Max-Forwards: 70',
    `CSeq: 98176 ${firstLine.split(' ', 1)[0]}`,
    'Contact: "Caller" <sip:caller@[2001:db8::1]>',
  ];
  return message(
    name,
    outcome,
    [firstLine, ...common.filter((line) => !names.includes(line.split(':', 1)[0]!)), ...lines],
    body,
  );
}

const session = (...lines: string[]): string => ['v=0', ...lines, ''].join('\r\n');
const sdp = 'Content-Type: application/sdp';
const gone = ['To: sip:user@example.com;tag=bd76ya'];

export const ipv6: readonly RfcMessage[] = [
  request('4.1 ipv6-good: an address in brackets', answered(404), 'REGISTER sip:[2001:db8::10] SIP/2.0'),
  request('4.2 ipv6-bad: an address without brackets', dropped('unreadable'), 'REGISTER sip:2001:db8::10 SIP/2.0'),
  request(
    '4.3 port-ambiguous: what may be a port is part of the address',
    answered(404),
    'REGISTER sip:[2001:db8::10:5070] SIP/2.0',
  ),
  request(
    '4.4 port-unambiguous: a port behind the address',
    answered(404),
    'REGISTER sip:[2001:db8::10]:5070 SIP/2.0',
  ),
  request('4.5 via-received-param-with-delim: received in brackets', answered(481), 'BYE $ME SIP/2.0', [
    ...gone,
    'Via: SIP/2.0/UDP [2001:db8::9:1];received=[2001:db8::9:255];branch=z9hG4bKas3-112',
  ]),
  request('4.5 via-received-param-no-delim: received without brackets', answered(481), 'BYE $ME SIP/2.0', [
    ...gone,
    'Via: SIP/2.0/UDP [2001:db8::9:1];received=2001:db8::9:255;branch=z9hG4bKas3',
  ]),
  request(
    '4.6 ipv6-in-sdp: IPv6 in the session',
    rings,
    'INVITE $ME SIP/2.0',
    ['Via: SIP/2.0/UDP [2001:db8::20];branch=z9hG4bKas3-113', sdp],
    session(
      'o=assistant 971731711378798081 0 IN IP6 2001:db8::20',
      's=Live video feed for today',
      'c=IN IP6 2001:db8::20',
      't=3338481189 3370017201',
      'm=audio 6000 RTP/AVP 2',
      'a=rtpmap:2 G726-32/8000',
    ),
  ),
  request('4.7 mult-ip-in-header: both kinds of addresses in the way', answered(481), 'BYE $ME SIP/2.0', [
    ...gone,
    'Via: SIP/2.0/UDP [2001:db8::9:1]:6050;branch=z9hG4bKas3-114',
    'Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKjhja8781hjuaij65144',
    'Via: SIP/2.0/TCP [2001:db8::9:255];branch=z9hG4bK451jj;received=192.0.2.200',
  ]),
  request(
    '4.8 mult-ip-in-sdp: both kinds of addresses in the session',
    rings,
    'INVITE $ME SIP/2.0',
    ['Via: SIP/2.0/UDP [2001:db8::9:1];branch=z9hG4bKas3-115', 'Call-ID: 1@hlau_4100', sdp],
    session(
      'o=bob 280744730 28977631 IN IP4 host.example.com',
      's=',
      't=0 0',
      'm=audio 22334 RTP/AVP 0',
      'c=IN IP4 192.0.2.1',
      'm=video 6024 RTP/AVP 107',
      'c=IN IP6 2001:db8::1',
      'a=rtpmap:107 H263-1998/90000',
    ),
  ),
  request(
    '4.9 ipv4-mapped-ipv6: IPv4 addresses written as IPv6',
    rings,
    'INVITE $ME SIP/2.0',
    [
      'Via: SIP/2.0/UDP [::ffff:192.0.2.10]:19823;branch=z9hG4bKbh19',
      'Via: SIP/2.0/UDP [::ffff:192.0.2.2];branch=z9hG4bKas3-116',
      'Call-ID: 2@hlau_4100',
      'Contact: "T. desk phone" <sip:ted@[::ffff:192.0.2.2]>',
      sdp,
    ],
    session(
      'o=ted 1 1 IN IP6 ::ffff:192.0.2.2',
      's=-',
      'c=IN IP6 ::ffff:192.0.2.2',
      't=0 0',
      'm=audio 6000 RTP/AVP 0',
    ),
  ),
  // What the grammar of RFC 3261 makes of it by mistake is no address (RFC 4291).
  request(
    '4.10 ipv6-bug-abnf-3-colons: three colons',
    dropped('unreadable'),
    'OPTIONS sip:user@[2001:db8:::192.0.2.1] SIP/2.0',
  ),
];
