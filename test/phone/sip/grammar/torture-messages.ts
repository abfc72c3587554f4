/** Messages after the facts of RFC 4475 and RFC 5118, each what a phone may be sent. */
export interface TortureMessage {
  readonly name: string;
  readonly lines: readonly string[];
}

const common = [
  'To: <sip:1001@pbx.example>',
  'From: <sip:caller@example.org>;tag=33242',
  'Max-Forwards: 70',
  'Call-ID: torture.1@example.org',
  'CSeq: 1 OPTIONS',
  'Via: SIP/2.0/TCP host.example.org;branch=z9hG4bKkdjuw',
];

/** A plain request with some of its lines said otherwise, by the name in front of the colon. */
function request(name: string, firstLine: string, ...lines: string[]): TortureMessage {
  const names = lines.map((line) => line.split(':', 1)[0]!);
  return {
    name,
    lines: [firstLine, ...common.filter((line) => !names.includes(line.split(':', 1)[0]!)), ...lines],
  };
}

const options = 'OPTIONS sip:1001@pbx.example SIP/2.0';

/** RFC 4475 section 3.1.1 and RFC 5118: odd, and right. */
export const wellFormed: readonly TortureMessage[] = [
  {
    name: 'a short tortuous INVITE',
    lines: [
      'INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0',
      'TO :',
      ' sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n',
      'from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>',
      '  ;',
      '  tag = 98asjd8',
      'MaX-fOrWaRdS: 0068',
      'Call-ID: wsinv.ndaksdj@192.0.2.1',
      'Content-Length   : 0',
      'cseq: 0009',
      '  INVITE',
      'Via  : SIP  /   2.0',
      ' /UDP',
      '    192.0.2.2;branch=390skdjuw',
      's :',
      'NewFangledHeader:   newfangled value',
      ' continued newfangled value',
      'UnknownHeaderWithUnusualValue: ;;,,;;,;',
      'Content-Type: application/sdp',
      'Route:',
      ' <sip:services.example.com;lr;unknownwith=value;unknown-no-value>',
      'v:  SIP  / 2.0  / TCP     spindle.example.com   ;',
      '  branch  =   z9hG4bK9ikj8  ,',
      ' SIP  /    2.0   / UDP  192.168.255.111   ; branch=',
      ' z9hG4bK30239',
      'm:"Quoted string \\"\\"" <sip:jdrosen@example.com> ; newparam =',
      '      newvalue ;',
      '  secondparam ; q = 0.33',
    ],
  },
  request(
    'every character that may stand in a method and a URI',
    "!interesting-Method0123456789_*+`.%indeed'~ sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com SIP/2.0",
    'To: "BEL:\\\u0007 NUL:\\\u0000 DEL:\\\u007f" <sip:1_unusual.URI~(to-be!sure)&isn\'t+it$/crazy?,/;;*@example.com>',
    "From: token1~` token2'+_ token3*%!.- <sip:mundane@example.com>;fromParam''~+*_!.-%=\"\u0440\u0430\u0431\u043e\u0442\u0430\u044e\u0449\u0438\u0439\";tag=_token~1'+`*%!-.",
    'Call-ID: intmeth.word%ZK-!.*_+\'@word`~)(><:\\/"][?}{',
    "CSeq: 139122385 !interesting-Method0123456789_*+`.%indeed'~",
  ),
  request(
    'percent signs in a user that mean themselves',
    options,
    'To: <sip:%75se%72@example.com>;tag=1',
    'Contact: <sip:cal%6Cer@host5.example.net;%6C%72;n%61me=v%61lue%25%34%31>',
  ),
  request(
    'a NUL that is escaped',
    options,
    'To: sip:null-%00-null@example.com',
    'Contact: <sip:%00@host5.example.com>',
  ),
  request(
    'a percent sign that is no escape',
    'RE%47IST%45R sip:1001@pbx.example SIP/2.0',
    'CSeq: 29344 RE%47IST%45R',
  ),
  request('no space in front of the bracket', options, 'From: caller<sip:caller@example.com>;tag=323'),
  request(
    'semicolons in the user of a URI',
    'OPTIONS sip:user;par=u%40example.net@pbx.example SIP/2.0',
    'To: sip:j_user@example.com',
    'Accept: application/sdp',
  ),
  request('a branch of nothing but the cookie', options, 'Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK'),
  request('a URI of another scheme', 'OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0'),
  request('a URI of another registered scheme', 'OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0'),
  request(
    'a reason of many alphabets',
    'SIP/2.0 200 = 2**3 * 5**2 \u043d\u043e \u0441\u0442\u043e \u0434\u0435\u0432\u044f\u043d\u043e\u0441\u0442\u043e',
  ),
  request('an empty reason', 'SIP/2.0 100 '),
  request(
    'addresses of schemes that nobody calls',
    options,
    'To: <isbn:2983792873>',
    'From: <http://www.example.com>;tag=3234233',
  ),
  request(
    'an IPv6 address',
    'OPTIONS sip:user@[2001:db8::10] SIP/2.0',
    'To: sip:user@example.com',
    'Via: SIP/2.0/UDP [2001:db8::9:1];branch=z9hG4bKas3-111',
    'Call-ID: SSG9559905523997077@hlau_4100',
  ),
  request('a port that is part of an IPv6 address', 'OPTIONS sip:[2001:db8::10:5070] SIP/2.0'),
  request('a port behind an IPv6 address', 'OPTIONS sip:[2001:db8::10]:5070 SIP/2.0'),
  request(
    'received without brackets',
    options,
    'Via: SIP/2.0/UDP [2001:db8::9:1];received=2001:db8::9:255;branch=z9hG4bKas3-111',
  ),
  request(
    'received with brackets',
    options,
    'Via: SIP/2.0/UDP [2001:db8::9:1];received=[2001:db8::9:255];branch=z9hG4bKas3',
  ),
  request(
    'an IPv4 address mapped into IPv6',
    'OPTIONS sip:user@[::ffff:192.0.2.10]:5060 SIP/2.0',
    'Contact: "T. desk phone" <sip:ted@[::ffff:192.0.2.2]>',
  ),
];

