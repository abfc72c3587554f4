import { SessionState, type Session } from 'sip.js';

/** What SIP.js keeps private of a session. */
interface Inside {
  outgoingInviteRequest?: { dispose(): void };
  readonly userAgent: { readonly userAgentCore: { readonly userAgentClients: Map<string, unknown> } };
  stateTransition(state: SessionState): void;
}

/**
 * Lets a session go without a word to anybody and without touching its media: its call lives on in another one. SIP.js
 * would send a BYE, or a CANCEL.
 */
export function forgetSession(session: Session): void {
  if (session.state === SessionState.Terminated) return;
  const inside = session as unknown as Inside;
  session.delegate = {};
  session.dialog?.dispose();
  const invite = inside.outgoingInviteRequest;
  if (invite) {
    invite.dispose();
    const { userAgentClients } = inside.userAgent.userAgentCore;
    for (const [id, client] of userAgentClients) if (client === invite) userAgentClients.delete(id);
  }
  inside.stateTransition(SessionState.Terminated);
}
