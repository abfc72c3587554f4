import { NameAddrHeader } from 'sip.js/lib/grammar/name-addr-header.js';
import * as generated from 'sip.js/lib/grammar/pegjs/dist/grammar.js';
import { URI } from 'sip.js/lib/grammar/uri.js';
import { parse } from '../../../../src/phone/sip/grammar/grammar.js';

/** What SIP.js' own grammar makes of a value: the reference. */
export function parseByReference(value: string, rule: string): unknown {
  const options: { startRule: string; data?: unknown } = { startRule: rule };
  try {
    generated.parse(value, options as never);
    return options.data;
  } catch {
    return -1;
  }
}

/** Fields that SIP.js or a page reads of results that are no classes; the reference leaves others behind as well. */
const fieldsRead: Record<string, readonly string[]> = {
  CSeq: ['value', 'method'],
  Content_Disposition: ['type'],
  Event: ['event'],
  Proxy_Authenticate: ['realm', 'nonce', 'opaque', 'algorithm', 'qop', 'stale'],
  Request_Response: ['method', 'uri', 'status_code', 'reason_phrase'],
  Via: ['protocol', 'transport', 'host', 'port', 'branch', 'maddr', 'received', 'rport'],
  WWW_Authenticate: ['realm', 'nonce', 'opaque', 'algorithm', 'qop', 'stale'],
};

/** A result with all it consists of, as plain data: what a class computes as well as what it holds. */
export function plain(rule: string, result: unknown): unknown {
  const fields = fieldsRead[rule];
  if (fields === undefined || result === -1) return plainValue(result);
  return Object.fromEntries(
    fields.map((field) => [field, plainValue((result as Record<string, unknown>)[field])]),
  );
}

function plainValue(value: unknown): unknown {
  if (value instanceof URI) {
    const { parameters, headers, port, aor } = value;
    // Private to types, read by every part of SIP.js.
    const [raw, normal] = [Reflect.get(value, 'raw') as unknown, Reflect.get(value, 'normal') as unknown];
    return { raw, normal, parameters, headers, port, aor, text: written(value) };
  }
  if (value instanceof NameAddrHeader) {
    const { displayName, friendlyName, parameters, uri } = value;
    return { displayName, friendlyName, parameters, uri: plainValue(uri), text: written(value) };
  }
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plainValue(one)]));
}

/** SIP.js throws for a user that it cannot decode once more. */
function written(value: URI | NameAddrHeader): string {
  try {
    return value.toString();
  } catch (error) {
    return `throws ${(error as Error).name}`;
  }
}

export const ours = (rule: string, value: string): unknown => plain(rule, parse(value, rule));
export const reference = (rule: string, value: string): unknown => plain(rule, parseByReference(value, rule));
