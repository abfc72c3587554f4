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

/** How far a campaign call came. */
export type CampaignOutcome =
  | 'no_answer'
  | 'amd_machine'
  | 'ivr_timeout'
  | 'ivr_hangup'
  | 'queue_timeout'
  | 'queue_hangup'
  | 'agent_answered'
  | 'transferred'
  | 'completed'
  | 'failed';

/** Who picked up. A `machine` is hung up on; the assumed human gets the menu. */
export type AmdResult = 'human' | 'machine' | 'unknown' | 'unknown_assumed_human';

export type CampaignIvrResult = 'digit_pressed' | 'timeout' | 'caller_hangup';

export type CampaignQueueResult = 'answered' | 'timeout' | 'caller_hangup';

/** What every campaign event says; the ids come back from `metadata` of `campaignOriginate`. */
export interface CampaignCallFacts {
  readonly callUuid: string;
  readonly campaignId?: string;
  readonly recipientId?: string;
  readonly companyId?: string;
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
  readonly outcome: CampaignOutcome;
  readonly timing: CampaignTiming;
  readonly amd: CampaignAmd;
  /** Absent or null when the call did not come to a menu. */
  readonly ivr?: CampaignIvr | null;
  /** Absent or null when the call did not come to a queue. */
  readonly queue?: CampaignQueue | null;
  readonly recording?: CampaignRecording | null;
  /** FreeSWITCH cause, such as `NORMAL_CLEARING`. */
  readonly hangupCause: string;
  readonly status: 'completed' | 'failed';
  /** What became of the call, such as `transferred`. */
  readonly disposition: string;
}

/** Times are ISO 8601; null for what did not happen. */
export interface CampaignTiming {
  readonly startedAt: string;
  readonly answeredAt: string | null;
  readonly endedAt: string;
  readonly ringDurationSec: number;
  readonly totalDurationSec: number;
  /** Seconds from the answer. */
  readonly billsec: number;
}

/** Answering machine detection. */
export interface CampaignAmd {
  readonly enabled: boolean;
  readonly result?: AmdResult | null;
  readonly durationMs?: number | null;
}

export interface CampaignIvr {
  readonly menuName: string;
  /** Null when nothing was pressed. */
  readonly digitPressed: string | null;
  readonly attempts: number;
  readonly result: CampaignIvrResult;
}

export interface CampaignQueue {
  readonly entered: boolean;
  readonly queueName: string;
  readonly queueId: string;
  readonly waitSeconds: number;
  readonly result: CampaignQueueResult;
  /** Extension of the agent. */
  readonly answeredBy?: string | null;
  readonly answeredByName?: string | null;
  readonly talkSeconds?: number | null;
}

export interface CampaignRecording {
  readonly enabled: boolean;
  readonly url?: string | null;
  readonly durationSec?: number | null;
}
