import type { CallStatus } from './calls.js';
import type { CallDirection, IsoTime, PageParams, Pagination } from './common.js';

/** The call in which a message was left. */
export interface VoicemailCall {
  readonly id: string;
  readonly status: CallStatus;
  readonly direction: CallDirection;
  /** Address of the call's recording, null when there is none. */
  readonly cdn_url: string | null;
}

export interface Voicemail {
  readonly id: string;
  readonly extension: string;
  readonly caller_id: string;
  readonly caller_name: string;
  readonly duration_seconds: number;
  readonly is_read: boolean;
  readonly created_at: IsoTime;
  readonly call: VoicemailCall | null;
}

export interface ListVoicemailsParams extends PageParams {
  readonly extension: string;
  readonly unreadOnly?: boolean;
}

export interface VoicemailList {
  readonly messages: readonly Voicemail[];
  readonly unread: number;
  readonly pagination: Pagination;
}

export interface VoicemailCount {
  readonly total: number;
  readonly unread: number;
}

/** Which messages to delete; what is given must all be true of a message. */
export interface BulkDeleteVoicemailsParams {
  readonly ids?: readonly string[];
  readonly extension?: string;
  /** Only those that were read. */
  readonly readOnly?: boolean;
}

export interface BulkDeleteResult {
  readonly success: boolean;
  readonly deleted: number;
}

export interface VoicemailGreeting {
  readonly extension: string;
  readonly type: 'default' | 'text' | 'audio';
  readonly text: string | null;
  readonly hasAudio: boolean;
  /** File name of the uploaded greeting. */
  readonly name: string | null;
}

export interface UpdateVoicemailGreetingParams {
  readonly extension?: string;
  readonly type: VoicemailGreeting['type'];
  readonly text?: string | null;
}
