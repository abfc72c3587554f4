import type { DateFilter } from './common.js';

export interface DashboardStats {
  readonly activeCalls: number;
  readonly callsToday: number;
  readonly answeredToday: number;
  readonly missedToday: number;
  /** Seconds of talk on average. */
  readonly averageDuration: number;
  readonly totalExtensions: number;
  readonly registeredExtensions: number;
  readonly unreadVoicemails: number;
}

export interface ReportParams {
  readonly dateFrom?: DateFilter;
  readonly dateTo?: DateFilter;
}

export interface DayOfCalls {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly total: number;
  readonly inbound: number;
  readonly outbound: number;
  readonly internal: number;
  readonly answered: number;
  readonly missed: number;
}

export interface TopExtensionsParams extends ReportParams {
  readonly limit?: number;
}

export interface TopExtension {
  readonly extension: string;
  readonly displayName: string;
  readonly totalCalls: number;
  readonly inbound: number;
  readonly outbound: number;
  /** Seconds of talk. */
  readonly totalDuration: number;
}
