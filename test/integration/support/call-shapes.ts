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
import type { Voicemail, VoicemailGreeting } from '../../../src/api/types/voicemail.js';
import type { Shape } from './shape.js';

const s = 'string';
const n = 'number';
const b = 'boolean';
const a = 'array';
const o = 'object';
const text = 'string?';

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
export const detailedPresence: Shape<DetailedPresence> = {
  extensionId: s,
  extension: s,
  displayName: s,
  status: s,
  callUuid: text,
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
export const sipCredentials: Shape<PlatformSipCredentials> = {
  extension: s,
  displayName: s,
  password: s,
  sipDomain: s,
  wsUri: s,
  registrar: s,
};
export const topExtension: Shape<TopExtension> = {
  extension: s,
  displayName: s,
  totalCalls: n,
  inbound: n,
  outbound: n,
  totalDuration: n,
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
