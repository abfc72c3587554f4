import { reportListenerError } from '../shared/emitter.js';
import { consoleLogger } from '../shared/logger.js';
import type { LogLevel } from '../shared/logger.js';

/** One line of the gateway's log. Carries no token, password, key, cookie, address or body. */
export interface GatewayLogEntry {
  readonly level: LogLevel;
  /** Stable name: `request`, `socket`, `platform-failed`, `store-unavailable`, `identify-failed`, `failed`. */
  readonly event: string;
  /** Value of the answer's `X-Request-Id`. */
  readonly requestId: string;
  readonly status?: number;
  /** Code of the refusal as in the answer's body. */
  readonly code?: string;
  readonly durationMs?: number;
  readonly extension?: string;
  /** `token`, `tickets`, `socket` or the name of the endpoint. Never the path: it carries ids of calls. */
  readonly route?: string;
  /** What happened and what to do, for the operator. */
  readonly message?: string;
  /** What the host's own `identify` threw. */
  readonly cause?: unknown;
}

export type GatewayLog = (entry: GatewayLogEntry) => void;

const output = consoleLogger('warn');

/** The default log: only what an operator must see, on the console. */
export const consoleLog: GatewayLog = ({ level, event, cause, ...rest }) => {
  const details = Object.entries(rest).map(([name, value]) => `${name}=${String(value)}`);
  const lines = [`gateway ${event} ${details.join(' ')}`];
  if (cause !== undefined) lines.push(cause instanceof Error ? (cause.stack ?? String(cause)) : String(cause));
  output.log(level, lines.join('\n'));
};

/** Keeps a log that throws from breaking an answer. */
export function safeLog(log: GatewayLog): GatewayLog {
  return (entry) => {
    try {
      log(entry);
    } catch (error) {
      reportListenerError(error);
    }
  };
}
