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
  CallEndedEvent,
  CallForwardedEvent,
  CallStartedEvent,
  CallWebhookPayloads,
  ForwardAnswered,
  ForwardCompleted,
  ForwardInitiated,
  VoicemailNewEvent,
} from './call-events.js';
export type {
  CampaignAgentAnsweredEvent,
  CampaignAmdResultEvent,
  CampaignAnsweredEvent,
  CampaignCallFacts,
  CampaignCallInitiatedEvent,
  CampaignCompletedEvent,
  CampaignIvr,
  CampaignIvrCompletedEvent,
  CampaignQueue,
  CampaignQueueJoinedEvent,
  CampaignWebhookPayloads,
} from './campaign-events.js';
export type { AmdResult, CampaignOutcome } from '../api/types/campaigns.js';
export type { CallStatus } from '../api/types/calls.js';
export type { CallDirection } from '../api/types/common.js';
export type { ForwardType } from '../api/types/extensions.js';
export type {
  AiCallEndEvent,
  AiCallEndReason,
  AiCallStartEvent,
  AiCallTransferEvent,
  AiWebhookPayloads,
} from './ai-events.js';
export { createAiToolsHandler } from './ai-tools-handler.js';
export type { AiTool, AiToolCall, AiToolsOptions } from './ai-tools-handler.js';
export { aiToolStatuses } from './ai-tools.js';
export type {
  AiToolAnswer,
  AiToolArguments,
  AiToolRequest,
  AiToolStatus,
  BuiltInToolArguments,
  CheckPolicyStatusArguments,
  CreateLeadArguments,
  LeaveMessageArguments,
  ScheduleAppointmentArguments,
  SendSmsArguments,
} from './ai-tools.js';
export { AiToolError } from './ai-tool-error.js';
export type { AiToolErrorReason } from './ai-tool-error.js';
export type { SpokenPhrases } from './spoken-phrases.js';
