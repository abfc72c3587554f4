import type { CallSnapshot } from './call-state.js';

/**
 * Which of the live calls a person acts on when none was chosen, or the chosen one ended: the one that rings first,
 * then the one they talk in, then the youngest.
 */
export function nextCurrent(calls: readonly CallSnapshot[]): CallSnapshot | undefined {
  const live = calls.filter(({ state }) => state.phase !== 'ended');
  return (
    live.find(({ state }) => state.phase === 'incoming') ??
    live.findLast(({ state }) => (state.phase === 'active' || state.phase === 'resuming') && !state.held) ??
    live.at(-1)
  );
}
