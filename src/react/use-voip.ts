import { useMemo, useSyncExternalStore } from 'react';
import type { Unsubscribe } from '../shared/emitter.js';
import type { VoIPOptions } from '../sdk/voip-options.js';
import type { VoIPSession } from '../sdk/voip-session.js';
import { acquireSession, peekSession, sessionKey } from '../sdk/voip-sessions.js';
import { offlineState, type VoIPState } from '../sdk/voip-state.js';

/** What a component does with its phone. Each is the same function for the life of the component. */
export type VoIPActions = Pick<
  VoIPSession,
  | 'login'
  | 'startPhone'
  | 'call'
  | 'answer'
  | 'hangup'
  | 'toggleHold'
  | 'toggleMute'
  | 'sendDtmf'
  | 'blindTransfer'
  | 'originate'
  | 'addParticipant'
  | 'mergeThreeWay'
  | 'swapParticipant'
  | 'dropParticipant'
  | 'cancelAddParticipant'
  | 'endThreeWay'
>;

/** What `useVoIP` gives. */
export type VoIP = VoIPState & VoIPActions;

/**
 * The phone of the page and the platform's API in one hook. However many components ask for the same options, there is
 * one registration; with `tokenUrl` it is also that of the elements. The last component that leaves takes it along, a
 * moment later. Actions reject with typed errors, and `error` says the same in words.
 */
export function useVoIP(options: VoIPOptions): VoIP {
  const key = sessionKey(options);
  // The key holds all of the options that matter.
  const handle = useMemo(() => createHandle(key, options), [key]);
  const state = useSyncExternalStore(handle.subscribe, handle.read, readOnServer);
  return useMemo(() => ({ ...state, ...handle.actions }), [state, handle]);
}

interface Handle {
  readonly subscribe: (listener: () => void) => Unsubscribe;
  readonly read: () => VoIPState;
  readonly actions: VoIPActions;
}

const readOnServer = (): VoIPState => offlineState;

/** Rendering makes nothing: the session begins when the component is really there. */
function createHandle(key: string, options: VoIPOptions): Handle {
  return {
    subscribe: (listener) => {
      const { item: session, release } = acquireSession(options);
      const unsubscribe = session.on('change', listener);
      // Its failure is in the state.
      if (options.tokenUrl !== undefined && options.connect !== 'manual') session.startPhone().catch(() => {});
      return () => {
        unsubscribe();
        release();
      };
    },
    read: () => peekSession(key)?.state ?? offlineState,
    actions: createActions(options),
  };
}

/** Event handlers are called with an event, so what takes nothing is given nothing. */
function createActions(options: VoIPOptions): VoIPActions {
  const withSession = <Result>(action: (session: VoIPSession) => Result): Result => {
    // A child's effect may act before its parent has subscribed.
    const { item, release } = acquireSession(options);
    try {
      return action(item);
    } finally {
      release();
    }
  };
  return {
    login: (apiKey) => withSession((session) => session.login(apiKey)),
    startPhone: (...account) => withSession((session) => session.startPhone(...account)),
    call: (number) => withSession((session) => session.call(number)),
    answer: () => withSession((session) => session.answer()),
    hangup: () => withSession((session) => session.hangup()),
    toggleHold: () => withSession((session) => session.toggleHold()),
    toggleMute: () => withSession((session) => session.toggleMute()),
    sendDtmf: (digits) => withSession((session) => session.sendDtmf(digits)),
    blindTransfer: (extension) => withSession((session) => session.blindTransfer(extension)),
    originate: (params) => withSession((session) => session.originate(params)),
    addParticipant: (target) => withSession((session) => session.addParticipant(target)),
    mergeThreeWay: () => withSession((session) => session.mergeThreeWay()),
    swapParticipant: (keep, hold) => withSession((session) => session.swapParticipant(keep, hold)),
    dropParticipant: (uuid) => withSession((session) => session.dropParticipant(uuid)),
    cancelAddParticipant: () => withSession((session) => session.cancelAddParticipant()),
    endThreeWay: () => withSession((session) => session.endThreeWay()),
  };
}
