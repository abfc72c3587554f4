import { useMemo } from 'react';
import type { VoIPClient } from '../api/client.js';
import type { PresenceStatus } from '../api/types/presence.js';
import { presenceMap, unknownPresence, type PresenceState } from '../sdk/presence-map.js';
import { useBoard } from './use-board.js';

/** What `usePresence` gives. */
export interface Presence extends PresenceState {
  /** Status of an extension; `offline` for one that nobody has told of. */
  readonly getStatus: (extension: string) => PresenceStatus;
}

/**
 * Who is available, as it changes: by events, by REST while those do not arrive (`isRealtime` says which). Any number
 * of components with the same client share one event socket and one list. Null, as before the client is there, is empty.
 */
export function usePresence(client: VoIPClient | null): Presence {
  const state = useBoard(client && presenceMap(client), unknownPresence);
  return useMemo(
    () => ({ ...state, getStatus: (extension) => state.presence.get(extension) ?? 'offline' }),
    [state],
  );
}
