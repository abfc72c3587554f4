import type {
  ActiveGateway,
  ApiKey,
  Tenant,
  TenantStats,
  Trunk,
  TrunkStatus,
} from '../../../src/api/types/admin.js';
import type { AiAgent, AiHealth, MoveAiAgentResult } from '../../../src/api/types/ai.js';
import type {
  ActiveCall,
  CallRecord,
  CallStats,
  EavesdropResult,
  ParkedCall,
  ParkResult,
} from '../../../src/api/types/calls.js';
import type { CampaignActive, CampaignDetail, CampaignOriginateResult } from '../../../src/api/types/campaigns.js';
import type { Pagination } from '../../../src/api/types/common.js';
import type { Conference, ConferenceMember } from '../../../src/api/types/conferences.js';
import type { Extension, PlatformSipCredentials, TurnCredentials } from '../../../src/api/types/extensions.js';
import type { DetailedPresence } from '../../../src/api/types/presence.js';
import type { PresignedUrl, Recording } from '../../../src/api/types/recordings.js';
import type { DashboardStats, DayOfCalls, TopExtension } from '../../../src/api/types/reports.js';
import type {
  BlockedNumber,
  CallQueue,
  Did,
  IvrMenu,
  QueueAgent,
  QueueStats,
  RingGroup,
  Schedule,
  ScheduleStatus,
} from '../../../src/api/types/routing.js';
import type { Voicemail, VoicemailGreeting } from '../../../src/api/types/voicemail.js';
import type { Webhook, WebhookDelivery } from '../../../src/api/types/webhooks.js';

/** What the value of a field is; `?` allows null. */
type Kind = `${'string' | 'number' | 'boolean' | 'array' | 'object'}${'' | '?'}`;

/** Every field that a type promises. The compiler keeps it complete. */
export type Shape<Type> = { readonly [Field in keyof Type]-?: Kind };

const s = 'string';
const n = 'number';
const b = 'boolean';
const a = 'array';
const o = 'object';
const text = 'string?';

/** Throws when a field is missing or of another kind. */
export function promised<Type>(value: unknown, shape: Shape<Type>, where = 'answer'): void {
  if (typeof value !== 'object' || value === null) throw new Error(`${where} is ${JSON.stringify(value)}.`);
  for (const [field, kind] of Object.entries(shape) as [string, Kind][]) {
    const found = (value as Record<string, unknown>)[field];
    if (found === null && kind.endsWith('?')) continue;
    const actual = found === null ? 'null' : Array.isArray(found) ? a : typeof found;
    if (actual !== kind.replace('?', '')) throw new Error(`${where}.${field} is ${actual}, not ${kind}.`);
  }
}

