import type { CallDirection, DateFilter, IsoTime, PageParams, Pagination } from './common.js';

/** How a call of the history ended. */
export type CallStatus = 'completed' | 'failed' | 'missed' | 'voicemail';

/** One call of the history (CDR). */
export interface CallRecord {
  /** Channel UUID of the caller's leg: the `callUuid` of events. */
  readonly id: string;
  readonly direction: CallDirection;
  readonly status: CallStatus;
  readonly caller_id_number: string;
  readonly caller_id_name: string | null;
  /** What was dialled: an extension, or a number in E.164. */
  readonly destination: string;
  readonly destination_name: string | null;
  /** Extension of the company that was part of it, if one was. */
  readonly extension: string | null;
  /** Number that the call was forwarded to; null when it was not. */
  readonly forwarded_to: string | null;
  readonly started_at: IsoTime;
  readonly answered_at: IsoTime | null;
  readonly ended_at: IsoTime;
  /** Seconds from the first ring to the end. */
  readonly duration: number;
  /** Seconds of talk. */
  readonly billsec: number;
  readonly hangup_cause: string;
  readonly was_voicemail: boolean;
  /** Path of the recording, null when there is none; play it by `getRecordingAudioUrl(id)` or `mediaUrl`. */
  readonly audio_url: string | null;
}

/** A call in progress. */
export interface ActiveCall {
  readonly callUuid: string;
  /** Channel UUID of the leg that answered. */
  readonly peerUuid: string | null;
  readonly direction: CallDirection;
  readonly callerIdNumber: string;
  readonly callerIdName: string;
  readonly destination: string;
  readonly destinationName: string;
  readonly status: 'ringing' | 'answered';
  readonly startedAt: IsoTime;
  readonly answeredAt: IsoTime | null;
  /** Seconds of talk so far. */
  readonly duration: number;
}

/** What to look for in the history; `search` looks into numbers and names, `forwardedTo` matches the beginning. */
export interface CallFilter {
  readonly direction?: CallDirection;
  readonly status?: CallStatus;
  readonly extension?: string;
  readonly dateFrom?: DateFilter;
  readonly dateTo?: DateFilter;
  readonly search?: string;
  readonly forwarded?: 'true' | 'false' | boolean;
  readonly forwardedTo?: string;
}

export interface ListCallsParams extends CallFilter, PageParams {}

export interface CallList {
  readonly calls: readonly CallRecord[];
  readonly pagination: Pagination;
}

export interface OriginateParams {
  /** Extension that rings first. */
  readonly fromExtension: string;
  readonly toNumber: string;
  readonly callerIdNumber?: string;
  readonly callerIdName?: string;
}

export interface OriginateResult {
  readonly callUuid: string;
}

export interface TransferParams {
  readonly targetExtension: string;
  /** `attended` speaks to the target before handing over. */
  readonly type: 'blind' | 'attended';
}

export interface ParkResult {
  readonly success: boolean;
  /** Slot `XX`; the call is taken back by dialling `*71XX`. */
  readonly slot: string;
}

export interface ParkedCall {
  readonly slot: string;
  readonly callUuid: string;
  readonly callerIdNumber: string;
  readonly callerIdName: string;
  readonly parkedBy: string | null;
  readonly parkedAt: IsoTime;
}

/** `listen`: nobody hears the supervisor; `whisper`: the agent does; `barge`: both do. */
export type EavesdropMode = 'listen' | 'whisper' | 'barge';

export interface EavesdropResult {
  readonly success: boolean;
  /** The supervisor's channel; hanging it up ends the monitoring. */
  readonly spyUuid: string;
  readonly mode: EavesdropMode;
}

export type StatsPeriod = 'today' | 'week' | 'month';

export interface CallStats {
  readonly period: StatsPeriod;
  readonly total: number;
  readonly inbound: number;
  readonly outbound: number;
  readonly internal: number;
  readonly answered: number;
  readonly missed: number;
  readonly failed: number;
  readonly voicemail: number;
  readonly forwarded: number;
  /** Seconds of talk, all calls together and on average. */
  readonly totalDuration: number;
  readonly averageDuration: number;
}
