export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/**
 * Where the package writes what it does. Never receives secrets, Call-IDs or SIP bodies.
 * error = the user is hurt, warn = we retry, info = one line per lifecycle step, debug = the rest.
 */
export interface Logger {
  log(level: LogLevel, message: string): void;
}

const order: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** Logger on the console that drops everything below `level`. */
export function consoleLogger(level: LogLevel = 'warn'): Logger {
  return {
    log(at, message) {
      if (order.indexOf(at) >= order.indexOf(level)) console[at](`[cemscale] ${message}`);
    },
  };
}

export const silentLogger: Logger = { log() {} };
