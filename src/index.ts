/**
 * Table of contents of the public API. The elements and the backend parts have entries of their own:
 * `@cemscale-voip/softphone/components/cemscale-phone`, `…/api`, `…/frame`, `…/react`, `…/server`, `…/server/node`.
 */
export {
  CallAnsweredEvent,
  CallEndedEvent,
  CallLogEvent,
  CallQualityEvent,
  CallRequestEvent,
  CallRingingEvent,
  CallStartedEvent,
  ContactRequestEvent,
  PhoneErrorEvent,
  RegisteredEvent,
  UnregisteredEvent,
  type CallLog,
  type CallSource,
  type CallVerdict,
  type ContactAnswer,
} from './components/events.js';
export { CallNotesEvent, type CallNotes } from './components/notes-events.js';
export { QueueChangedEvent } from './components/queue-events.js';
export { ThreeWayChangedEvent, ThreeWayEndedEvent, ThreeWayStartedEvent } from './components/three-way-events.js';
export { PresenceChangedEvent, RealtimeChangedEvent } from './components/presence-events.js';
export type { CemScale, CemScaleTask } from './loader/cem-scale.js';
export {
  ApiError,
  CallError,
  MediaError,
  RegistrationError,
  SoftphoneError,
  type ApiErrorReason,
  type CallErrorReason,
  type ErrorDetails,
  type MediaErrorReason,
  type RegistrationErrorReason,
} from './shared/errors.js';
export type { Unsubscribe } from './shared/emitter.js';
export { consoleLogger, silentLogger, type Logger, type LogLevel } from './shared/logger.js';
export type { ExtensionIdentity, SipCredentials, TokenGrant } from './api/token.js';
export type { RequestGrant } from './api/token-source.js';
export type { ReceivedGrant } from './api/token-request.js';
export type {
  ActiveState,
  CallDirection,
  CallSnapshot,
  CallState,
  EndedState,
  EndReason,
} from './phone/call-state.js';
export type {
  CallQuality,
  DirectionSample,
  DirectionSummary,
  QualitySample,
  QualitySummary,
  QualityVerdict,
  QualityWarning,
} from './phone/media/quality/quality.js';
export type {
  ConnectionStatus,
  MicrophonePermission,
  SoftphoneEvents,
  SoftphoneSnapshot,
  UnregisteredDetail,
} from './softphone/snapshot.js';
export {
  presenceBoard,
  type BoardChange,
  type Colleague,
  type KnownPresence,
  type PresenceBoard,
} from './softphone/presence-board.js';
export { Softphone, type SoftphoneOptions } from './softphone/softphone.js';
export { acquireSoftphone, type SoftphoneLease } from './softphone/shared-softphones.js';
export { checkMicrophoneAccess } from './phone/media/microphone.js';
export { VoIPClient, type VoIPClientOptions } from './api/index.js';
export { WebRTCPhone, type WebRTCPhoneEvents } from './sdk/webrtc-phone.js';
export type { WebRTCPhoneConfig } from './sdk/phone-config.js';
export type { WebRTCCallInfo, WebRTCCallState } from './sdk/call-info.js';
export { ThreeWayError, type ThreeWayErrorReason } from './phone/three-way/errors.js';
export type { CallPair, ThreeWayParticipant, ThreeWaySession } from './phone/three-way/session.js';
export type {
  Outcome,
  RequestName,
  ThirdEndReason,
  ThirdParty,
  ThreeWayEndReason,
} from './phone/three-way/state.js';
export { runPreflight, type PreflightOptions } from './softphone/preflight/preflight.js';
export type {
  Finding,
  Measures,
  PreflightReport,
  PreflightStep,
  PreflightVerdict,
  StepName,
  StepState,
} from './softphone/preflight/report.js';
export type { ThreeWay, ThreeWayEnd } from './phone/three-way/three-way.js';
