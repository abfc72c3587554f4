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
import type { Webhook, WebhookDelivery } from '../../../src/api/types/webhooks.js';
import type { Shape } from './shape.js';

const s = 'string';
const n = 'number';
const b = 'boolean';
const a = 'array';
const o = 'object';
const text = 'string?';

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
