import type { VoIPClient } from '../api/client.js';
import { callList, unknownCalls, type CallListState } from '../sdk/call-list.js';
import { useBoard } from './use-board.js';

/**
 * The calls in progress, the latest ones and the totals of today, as they change. Any number of components with the
 * same client share one event socket. Null, as before the client is there, is empty.
 */
export function useCallStatus(client: VoIPClient | null): CallListState {
  return useBoard(client && callList(client), unknownCalls);
}