/** RFC 4475 section 3.1.2, RFC 5118 section 4.2 and some of our own: a parser must refuse them. */
export const malformed: readonly TortureMessage[] = [
  request('extra commas and semicolons in Via', options, 'Via: SIP/2.0/UDP 192.0.2.15;;,;,,'),
  request('extra semicolons behind a Contact', options, 'Contact: "Joe" <sip:joe@example.org>;;;;'),
  request('a negative length', options, 'Content-Length: -999'),
  request(
    'numbers larger than 32 bits',
    'REGISTER sip:example.com SIP/2.0',
    'CSeq: 36893488147419103232 REGISTER',
  ),
  request('a status code of ten digits', 'SIP/2.0 4294967301 better not break the receiver'),
  request('an unterminated display name', options, 'To: "Mr. J. User <sip:j.user@example.com>'),
  request('a Request-URI in brackets', 'INVITE <sip:user@example.com> SIP/2.0'),
  request('a Request-URI with a space', 'INVITE sip:user@example.com; lr SIP/2.0'),
  request('two spaces in a request line', 'INVITE  sip:user@example.com  SIP/2.0'),
  request('a space behind a request line', 'OPTIONS sip:remote-target@example.com SIP/2.0  '),
  request('a comma in a name without quotes', options, 'From: Bell, Alexander <sip:a.g.bell@bell-tel.com>;tag=43'),
  request('an IPv6 address without brackets', 'OPTIONS sip:2001:db8::10 SIP/2.0'),
  request('a Via address without brackets', options, 'Via: SIP/2.0/UDP 2001:db8::9:1;branch=z9hG4bKas3'),
  request('three colons in an IPv6 address', 'OPTIONS sip:user@[2001:db8:::192.0.2.1] SIP/2.0'),
  request(
    'a header smuggled in by a line feed',
    options,
    'To: <sip:1001@pbx.example>;x=y\nContact: <sip:evil@evil.example>',
  ),
  request('a header smuggled in by a carriage return', options, 'Call-ID: abc\rContact: <sip:evil@evil.example>'),
  request('a NUL in a tag', options, 'From: <sip:caller@example.org>;tag=33\u0000242'),
  request('a Contact that no request can go to', options, 'Contact: <name:John_Smith>'),
  request('no method', ' sip:1001@pbx.example SIP/2.0'),
  request('another protocol', 'GET /index.html HTTP/1.1'),
];
