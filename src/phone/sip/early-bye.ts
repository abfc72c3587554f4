import { SessionState, type Session } from 'sip.js';

/** What SIP.js does with a BYE; not part of its types. */
interface Ended {
  onByeRequest(request: unknown): void;
}

/**
 * Keeps a BYE that comes while the answer to our INVITE is still being applied: the far end hung up as soon as it had
 * answered. SIP.js drops it without a word, and the call would be shown as live for ever.
 */
export function keepEarlyBye(session: Session): void {
  const inside = session as unknown as Ended;
  const onBye = inside.onByeRequest;
  inside.onByeRequest = (request) => {
    const end = (): void => onBye.call(session, request);
    if (session.state !== SessionState.Establishing) return end();
    // SIP.js makes the session established for itself before it tells others.
    const listen = (state: SessionState): void => {
      if (state === SessionState.Establishing) return;
      session.stateChange.removeListener(listen);
      queueMicrotask(end);
    };
    session.stateChange.addListener(listen);
  };
}
