import { useCallback, useSyncExternalStore } from 'react';
import type { Board } from '../sdk/board.js';

/** The state of a board for as long as the component is there; `otherwise` without one and on a server. */
export function useBoard<State extends object>(board: Board<State> | null, otherwise: State): State {
  const follow = useCallback((listener: () => void) => board?.follow(listener) ?? (() => {}), [board]);
  return useSyncExternalStore(
    follow,
    () => board?.state ?? otherwise,
    () => otherwise,
  );
}
