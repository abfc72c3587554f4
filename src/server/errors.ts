import { SoftphoneError } from '../shared/errors.js';

export type GatewayConfigErrorReason =
  | 'api-url'
  | 'api-key'
  | 'identify'
  | 'keys'
  | 'allowed-origins'
  | 'public-origin'
  | 'mount'
  | 'token-lifetime'
  | 'platform-timeout'
  | 'limits'
  | 'open-conferences'
  | 'store';

/** `createGateway` refuses to start with settings that would be unsafe or could not work. */
export class GatewayConfigError extends SoftphoneError<GatewayConfigErrorReason> {
  override readonly name = 'GatewayConfigError';
}

export type TokenErrorReason = 'expired' | 'not-yet-valid' | 'unknown-key' | 'invalid';

/** A bearer token was refused. Answer 401 and say no more than the reason. */
export class TokenError extends SoftphoneError<TokenErrorReason> {
  override readonly name = 'TokenError';

  static refused(reason: TokenErrorReason, cause?: unknown): TokenError {
    return new TokenError(reason, `The token was refused: ${reason}.`, {
      advice: 'Ask the token endpoint for a new one.',
      cause,
    });
  }
}