export const activeCall: Shape<ActiveCall> = {
  callUuid: s,
  peerUuid: text,
  direction: s,
  callerIdNumber: s,
  callerIdName: s,
  destination: s,
  destinationName: s,
  status: s,
  startedAt: s,
  answeredAt: text,
  duration: n,
};
export const activeGateway: Shape<ActiveGateway> = { name: s, trunkId: text, state: s, activeCalls: n };
export const aiAgent: Shape<AiAgent> = {
  agent_id: s,
  display_name: s,
  company: s,
  role: s,
  language: s,
  voice: s,
  system_prompt: s,
  speak_first: b,
  temperature: n,
  thinking_level: s,
  tools: a,
  tools_webhook_url: text,
  greeting: text,
  farewell: text,
  max_duration_s: n,
  idle_timeout_s: n,
  enable_transcription: b,
  tenant_id: s,
  created_at: s,
  updated_at: s,
};
export const aiHealth: Shape<AiHealth> = { status: s, active_sessions: n, latency_ms: 'number?' };
export const apiKey: Shape<ApiKey> = {
  id: s,
  name: s,
  role: s,
  prefix: s,
  enabled: b,
  createdAt: s,
  lastUsedAt: text,
};
export const blockedNumber: Shape<BlockedNumber> = { id: s, number: s, reason: text, direction: s, createdAt: s };
export const callRecord: Shape<CallRecord> = {
  id: s,
  direction: s,
  status: s,
  caller_id_number: s,
  caller_id_name: text,
  destination: s,
  destination_name: text,
  extension: text,
  forwarded_to: text,
  started_at: s,
  answered_at: text,
  ended_at: s,
  duration: n,
  billsec: n,
  hangup_cause: s,
  was_voicemail: b,
  audio_url: text,
};
export const callStats: Shape<CallStats> = {
  period: s,
  total: n,
  inbound: n,
  outbound: n,
  internal: n,
  answered: n,
  missed: n,
  failed: n,
  voicemail: n,
  forwarded: n,
  totalDuration: n,
  averageDuration: n,
};
export const campaignActive: Shape<CampaignActive> = { activeChannels: n, maxChannels: n, calls: a };
export const campaignDetail: Shape<CampaignDetail> = {
  callUuid: s,
  campaignId: text,
  recipientId: text,
  companyId: text,
  toNumber: s,
  callerIdNumber: s,
  outcome: text,
  timing: o,
  amd: o,
  ivr: 'object?',
  queue: 'object?',
  recording: o,
  hangupCause: text,
  status: s,
  disposition: text,
};
export const campaignStarted: Shape<CampaignOriginateResult> = { callUuid: s, status: s };
export const conference: Shape<Conference> = { name: s, memberCount: n, locked: b, recording: b, duration: n };
export const conferenceMember: Shape<ConferenceMember> = {
  memberId: s,
  uuid: s,
  callerIdNumber: s,
  callerIdName: s,
  muted: b,
  deaf: b,
  talking: b,
};
export const dashboard: Shape<DashboardStats> = {
  activeCalls: n,
  callsToday: n,
  answeredToday: n,
  missedToday: n,
  averageDuration: n,
  totalExtensions: n,
  registeredExtensions: n,
  unreadVoicemails: n,
};
export const day: Shape<DayOfCalls> = {
  date: s,
  total: n,
  inbound: n,
  outbound: n,
  internal: n,
  answered: n,
  missed: n,
};
export const delivery: Shape<WebhookDelivery> = {
  id: s,
  event: s,
  status: s,
  attempts: n,
  responseStatus: 'number?',
  error: text,
  createdAt: s,
  lastAttemptAt: text,
  nextAttemptAt: text,
};
export const detailedPresence: Shape<DetailedPresence> = {
  extensionId: s,
  extension: s,
  displayName: s,
  status: s,
  callUuid: text,
};
export const did: Shape<Did> = {
  id: s,
  number: s,
  label: text,
  enabled: b,
  inboundRoute: s,
  routeTarget: text,
  aiTransferType: text,
  aiTransferTarget: text,
};
export const eavesdrop: Shape<EavesdropResult> = { success: b, spyUuid: s, mode: s };
export const extension: Shape<Extension> = {
  id: s,
  extension: s,
  displayName: s,
  department: text,
  email: text,
  registered: b,
  voicemailEnabled: b,
  crmUserId: text,
  crmMetadata: 'object?',
};
export const greeting: Shape<VoicemailGreeting> = { extension: s, type: s, text, hasAudio: b, name: text };
export const ivrMenu: Shape<IvrMenu> = {
  id: s,
  name: s,
  extension: s,
  greetingText: text,
  hasGreetingAudio: b,
  hasInvalidAudio: b,
  timeoutSec: n,
  maxAttempts: n,
  options: a,
  updatedAt: s,
};
export const moved: Shape<MoveAiAgentResult> = {
  success: b,
  agent_id: s,
  previous_tenant_id: s,
  new_tenant_id: s,
};
export const pagination: Shape<Pagination> = { page: n, limit: n, total: n, totalPages: n };
export const parked: Shape<ParkResult> = { success: b, slot: s };
export const parkedCall: Shape<ParkedCall> = {
  slot: s,
  callUuid: s,
  callerIdNumber: s,
  callerIdName: s,
  parkedBy: text,
  parkedAt: s,
};
export const presigned: Shape<PresignedUrl> = { url: s, expiresAt: s };
export const queue: Shape<CallQueue> = {
  id: s,
  name: s,
  extension: s,
  strategy: s,
  maxWaitSec: n,
  serviceLevelSec: n,
  musicOnHold: text,
  agents: a,
};
export const queueAgent: Shape<QueueAgent> = {
  id: s,
  extension: s,
  displayName: s,
  loggedIn: b,
  paused: b,
  status: s,
};
export const queueStats: Shape<QueueStats> = { queueId: s, agents: o, waiting: o, today: o };
export const recording: Shape<Recording> = {
  id: s,
  direction: s,
  caller_id_number: s,
  destination: s,
  extension: text,
  started_at: s,
  duration_seconds: n,
  size_bytes: n,
  audio_url: s,
};
export const ringGroup: Shape<RingGroup> = {
  id: s,
  name: s,
  extension: s,
  strategy: s,
  ringTimeoutSec: n,
  members: a,
  noAnswerAction: s,
  noAnswerTarget: text,
};
export const schedule: Shape<Schedule> = {
  id: s,
  name: s,
  timezone: s,
  schedules: a,
  afterHoursAction: s,
  afterHoursTarget: text,
};
export const scheduleStatus: Shape<ScheduleStatus> = { isOpen: b, timezone: s, localTime: s, nextChange: text };
export const sipCredentials: Shape<PlatformSipCredentials> = {
  extension: s,
  displayName: s,
  password: s,
  sipDomain: s,
  wsUri: s,
  registrar: s,
};
export const tenant: Shape<Tenant> = {
  id: s,
  name: s,
  domain: s,
  enabled: b,
  maxExtensions: n,
  maxChannels: n,
  timezone: s,
  createdAt: s,
};
export const tenantStats: Shape<TenantStats> = {
  tenantId: s,
  extensions: n,
  registeredExtensions: n,
  activeCalls: n,
  callsToday: n,
  talkSecondsThisMonth: n,
  recordings: n,
  storageBytes: n,
};
export const topExtension: Shape<TopExtension> = {
  extension: s,
  displayName: s,
  totalCalls: n,
  inbound: n,
  outbound: n,
  totalDuration: n,
};
export const trunk: Shape<Trunk> = {
  id: s,
  name: s,
  host: s,
  port: n,
  transport: s,
  username: text,
  register: b,
  enabled: b,
  maxChannels: n,
  codecs: a,
};
export const trunkStatus: Shape<TrunkStatus> = {
  id: s,
  state: s,
  pingMs: 'number?',
  activeCalls: n,
  lastError: text,
  checkedAt: s,
};
export const turn: Shape<TurnCredentials> = { iceServers: a, ttl: n, expiresAt: s };
export const voicemail: Shape<Voicemail> = {
  id: s,
  extension: s,
  caller_id: s,
  caller_name: s,
  duration_seconds: n,
  is_read: b,
  created_at: s,
  call: 'object?',
};
export const webhook: Shape<Webhook> = {
  id: s,
  name: s,
  url: s,
  events: a,
  enabled: b,
  hasSecret: b,
  createdAt: s,
};
export const voice = { name: s, language: s, gender: s } as const;
export const success = { success: b } as const;
