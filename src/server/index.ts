export { createGateway } from './gateway.js';
export type { Gateway } from './gateway.js';
export type { GatewayOptions, Identity } from './gateway-options.js';
export type { GatewayLog, GatewayLogEntry } from './gateway-log.js';
export { generateKeys } from './keys.js';
export type { GatewayKey } from './keys.js';
export type { TokenClaims } from './token-signing.js';
export { GatewayConfigError, TokenError } from './errors.js';
export type { GatewayConfigErrorReason, TokenErrorReason } from './errors.js';
