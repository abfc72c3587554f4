import type { RegistrationError } from '../../shared/errors.js';

/**
 * Whether this phone can be reached and can call.
 *
 * ```
 *  offline ──start()──► connecting ──► registered ◄──► reconnecting
 *     ▲                     │   ▲           │               │
 *     │                     ▼   │retry()    ▼               ▼
 *     └──────stop()──────  failed ◄── wrong credentials ────┘
 * ```
 *
 * `registered`: the server confirmed it and the granted time is not over; a refresh that was refused once
 * does not change that while the socket lives. `connecting`: never registered since `start()`. `reconnecting`: was registered and is getting back.
 * Both keep trying for ever; `error` says what the last attempt met. `failed`: the server refused the
 * credentials, nothing is tried until `retry()` or `updateCredentials()`.
 */
export type ConnectionState =
  | { readonly status: 'offline' }
  | { readonly status: 'connecting'; readonly error?: RegistrationError | undefined }
  | { readonly status: 'registered' }
  | { readonly status: 'reconnecting'; readonly error?: RegistrationError | undefined }
  | { readonly status: 'failed'; readonly error: RegistrationError };

/** Events of `Connection`. */
export interface ConnectionEvents {
  statechange: ConnectionState;
  /** The socket is gone: what was sent on it and not answered never will be. Comes before the `statechange`. */
  socketlost: void;
}
