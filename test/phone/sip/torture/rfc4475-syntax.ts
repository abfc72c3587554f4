import { answered, dropped, message, offer, refused, rings, type RfcMessage } from './message.js';

const longName = `"${'I have a user name of extreme'.repeat(20)} proportion"`;
const longParameters = 'unknownheaderparam'.repeat(20);
const oddName = "!interesting-Method0123456789_*+`.%indeed'~";

/** RFC 4475 section 3.1.1: odd, and right. */
export const valid: readonly RfcMessage[] = [
  message(
    '3.1.1.1 wsinv: folded lines, white space, escapes, short names, an unusual order',
    // It says that it is part of a dialog, and there is none.
    answered(481),
    [
      'INVITE $ME;unknownparam SIP/2.0',
      'TO :\r\n sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n',
      'from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>\r\n  ;\r\n  tag = 98asjd8',
      'MaX-fOrWaRdS: 0068',
      'Call-ID: wsinv.ndaksdj@192.0.2.1',
      'cseq: 0009\r\n  INVITE',
      'Via  : SIP  /   2.0\r\n /UDP\r\n    192.0.2.2;branch=390skdjuw',
      's :',
      'NewFangledHeader:   newfangled value\r\n continued newfangled value',
      'UnknownHeaderWithUnusualValue: ;;,,;;,;',
      'Content-Type: application/sdp',
      'Route:\r\n <sip:services.example.com;lr;unknownwith=value;unknown-no-value>',
      'v:  SIP  / 2.0  / TCP     spindle.example.com   ;\r\n  branch  =   z9hG4bK9ikj8  ,\r\n SIP  /    2.0   / UDP  192.168.255.111   ; branch=\r\n z9hG4bK30239',
      'm:"Quoted string \\"\\"" <sip:jdrosen@example.com> ; newparam =\r\n      newvalue ;\r\n  secondparam ; q = 0.33',
    ],
    offer,
  ),
  message('3.1.1.2 intmeth: every character that may stand in a method and a URI', answered(405, /\r\nAllow: /), [
    `${oddName} sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com SIP/2.0`,
    "Via: SIP/2.0/TCP host1.example.com;branch=z9hG4bK-.!%66*_+`'~",
    'To: "BEL:\\\u0007 NUL:\\\u0000 DEL:\\\u007f" <sip:1_unusual.URI~(to-be!sure)&isn\'t+it$/crazy?,/;;*@example.com>',
    "From: token1~` token2'+_ token3*%!.- <sip:mundane@example.com>;fromParam''~+*_!.-%=\"\u0440\u0430\u0431\u043e\u0442\u0430\u044e\u0449\u0438\u0439\";tag=_token~1'+`*%!-.",
    'Call-ID: intmeth.word%ZK-!.*_+\'@word`~)(><:\\/"][?}{',
    `CSeq: 139122385 ${oddName}`,
    'Max-Forwards: 255',
    `extensionHeader-!.%*+_\`'~:${'\ufefe大停電'}`,
  ]),
  message(
    '3.1.1.3 esc01: percent signs that mean a character',
    rings,
    [
      'INVITE $ESCAPED SIP/2.0',
      'To: sip:%75se%72@example.com',
      'From: <sip:I%20have%20spaces@example.net>;tag=938',
      'Max-Forwards: 87',
      'i: esc01.239409asdfakjkn23onasd0-3234',
      'CSeq: 234234 INVITE',
      'Via: SIP/2.0/UDP host5.example.net;branch=z9hG4bKkdjuw',
      'C: application/sdp',
      'Contact:\r\n  <sip:cal%6Cer@host5.example.net;%6C%72;n%61me=v%61lue%25%34%31>',
    ],
    offer,
  ),
  message('3.1.1.4 escnull: a NUL that is escaped', answered(404), [
    'REGISTER sip:example.com SIP/2.0',
    'To: sip:null-%00-null@example.com',
    'From: sip:null-%00-null@example.com;tag=839923423',
    'Max-Forwards: 70',
    'Call-ID: escnull.39203ndfvkjdasfkq3w4otrq0adsfdfnavd',
    'CSeq: 14398234 REGISTER',
    'Via: SIP/2.0/UDP host5.example.com;branch=z9hG4bKkdjuw4',
    'Contact: <sip:%00@host5.example.com>',
    'Contact: <sip:%00%00@host5.example.com>',
  ]),
  message('3.1.1.5 esc02: percent signs that are no escape', answered(405), [
    'RE%47IST%45R sip:registrar.example.com SIP/2.0',
    'To: "%Z%45" <sip:resource@example.com>',
    'From: "%Z%45" <sip:resource@example.com>;tag=f232jadfj23',
    'Call-ID: esc02.asdfnqwo34rq23i34jrjasdcnl23nrlknsdf',
    'Via: SIP/2.0/TCP host.example.com;branch=z9hG4bK209%fzsnel234',
    'CSeq: 29344 RE%47IST%45R',
    'Max-Forwards: 70',
    'Contact: <sip:alias1@host1.example.com>',
    'C%6Fntact: <sip:alias2@host2.example.com>',
    'Contact: <sip:alias3@host3.example.com>',
  ]),
  message('3.1.1.6 lwsdisp: no space in front of the bracket', answered(200), [
    'OPTIONS $ME SIP/2.0',
    'To: sip:user@example.com',
    'From: caller<sip:caller@example.com>;tag=323',
    'Max-Forwards: 70',
    'Call-ID: lwsdisp.1234abcd@funky.example.com',
    'CSeq: 60 OPTIONS',
    'Via: SIP/2.0/UDP funky.example.com;branch=z9hG4bKkdjuw5',
  ]),
  message(
    '3.1.1.7 longreq: long values',
    rings,
    [
      'INVITE $ME SIP/2.0',
      `To: ${longName} <sip:user@example.com:6000;unknownparam1=very${'long'.repeat(20)}value;longparam${'name'.repeat(20)}=shortvalue;very${'long'.repeat(20)}ParameterNameWithNoValue>`,
      `F: sip:${'amazinglylongcallername'.repeat(5)}@example.net;tag=12${'982'.repeat(50)}424;unknownheaderparam${'name'.repeat(20)}=unknowheaderparamvalue;${longParameters}ValuelessParameter`,
      `Call-ID: longreq.one${'really'.repeat(20)}longcallid`,
      'CSeq: 3882340 INVITE',
      `Unknown-${'Long'.repeat(20)}-Name: unknown-${'long'.repeat(20)}-value; unknown-${'long'.repeat(20)}-parameter-name = unknown-${'long'.repeat(20)}-parameter-value`,
      ...Array.from({ length: 33 }, (_, at) => `Via: SIP/2.0/TCP sip${33 - at}.example.com;branch=z9hG4bK1${at}`),
      'Via: SIP/2.0/TCP host.example.com;received=192.0.2.5;branch=very' + 'long'.repeat(50) + 'branchvalue',
      'Max-Forwards: 70',
      `Contact: <sip:${'amazinglylongcallername'.repeat(5)}@host5.example.net>`,
      'Content-Type: application/sdp',
    ],
    offer,
  ),
  message(
    '3.1.1.8 dblreq: a second message behind the first',
    answered(404),
    [
      'REGISTER sip:example.com SIP/2.0',
      'To: sip:j.user@example.com',
      'From: sip:j.user@example.com;tag=43251j3j324',
      'Max-Forwards: 8',
      'I: dblreq.0ha0isndaksdj99sdfafnl3lk233412',
      'Contact: sip:j.user@host.example.com',
      'CSeq: 8 REGISTER',
      'Via: SIP/2.0/UDP 192.0.2.125;branch=z9hG4bKkdjuw23492',
      'Content-Length: 0',
    ],
    'INVITE $ME SIP/2.0\r\nt: sip:joe@example.com\r\nFrom: sip:caller@example.net;tag=141334\r\n\r\n',
  ),
  message('3.1.1.9 semiuri: semicolons in the user of a URI, which is somebody else', answered(404), [
    'OPTIONS sip:user;par=u%40example.net@example.com SIP/2.0',
    'To: sip:j_user@example.com',
    'From: sip:caller@example.org;tag=33242',
    'Max-Forwards: 3',
    'Call-ID: semiuri.0ha0isndaksdj',
    'CSeq: 8 OPTIONS',
    'Accept: application/sdp, application/pkcs7-mime, multipart/mixed, multipart/signed, message/sip',
    'Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKkdjuw',
  ]),
  message('3.1.1.10 transports: known and unknown transports', answered(200), [
    'OPTIONS $ME SIP/2.0',
    'To: sip:user@example.com',
    'From: <sip:caller@example.com>;tag=323',
    'Max-Forwards: 70',
    'Call-ID: transports.kijh4akdnaqjkwendsasfdj',
    'Accept: application/sdp',
    'CSeq: 60 OPTIONS',
    ...['UDP', 'SCTP', 'TLS', 'UNKNOWN', 'TCP'].map(
      (transport, at) => `Via: SIP/2.0/${transport} t${at + 1}.example.com;branch=z9hG4bKkdjuw${at}`,
    ),
  ]),
  message(
    '3.1.1.11 mpart01: a body of several parts, one of bytes',
    answered(405),
    [
      'MESSAGE $ME SIP/2.0',
      'Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK-d87543-4dade06d0bdb11ee-1--d87543-;rport',
      'Max-Forwards: 70',
      'Route: <sip:127.0.0.1:5080>',
      'To: <sip:bob@biloxi.example.com>',
      'From: "Alice" <sip:alice@atlanta.example.com>;tag=2fe7b8a1',
      'Call-ID: mpart01.3d9485ad0c49859b@Zmx1ZmZ5LW1hYy0xNi5sb2NhbA..',
      'CSeq: 1 MESSAGE',
      'Content-Type: multipart/mixed;boundary=7a9cbec02ceef655',
    ],
    '--7a9cbec02ceef655\r\nContent-Type: text/plain\r\n\r\nHello\r\n--7a9cbec02ceef655\r\nContent-Type: application/octet-stream\r\n\r\n0\u0082\u0001R\u0006\t*\u0086H\u0086\u00f7\r\n\u0001\u0007\u0002\u00a0\u0000\r\n--7a9cbec02ceef655--',
  ),
  message(
    '3.1.1.12 unreason: a reason of many alphabets',
    { response: '= 2**3 * 5**2 но сто девяносто девять - простое' },
    ['SIP/2.0 200 = 2**3 * 5**2 но сто девяносто девять - простое', '$RESPONSE'],
  ),
  message('3.1.1.13 noreason: an empty reason', { response: '' }, ['SIP/2.0 200 ', '$RESPONSE']),
];

