import type { RequestGrant } from '../api/token-source.js';
import type { Clock } from '../shared/clock.js';

/** Where the core's grants come from. */
type GrantOrigin =
  /** Address of the token endpoint. Relative ones are resolved against the page. */
  | { readonly tokenUrl: string | URL; readonly requestGrant?: never }
  /** Another way to a grant; called again in time before the one it gave ends. */
  | { readonly requestGrant: RequestGrant; readonly tokenUrl?: never };

export type SoftphoneOptions = GrantOrigin & { readonly clock?: Clock };
