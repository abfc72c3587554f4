import { comma, gap, readParameters, slash, token } from './parameters.js';
import type { Scanner } from './scanner.js';
import { readHost, readPort } from './uri.js';

/** One hop of a Via header, as far as anybody reads it. */
export interface Via {
  readonly protocol: string;
  readonly transport: string;
  readonly host: string;
  readonly port: number | undefined;
  branch?: string;
  maddr?: string;
  received?: string;
  rport?: string;
}

/** Reads all hops and answers the topmost: its branch names the transaction (RFC 3261 section 17.2.3). */
export function readVia(scanner: Scanner): Via {
  const topmost = readHop(scanner);
  while (scanner.skip(comma)) readHop(scanner);
  return topmost;
}

function readHop(scanner: Scanner): Via {
  const protocol = scanner.need(token);
  scanner.need(slash);
  scanner.need(token);
  scanner.need(slash);
  const transport = scanner.need(token);
  scanner.need(gap);
  const hop: Via = { protocol, transport, host: readHost(scanner), port: readPort(scanner) };
  readParameters(scanner, (name, value) => {
    const isRead = name === 'branch' || name === 'maddr' || name === 'received' || name === 'rport';
    if (isRead && value !== null) hop[name] = value;
  });
  return hop;
}
