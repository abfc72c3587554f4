import type { SettablePresence } from '../../api/types/presence.js';

/** What a person can ask of the element by touching a part of it. */
export type PresenceAsk =
  | { readonly type: 'show'; readonly extension: string; readonly anchor: HTMLElement }
  | { readonly type: 'call'; readonly extension: string }
  | { readonly type: 'set'; readonly status: SettablePresence }
  | { readonly type: 'warm-up' | 'hide' };

/**
 * Hands a wish up. A function and not an event: an event could be forged by whoever reaches the shadow tree,
 * and a call needs a hand that touched the button.
 */
export type AskPresence = (ask: PresenceAsk) => void;

/** Lets through what a person did with the browser's own mouse, keys or touch. */
export function byHand(act: () => void): (event: Event) => void {
  return (event) => {
    if (event.isTrusted) act();
  };
}
