import type { ConnectionState } from '../phone/sip/connection-state.js';
import { ApiError } from '../shared/errors.js';
import type { ConnectionStatus } from './snapshot.js';

/** What a person is told of the engine's connection. `isDoubted`: nothing was heard since it was confirmed and the page slept. */
export function connectionStatus(
  state: Exclude<ConnectionState, { status: 'failed' }>,
  isDoubted: boolean,
): ConnectionStatus {
  switch (state.status) {
    case 'registered':
      return isDoubted ? 'reconnecting' : 'online';
    case 'connecting':
      return state.error ? 'failed' : 'connecting';
    case 'offline':
      return 'connecting';
    case 'reconnecting':
      return 'reconnecting';
    default:
      return state satisfies never;
  }
}

/** A visitor's token makes no phone. */
export function noPhone(): ApiError {
  return new ApiError('forbidden', 'This token is for a visitor, who has no phone.', {
    advice: 'Let identify() return an extension for people who may call.',
  });
}
