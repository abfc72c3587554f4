/** `data` of the AI agents' events, by name. Their fields are in snake case, as the platform sends them. */
export interface AiWebhookPayloads {
  'call.start': AiCallStartEvent;
  'call.end': AiCallEndEvent;
  'call.transfer': AiCallTransferEvent;
}

export type AiCallEndReason = 'completed' | 'transferred' | 'error';

interface AiCallFacts {
  readonly call_uuid: string;
  readonly agent_id: string;
  readonly tenant_id: string;
}

/** An agent took a call. */
export interface AiCallStartEvent extends AiCallFacts {
  /** Number that calls. */
  readonly caller_id: string;
  /** Own number that was called. */
  readonly inbound_did: string;
}

/** The agent's part of the call is over. */
export interface AiCallEndEvent extends AiCallFacts {
  /** Seconds. */
  readonly duration_s: number;
  readonly end_reason: AiCallEndReason;
}

/** The agent hands the call to a person. */
export interface AiCallTransferEvent extends AiCallFacts {
  readonly reason: string;
  /** What was said so far, for the person. */
  readonly summary: string;
}
