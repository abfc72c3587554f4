import type { AmdResult, CampaignDetail, CampaignOutcome } from '../api/types/campaigns.js';
import type { IsoTime } from '../api/types/common.js';

/** `data` of the campaign events, by name, in the order of a call that reaches an agent. */
export interface CampaignWebhookPayloads {
  'campaign.call_initiated': CampaignCallInitiatedEvent;
  'campaign.answered': CampaignAnsweredEvent;
  'campaign.amd_result': CampaignAmdResultEvent;
  'campaign.ivr_completed': CampaignIvrCompletedEvent;
  'campaign.queue_joined': CampaignQueueJoinedEvent;
  'campaign.agent_answered': CampaignAgentAnsweredEvent;
  'campaign.completed': CampaignCompletedEvent;
}

/** What every campaign event says; the ids come back from `metadata` of `campaignOriginate`. */
export interface CampaignCallFacts {
  readonly callUuid: string;
  readonly campaignId?: string | null;
  readonly recipientId?: string | null;
  readonly companyId?: string | null;
  /** The contact, E.164. */
  readonly toNumber: string;
  /** The number the contact sees. */
  readonly callerIdNumber: string;
}

/** The contact's phone rings. */
export type CampaignCallInitiatedEvent = CampaignCallFacts;

/** Somebody or something picked up. */
export interface CampaignAnsweredEvent extends CampaignCallFacts {
  readonly ringDurationSec: number;
}

/** Comes only with `amd: true`. After `machine` nothing but `campaign.completed` follows. */
export interface CampaignAmdResultEvent extends CampaignCallFacts {
  readonly result: AmdResult;
  readonly durationMs: number;
}

/** The menu is over. */
export interface CampaignIvrCompletedEvent extends CampaignCallFacts, CampaignIvr {}

/** The contact pressed the right digit and waits. */
export interface CampaignQueueJoinedEvent extends CampaignCallFacts {
  readonly queueId: string;
  readonly queueName: string;
}

/** An agent talks with the contact. */
export interface CampaignAgentAnsweredEvent extends CampaignCallFacts {
  readonly queueId: string;
  readonly queueName: string;
  readonly waitSeconds: number;
  /** Extension of the agent. */
  readonly answeredBy: string;
  readonly answeredByName?: string;
}

/** The whole call, once, at its end: the one event to keep. */
export interface CampaignCompletedEvent extends CampaignCallFacts {
  /** How far the call came. */
  readonly outcome: CampaignOutcome;
  readonly timing: CampaignDetail['timing'] & { readonly endedAt: IsoTime };
  readonly amd: CampaignDetail['amd'];
  /** Null or absent when the call did not come to a menu. */
  readonly ivr?: CampaignIvr | null;
  /** Null or absent when the call did not come to a queue. */
  readonly queue?: CampaignQueue | null;
  readonly recording?: CampaignDetail['recording'] | null;
  /** FreeSWITCH cause, such as `NORMAL_CLEARING`. */
  readonly hangupCause: string;
  readonly status: 'completed' | 'failed';
  /** What became of the call, such as `transferred`. */
  readonly disposition: string | null;
}

export type CampaignIvr = NonNullable<CampaignDetail['ivr']>;

export type CampaignQueue = NonNullable<CampaignDetail['queue']>;