const common = [
  'To: sip:j.user@example.com',
  'From: sip:caller@example.net;tag=134161461246',
  'Max-Forwards: 7',
  'Call-ID: torture.0ha0isndaksdjasdf3234nas',
  'CSeq: 8 INVITE',
  'Via: SIP/2.0/UDP 192.0.2.15;branch=z9hG4bKkdjuw',
  'Contact: <sip:caller@host15.example.net>',
];

/** An INVITE with some of its lines said otherwise, by the name in front of the colon. */
function invite(firstLine: string, ...lines: string[]): string[] {
  const names = lines.map((line) => line.split(':', 1)[0]!);
  return [firstLine, ...common.filter((line) => !names.includes(line.split(':', 1)[0]!)), ...lines];
}

const options = (...lines: string[]): string[] => invite('OPTIONS $ME SIP/2.0', 'CSeq: 8 OPTIONS', ...lines);
const call = 'INVITE $ME SIP/2.0';

/** RFC 4475 section 3.1.2: wrong. */
export const invalid: readonly RfcMessage[] = [
  message('3.1.2.1 badinv01: separators with nothing between', dropped('unreadable'), [
    ...invite(call, 'Contact: "Joe" <sip:joe@example.org>;;;;', 'Via: SIP/2.0/UDP 192.0.2.15;;,;,,'),
  ]),
  message('3.1.2.2 clerr: more promised than there is', refused, invite(call, 'Content-Length: 9999'), offer),
  message('3.1.2.3 ncl: a negative length', dropped('unreadable'), invite(call, 'Content-Length: -999'), offer),
  message('3.1.2.4 scalar02: numbers that are too large', dropped('unreadable'), [
    'REGISTER sip:example.com SIP/2.0',
    'Via: SIP/2.0/TCP host129.example.com;branch=z9hG4bK342sdfoi3',
    'To: <sip:user@example.com>',
    'From: <sip:user@example.com>;tag=239232jh3',
    'CSeq: 36893488147419103232 REGISTER',
    'Call-ID: scalar02.23o0pd9vanlq3wnrlnewofjas9ui32',
    'Max-Forwards: 300',
    `Expires: 1${'0'.repeat(100)}`,
    'Contact: <sip:user@host129.example.com>;expires=280297596632815',
  ]),
  message('3.1.2.5 scalarlg: a response with numbers that are too large', dropped('unreadable'), [
    'SIP/2.0 503 Service Unavailable',
    'Via: SIP/2.0/TCP host129.example.com;branch=z9hG4bKzzxdiwo34sw;received=192.0.2.129',
    'To: <sip:user@example.com>',
    'From: <sip:other@example.net>;tag=2easdjfejw',
    'CSeq: 9292394834772304023312 OPTIONS',
    'Call-ID: scalarlg.noase0of0234hn2qofoaf0232aewf2394r',
    `Retry-After: 949302838503028349304023988`,
    'Warning: 1812 overture "In Progress"',
  ]),
  message('3.1.2.6 quotbal: a name that does not end', dropped('unreadable'), [
    ...invite(call, 'To: "Mr. J. User <sip:j.user@example.com>'),
  ]),
  message(
    '3.1.2.7 ltgtruri: a Request-URI in brackets',
    dropped('unreadable'),
    invite('INVITE <sip:user@example.com> SIP/2.0'),
  ),
  message(
    '3.1.2.8 lwsruri: a Request-URI with a space',
    dropped('unreadable'),
    invite('INVITE sip:user@example.com; lr SIP/2.0'),
  ),
  message(
    '3.1.2.9 lwsstart: two spaces in the first line',
    dropped('unreadable'),
    invite('INVITE  sip:user@example.com  SIP/2.0'),
  ),
  message(
    '3.1.2.10 trws: spaces behind the first line',
    dropped('not-sip'),
    invite('OPTIONS sip:remote-target@example.com SIP/2.0  '),
  ),
  // The RFC allows to leave the headers of the URI alone.
  message(
    '3.1.2.11 escruri: headers in the Request-URI',
    rings,
    invite('INVITE $ME?Route=%3Csip:example.com%3E SIP/2.0'),
  ),
  // Nobody reads the date.
  message('3.1.2.12 baddate: a date in another time zone', rings, [
    ...invite(call, 'Date: Fri, 01 Jan 2010 16:00:00 EST'),
  ]),
  message('3.1.2.13 regbadct: a Contact that wants brackets', dropped('unreadable'), [
    ...invite(
      'REGISTER sip:example.com SIP/2.0',
      'CSeq: 8 REGISTER',
      'Contact: sip:user@example.com?Route=%3Csip:sip.example.com%3E',
    ),
  ]),
  message('3.1.2.14 badaspec: spaces within an address', dropped('unreadable'), [
    ...options('To: "Watson, Thomas" < sip:t.watson@example.org >'),
  ]),
  message('3.1.2.15 baddn: a comma in a name without quotes', dropped('unreadable'), [
    ...options('From: Bell, Alexander <sip:a.g.bell@example.com>;tag=43'),
  ]),
  message('3.1.2.16 badvers: a version that nobody knows', dropped('not-sip'), [
    ...invite('OPTIONS $ME SIP/7.0', 'CSeq: 8 OPTIONS', 'Via: SIP/7.0/UDP c.example.com;branch=z9hG4bKkdjuw'),
  ]),
  message('3.1.2.17 mismatch01: a CSeq of another method', refused, invite('OPTIONS $ME SIP/2.0')),
  message(
    '3.1.2.18 mismatch02: an unknown method, and a CSeq of another one',
    refused,
    invite('NEWMETHOD $ME SIP/2.0'),
  ),
  message(
    '3.1.2.19 bigcode: a status of ten digits',
    dropped('unreadable'),
    invite('SIP/2.0 4294967301 better not break the receiver'),
  ),
];
