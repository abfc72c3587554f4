/** Time as ISO 8601 with its zone, such as `2026-06-12T20:56:31.000Z`. */
export type IsoTime = string;

/** Day as `YYYY-MM-DD`, or a full ISO 8601 time. */
export type DateFilter = string;

/** Which page of a list, beginning with 1. */
export interface PageParams {
  readonly page?: number;
  /** Items of a page; the platform caps it. */
  readonly limit?: number;
}

/** Where a page stands in its list. */
export interface Pagination {
  readonly page: number;
  readonly limit: number;
  /** Items on all pages together. */
  readonly total: number;
  readonly totalPages: number;
}

/** Answer of a request that only does something. */
export interface Success {
  readonly success: boolean;
}

/** Who called whom, seen from the company. */
export type CallDirection = 'inbound' | 'outbound' | 'internal';

/** Where a call goes when a rule takes it away from its first destination. */
export type RouteType = 'extension' | 'queue' | 'ring_group' | 'ivr' | 'external' | 'voicemail' | 'hangup';
