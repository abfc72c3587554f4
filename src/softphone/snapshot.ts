import type { ExtensionIdentity } from '../api/token.js';
import type { CallSnapshot } from '../phone/call-state.js';
import type { SoftphoneError } from '../shared/errors.js';

/**
 * Whether calls can be made and received. `online` means the SIP server confirmed a registration and
 * nothing has contradicted it since.
 */
export type ConnectionStatus = 'offline' | 'connecting' | 'online' | 'reconnecting' | 'failed';

/** Permission as the browser reports it; `unknown` where it does not say. */
export type MicrophonePermission = 'unknown' | 'prompt' | 'granted' | 'denied';

/** All that an element needs to draw itself. Frozen and complete; every change is a new object. */
export interface SoftphoneSnapshot {
  readonly status: ConnectionStatus;
  /** Why the phone is not online (token, registration) or the last thing that failed; null when all is well. */
  readonly error: SoftphoneError | null;
  readonly extension: ExtensionIdentity | null;
  readonly permissions: readonly string[];
  readonly microphone: MicrophonePermission;
  /** The browser refused to play the far end's sound until the user touches the page. */
  readonly audioBlocked: boolean;
  /** Calls in order of arrival. An ended call stays until dismissed or replaced by the next one. */
  readonly calls: readonly CallSnapshot[];
  /** The call a panel shows: the live one the user acts on, else the one that ended last, else null. */
  readonly currentCall: CallSnapshot | null;
}

/** Why the connection went away: `error` is null when it was asked for. */
export interface UnregisteredDetail {
  readonly error: SoftphoneError | null;
}

export interface SoftphoneEvents {
  statechange: SoftphoneSnapshot;
  'call-started': CallSnapshot;
  'call-ringing': CallSnapshot;
  'call-answered': CallSnapshot;
  'call-ended': CallSnapshot;
  registered: void;
  unregistered: UnregisteredDetail;
  error: SoftphoneError;
}
