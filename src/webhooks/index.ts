export { verifyWebhook } from './verify-webhook.js';
export type { DeliveryHeaders, VerifiedWebhook, VerifyOptions } from './verify-webhook.js';
export { signWebhook } from './sign-webhook.js';
export type { SignOptions, WebhookHeaders } from './sign-webhook.js';
export { MemoryReplayStore } from './replay-store.js';
export type { ReplayStore } from './replay-store.js';
export { WebhookError } from './errors.js';
export type { WebhookErrorReason } from './errors.js';
export type { WebhookEnvelope, WebhookEventName, WebhookPayloads, WebhookTestEvent } from './envelope.js';
export type {
  CallAnsweredEvent,
  CallDirection,
  CallEndedEvent,
  CallForwardedEvent,
  CallStartedEvent,
  CallWebhookPayloads,
  EndedCallStatus,
  ForwardAnswered,
  ForwardCompleted,
  ForwardInitiated,
  ForwardType,
  VoicemailNewEvent,
} from './call-events.js';
export type {
  AmdResult,
  CampaignAgentAnsweredEvent,
  CampaignAmd,
  CampaignAmdResultEvent,
  CampaignAnsweredEvent,
  CampaignCallFacts,
  CampaignCallInitiatedEvent,
  CampaignCompletedEvent,
  CampaignIvr,
  CampaignIvrCompletedEvent,
  CampaignIvrResult,
  CampaignOutcome,
  CampaignQueue,
  CampaignQueueJoinedEvent,
  CampaignQueueResult,
  CampaignRecording,
  CampaignTiming,
  CampaignWebhookPayloads,
} from './campaign-events.js';
export type {
  AiCallEndEvent,
  AiCallEndReason,
  AiCallStartEvent,
  AiCallTransferEvent,
  AiWebhookPayloads,
} from './ai-events.js';
