import { Grammar } from 'sip.js/lib/grammar/grammar.js';
import { readBracketed, readContact, readList, readParty } from './address.js';
import { readChallenge } from './challenge.js';
import { readFirstLine } from './first-line.js';
import { gap, readParameters, slash, space, token } from './parameters.js';
import { Scanner } from './scanner.js';
import { readUri } from './uri.js';
import { readVia } from './via.js';

/** Wider than RFC 3261, which allows one @ and no base64; it is only ever compared and sent back. */
const callId = /[!-~]+/y;
const digits = /\d+/y;
const uuid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/iy;

type Rule = (scanner: Scanner) => unknown;

/**
 * Every rule that SIP.js asks for while this phone runs, by the name it has in its grammar. A header without a rule
 * is never parsed.
 */
const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['CSeq', readSequence],
  ['Call_ID', (scanner) => scanner.need(callId)],
  ['Contact', (scanner) => readList(scanner, readContact)],
  ['Content_Disposition', (scanner) => ({ type: readValue(scanner) })],
  ['Content_Length', readNumber],
  ['Content_Type', readMediaType],
  ['Event', (scanner) => ({ event: readValue(scanner) })],
  ['From', readParty],
  ['Max_Forwards', readNumber],
  ['Name_Addr_Header', (scanner) => readBracketed(scanner)],
  ['Proxy_Authenticate', readChallenge],
  ['Record_Route', (scanner) => readList(scanner, readBracketed)],
  ['Refer_To', readParty],
  ['Request_Response', readFirstLine],
  ['SIP_URI', (scanner) => readUri(scanner)],
  ['To', readParty],
  ['Via', readVia],
  ['WWW_Authenticate', readChallenge],
  ['uuid', (scanner) => scanner.need(uuid)],
]);

const parseByTable = Grammar.parse;

/**
 * Has SIP.js read headers with this grammar instead of its generated one, which runs a table of byte codes in time
 * up to the square of a header's length. Holds for every SIP.js user agent of the page; a rule that is missing here
 * goes to the generated grammar where that is part of the build.
 */
export function installGrammar(): void {
  // A function of a namespace, which types take for a constant; SIP.js itself looks it up at every call.
  Reflect.set(Grammar, 'parse', parse);
}

/** What the header value means by the rule, or -1, whatever it is that came. */
export function parse(text: string, ruleName: string): unknown {
  const rule = rules.get(ruleName);
  if (!rule) return parseByTable(text, ruleName);
  try {
    const scanner = new Scanner(text);
    scanner.skip(space);
    const result = rule(scanner);
    scanner.skip(space);
    return scanner.done ? result : -1;
  } catch {
    return -1;
  }
}

/** RFC 3261 section 8.1.1.5: 32 bits at the most, or SIP.js would count on with rounded numbers. */
function readNumber(scanner: Scanner): number {
  const value = Number(scanner.need(digits));
  if (value > 0xffff_ffff) throw new SyntaxError('Too large.');
  return value;
}

function readSequence(scanner: Scanner): { value: number; method: string } {
  const value = readNumber(scanner);
  scanner.need(gap);
  return { value, method: scanner.need(token) };
}

/** The whole value: SIP.js compares it. */
function readMediaType(scanner: Scanner): string {
  scanner.need(token);
  scanner.need(slash);
  scanner.need(token);
  readParameters(scanner);
  return scanner.text.trim();
}

/** The word in front of the parameters, in lower case. */
function readValue(scanner: Scanner): string {
  const value = scanner.need(token).toLowerCase();
  readParameters(scanner);
  return value;
}
