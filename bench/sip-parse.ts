import { Parser } from 'sip.js/lib/core/messages/parser.js';
import type { Logger } from 'sip.js/lib/core/log/logger.js';
import { Grammar } from 'sip.js/lib/grammar/grammar.js';
import { installGrammar } from '../src/phone/sip/grammar/grammar.js';

// How many messages a second SIP.js reads, with the grammar it brings and with ours, in turns in one run:
// npm run bench -- sip-parse

const via = 'Via: SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK3841275;received=203.0.113.9;rport=52364';
const dialog = [
  'From: "Ana Núñez" <sip:1002@pbx.example>;tag=gK0a3c8d19',
  'To: "Extension 1001" <sip:1001@pbx.example;transport=wss>;tag=s8f2hq7c1k',
  'Call-ID: 5f8b1d0e-7a35-4f5e-a2ab-3f0d7c1f9c55',
];
const routed = [
  'Record-Route: <sip:203.0.113.5;transport=ws;r2=on;lr=on;ftag=gK0a3c8d19;nat=yes>',
  'Record-Route: <sip:10.0.0.1;r2=on;lr=on;ftag=gK0a3c8d19;nat=yes>',
  'Via: SIP/2.0/WSS 203.0.113.5:7443;branch=z9hG4bK1d32.2f5d8c41000000000000000000000000.0;i=1',
  'Via: SIP/2.0/UDP 10.0.0.7:5060;rport=5060;received=10.0.0.7;branch=z9hG4bK8vX2Zr5N3p1aD',
  'Max-Forwards: 68',
];
const sdp = [
  'v=0',
  'o=FreeSWITCH 1605780823 1605780824 IN IP4 203.0.113.7',
  's=FreeSWITCH',
  'c=IN IP4 203.0.113.7',
  't=0 0',
  'm=audio 24312 UDP/TLS/RTP/SAVPF 102 0 8 101',
  ...['rtpmap:102 opus/48000/2', 'rtpmap:101 telephone-event/8000', 'setup:actpass', 'rtcp-mux', 'sendrecv'].map(
    (line) => `a=${line}`,
  ),
  `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'A7').join(':')}`,
  ...Array.from({ length: 6 }, (_, at) => `a=candidate:${at} 1 udp 2130706431 203.0.113.7 ${24312 + at} typ host`),
].join('\r\n');

const messages: Readonly<Record<string, string>> = {
  'answer to REGISTER': message('SIP/2.0 200 OK', [
    via,
    ...dialog,
    'CSeq: 4 REGISTER',
    'Contact: <sip:q2m8t9q1@df7jal23ls0d.invalid;transport=ws>;expires=600;+sip.instance="<urn:uuid:0c67446e-f1a1-11e4-94d3-0a0027000000>"',
    'Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, NOTIFY',
  ]),
  'INVITE with SDP': message(
    'INVITE sip:q2m8t9q1@df7jal23ls0d.invalid;transport=ws SIP/2.0',
    [
      ...routed,
      ...dialog,
      'CSeq: 72838127 INVITE',
      'Contact: <sip:mod_sofia@203.0.113.7:5060>',
      'Content-Type: application/sdp',
    ],
    sdp,
  ),
  NOTIFY: message(
    'NOTIFY sip:q2m8t9q1@df7jal23ls0d.invalid;transport=ws SIP/2.0',
    [...routed, ...dialog, 'CSeq: 5 NOTIFY', 'Event: message-summary', 'Subscription-State: active;expires=600'],
    'Messages-Waiting: no',
  ),
  BYE: message('BYE sip:q2m8t9q1@df7jal23ls0d.invalid;transport=ws SIP/2.0', [
    ...routed,
    ...dialog,
    'CSeq: 72838128 BYE',
    'Reason: Q.850;cause=16;text="NORMAL_CLEARING"',
  ]),
};

function message(firstLine: string, headers: readonly string[], body = ''): string {
  return [firstLine, ...headers, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n');
}

const silent = { warn: () => undefined, error: () => undefined } as unknown as Logger;

/** Messages a second, measured for as many milliseconds. */
function rate(text: string, time: number): number {
  const start = performance.now();
  let count = 0;
  for (let spent = 0; spent < time; spent = performance.now() - start, count += 10)
    for (let run = 0; run < 10; run += 1) if (!Parser.parseMessage(text, silent)) throw new Error('Not read.');
  return (count / (performance.now() - start)) * 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

const theirs = Grammar.parse;
installGrammar();
const ours = Grammar.parse;

/** The median of seven rounds, each of which measures both, so that a busy machine slows both down. */
function compare(text: string): { readonly theirs: number; readonly ours: number } {
  const rates = Array.from({ length: 8 }, () =>
    [theirs, ours].map((parse) => {
      Reflect.set(Grammar, 'parse', parse);
      return rate(text, 250);
    }),
  ).slice(1);
  return { theirs: median(rates.map(([one]) => one!)), ours: median(rates.map(([, other]) => other!)) };
}

console.log('messages a second       SIP.js       ours      ratio');
for (const [name, text] of Object.entries(messages)) {
  const result = compare(text);
  const columns = [result.theirs, result.ours].map((value) => value.toFixed(0).padStart(9)).join('  ');
  console.log(`${name.padEnd(20)}${columns}  ${(result.ours / result.theirs).toFixed(1).padStart(8)} x`);
}
