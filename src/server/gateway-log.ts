import type { LogLevel } from '../shared/logger.js';
import { reportListenerError } from '../shared/emitter.js';

/** One line of the gateway's log. Carries no token, password, key, cookie, address or body. */
export interface GatewayLogEntry {
  readonly level: LogLevel;
  /** Stable name: `request`, `platform-failed`, `identify-failed`, `failed`. */
  readonly event: string;
  /** Value of the answer's `X-Request-Id`. */
  readonly requestId: string;
  readonly status?: number;
  /** Code of the refusal as in the answer's body. */
  readonly code?: string;
  readonly durationMs?: number;
  readonly extension?: string;
  /** What happened and what to do, for the operator. */
  readonly message?: string;
  /** What the host's own `identify` threw. */
  readonly cause?: unknown;
}

export type GatewayLog = (entry: GatewayLogEntry) => void;

/** The default log: only what an operator must see. */
export const consoleLog: GatewayLog = (entry) => {
  if (entry.level !== 'warn' && entry.level !== 'error') return;
  const { level, event, requestId, cause, ...rest } = entry;
  const details = Object.entries(rest).map(([name, value]) => `${name}=${String(value)}`);
  const line = `[cemscale gateway] ${event} ${details.join(' ')} requestId=${requestId}`;
  if (cause === undefined) console[level](line);
  else console[level](line, cause);
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
