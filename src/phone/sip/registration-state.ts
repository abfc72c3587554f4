import type { RegistrationError } from '../../shared/errors.js';

/**
 * One registration.
 *
 * ```
 *  unregistered ──register()──► registering ──200──► registered ─┐ refresh at 50–75 %
 *       ▲                        ▲   │    │              │   ▲───┘
 *       │                  delay │   │    └──401 twice,──┼──► failed ──retry()──► registering
 *       │                        │   ▼       403         ▼
 *       └── unregistering ◄──  retrying ◄──── refusal, timeout, lost socket
 * ```
 *
 * A refresh under way still counts as `registered`. `retryAt` (epoch ms) is missing while the socket is
 * away: then the next attempt follows the next socket.
 */
export type RegistrationState =
  | { readonly status: 'unregistered' | 'registered' | 'unregistering' }
  | { readonly status: 'registering'; readonly error?: RegistrationError | undefined }
  | { readonly status: 'retrying'; readonly error: RegistrationError; readonly retryAt?: number | undefined }
  | { readonly status: 'failed'; readonly error: RegistrationError };
