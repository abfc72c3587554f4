import type { IsoTime } from './common.js';

export type ThinkingLevel = 'minimal' | 'medium' | 'high';

/** Tools that need no webhook. */
export type BuiltInTool = 'transfer_to_human' | 'end_call';

/** Tools that are answered by `tools_webhook_url`. */
export type WebhookTool =
  | 'create_lead'
  | 'leave_message'
  | 'schedule_appointment'
  | 'send_sms'
  | 'check_policy_status';

export interface CreateAiAgentParams {
  /** Slug that never changes. */
  readonly agent_id: string;
  readonly display_name: string;
  readonly company?: string;
  readonly role?: string;
  /** `en`, `es`, `fr` … */
  readonly language?: string;
  /** A name of `listAiVoices()`. */
  readonly voice?: string;
  readonly system_prompt?: string;
  readonly speak_first?: boolean;
  /** 0 precise to 2 creative. */
  readonly temperature?: number;
  readonly thinking_level?: ThinkingLevel;
  /** Others than the standard ones are passed to the webhook too. */
  readonly tools?: readonly (BuiltInTool | WebhookTool | (string & {}))[];
  readonly tools_webhook_url?: string | null;
  readonly greeting?: string | null;
  readonly farewell?: string | null;
  /** Seconds. */
  readonly max_duration_s?: number;
  /** Seconds of silence. */
  readonly idle_timeout_s?: number;
  readonly enable_transcription?: boolean;
}

/** `null` clears a text, `[]` the tools. */
export type UpdateAiAgentParams = {
  readonly [Field in keyof Omit<CreateAiAgentParams, 'agent_id'>]?: CreateAiAgentParams[Field];
};

export type AiAgent = Required<CreateAiAgentParams> & {
  readonly tenant_id: string;
  readonly created_at: IsoTime;
  readonly updated_at: IsoTime;
};

/** Lists leave the prompt out. */
export type AiAgentSummary = Omit<AiAgent, 'system_prompt'>;

export interface MoveAiAgentResult {
  readonly success: boolean;
  readonly agent_id: string;
  readonly previous_tenant_id: string;
  readonly new_tenant_id: string;
}

export interface AiHealth {
  readonly status: 'ok' | 'degraded' | 'down';
  readonly active_sessions: number;
  readonly latency_ms: number | null;
}

export type AiEndReason = 'completed' | 'transferred' | 'error';

export interface AiCall {
  readonly call_uuid: string;
  readonly agent_id: string;
  readonly caller_id: string;
  readonly inbound_did: string | null;
  readonly duration_s: number;
  readonly tokens_input: number;
  readonly tokens_output: number;
  readonly end_reason: AiEndReason;
  readonly started_at: IsoTime;
}

export interface ListAiCallsParams {
  readonly agent_id?: string;
  /** 50 when absent. */
  readonly limit?: number;
  readonly offset?: number;
}

export interface AiCallList {
  readonly calls: readonly AiCall[];
  readonly total: number;
}
