import type { IsoTime } from './common.js';

export type CampaignFlow = 'ivr' | 'queue' | 'ring_group' | 'extension';

export interface CampaignOriginateParams {
  readonly toNumber: string;
  readonly callerIdNumber: string;
  readonly callerIdName?: string;
  readonly onAnswer: {
    readonly type: 'transfer';
    readonly flowType: CampaignFlow;
    /** Extension or UUID of the flow. */
    readonly destination: string;
  };
  readonly ringTimeoutSec?: number;
  readonly maxDurationSec?: number;
  /** Whether to listen for an answering machine first. */
  readonly amd?: boolean;
  readonly record?: boolean;
  /** Comes back in every event of the call. */
  readonly metadata?: CampaignMetadata;
}

export interface CampaignMetadata {
  readonly campaignId?: string;
  readonly recipientId?: string;
  readonly companyId?: string;
  readonly [key: string]: unknown;
}

export type CampaignCallStatus =
  | 'ringing'
  | 'answered'
  | 'in_ivr'
  | 'in_queue'
  | 'connected'
  | 'completed'
  | 'failed';

export interface CampaignOriginateResult {
  readonly callUuid: string;
  readonly status: CampaignCallStatus;
}

/** How a campaign call ended, from nobody there to full success. */
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

export type AmdResult = 'human' | 'machine' | 'unknown' | 'unknown_assumed_human';

export interface CampaignTiming {
  readonly startedAt: IsoTime;
  readonly answeredAt: IsoTime | null;
  readonly endedAt: IsoTime | null;
  readonly ringDurationSec: number;
  readonly totalDurationSec: number;
  readonly billsec: number;
}

/** The whole life of a campaign call; `outcome` is null while it lasts. */
export interface CampaignDetail {
  readonly callUuid: string;
  readonly campaignId: string | null;
  readonly recipientId: string | null;
  readonly companyId: string | null;
  readonly toNumber: string;
  readonly callerIdNumber: string;
  readonly outcome: CampaignOutcome | null;
  readonly timing: CampaignTiming;
  readonly amd: {
    readonly enabled: boolean;
    readonly result: AmdResult | null;
    readonly durationMs: number | null;
  };
  readonly ivr: {
    readonly menuName: string;
    readonly digitPressed: string | null;
    readonly attempts: number;
    readonly result: 'digit_pressed' | 'timeout' | 'caller_hangup';
  } | null;
  readonly queue: {
    readonly entered: boolean;
    readonly queueName: string;
    readonly queueId: string;
    readonly waitSeconds: number;
    readonly result: 'waiting' | 'answered' | 'timeout' | 'caller_hangup';
    readonly answeredBy: string | null;
    readonly answeredByName: string | null;
    readonly talkSeconds: number | null;
  } | null;
  readonly recording: {
    readonly enabled: boolean;
    readonly url: string | null;
    readonly durationSec: number | null;
  };
  readonly hangupCause: string | null;
  readonly status: CampaignCallStatus;
  readonly disposition: string | null;
}

export interface ActiveCampaignCall {
  readonly callUuid: string;
  readonly campaignId: string | null;
  readonly toNumber: string;
  readonly status: CampaignCallStatus;
  readonly startedAt: IsoTime;
}

export interface CampaignActive {
  readonly activeChannels: number;
  readonly maxChannels: number;
  readonly calls: readonly ActiveCampaignCall[];
}
