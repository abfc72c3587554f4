'use client';
/** Table of contents of the React hooks: `@cemscale-voip/softphone/react`. React 18 or newer. */
export { useVoIP, type VoIP, type VoIPActions } from './use-voip.js';
export { usePresence, type Presence } from './use-presence.js';
export { useCallStatus } from './use-call-status.js';
export type { PresenceState } from '../sdk/presence-map.js';
export type { CallListState } from '../sdk/call-list.js';
export type { KeyOptions, TokenOptions, VoIPOptions } from '../sdk/voip-options.js';
export type { VoIPState } from '../sdk/voip-state.js';
export type { WebRTCCallInfo, WebRTCCallState } from '../sdk/call-info.js';
export type { ThreeWayParticipant, ThreeWaySession } from '../phone/three-way/session.js';
