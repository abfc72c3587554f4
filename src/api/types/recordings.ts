import type { CallDirection, DateFilter, IsoTime, PageParams, Pagination } from './common.js';

export interface Recording {
  /** The id of the call. */
  readonly id: string;
  readonly direction: CallDirection;
  readonly caller_id_number: string;
  readonly destination: string;
  readonly extension: string | null;
  readonly started_at: IsoTime;
  readonly duration_seconds: number;
  readonly size_bytes: number;
  readonly audio_url: string;
}

export interface ListRecordingsParams extends PageParams {
  readonly extension?: string;
  readonly dateFrom?: DateFilter;
  readonly dateTo?: DateFilter;
}

export interface RecordingList {
  readonly recordings: readonly Recording[];
  readonly pagination: Pagination;
}

/** A presigned address of the storage behind the platform. */
export interface PresignedUrl {
  readonly url: string;
  readonly expiresAt: IsoTime;
}
