import { Core } from 'sip.js';
import type { Logger } from '../../../src/shared/logger.js';

/** SIP.js' own log, errors and warnings only: its lower levels print whole messages with their secrets. */
export function coreLoggers(logger: Logger): Core.LoggerFactory {
  const factory = new Core.LoggerFactory();
  factory.builtinEnabled = false;
  factory.connector = (level, category) => {
    if (level === 'error' || level === 'warn') logger.log('debug', `${category}: ${level}`);
  };
  return factory;
}
