import type { VoIPClient } from '../../../src/api/index.js';
import type { EndpointName } from '../../../src/api/endpoints.js';

/** How a method is called and what must then arrive beside its verb and path. */
export interface EndpointCase {
  readonly call: (client: VoIPClient) => unknown;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Fields of a multipart body; the file is compared by its text. */
  readonly form?: Readonly<Record<string, string>>;
}

/** The value that the cases pass for a part of a path: it must arrive encoded. */
export const valueOf = (name: string): string => `${name}/ü ?#%2e`;

const v = valueOf;
const id = v('id');
const file = new Blob(['sound'], { type: 'audio/wav' });
const of = (call: (client: VoIPClient) => unknown, rest: Omit<EndpointCase, 'call'> = {}): EndpointCase => ({
  call,
  ...rest,
});

/** One case for every endpoint that answers over HTTP or makes an address. The type keeps the list complete. */
export const endpointCases: Readonly<
  Record<Exclude<EndpointName, 'connectWebSocket' | 'connectAiPlayground'>, EndpointCase>
> = {
  originate: of((c) => c.originate({ fromExtension: '1001', toNumber: '+1555' }), {
    body: { fromExtension: '1001', toNumber: '+1555' },
  }),
  hangup: of((c) => c.hangup(v('uuid'))),
  transfer: of((c) => c.transfer(v('uuid'), { targetExtension: '1002', type: 'blind' }), {
    body: { targetExtension: '1002', type: 'blind' },
  }),
  holdCall: of((c) => c.holdCall(v('uuid')), { body: { hold: true } }),
  parkCall: of((c) => c.parkCall(v('uuid'), '07'), { body: { slot: '07' } }),
  eavesdropCall: of((c) => c.eavesdropCall(v('uuid'), '1001', 'whisper'), {
    body: { extension: '1001', mode: 'whisper' },
  }),
  getParkedCalls: of((c) => c.getParkedCalls()),
  listCalls: of((c) => c.listCalls({ page: 2, limit: 5, forwarded: 'true', forwardedTo: '+1305' }), {
    query: { page: '2', limit: '5', forwarded: 'true', forwardedTo: '+1305' },
  }),
  getCall: of((c) => c.getCall(id)),
  getActiveCalls: of((c) => c.getActiveCalls()),
  getCallStats: of((c) => c.getCallStats('week'), { query: { period: 'week' } }),
  exportCalls: of((c) => c.exportCalls({ direction: 'inbound', dateFrom: '2026-03-01' }), {
    query: { direction: 'inbound', dateFrom: '2026-03-01' },
  }),
  addCallParticipant: of((c) => c.addCallParticipant(v('uuid'), { toNumber: '+1786' }), {
    body: { toNumber: '+1786' },
  }),
  cancelAddParticipant: of(
    (c) => c.cancelAddParticipant({ conferenceName: v('conferenceName'), newCallUuid: 'b', heldMemberUuid: 'a' }),
    { body: { newCallUuid: 'b', heldMemberUuid: 'a' } },
  ),
  swapCallParticipant: of(
    (c) => c.swapCallParticipant({ conferenceName: v('conferenceName'), keepUuid: 'a', holdUuid: 'b' }),
    { body: { keepUuid: 'a', holdUuid: 'b' } },
  ),
  mergeThreeWay: of((c) => c.mergeThreeWay({ conferenceName: v('conferenceName') })),
  kickParticipant: of((c) =>
    c.kickParticipant({ conferenceName: v('conferenceName'), memberUuid: v('memberUuid') }),
  ),
  getConferenceMembers: of((c) => c.getConferenceMembers(v('conferenceName'))),
  mergeCalls: of((c) => c.mergeCalls({ a: 1 }), { body: { a: 1 } }),
  mergeDirectCalls: of((c) => c.mergeDirectCalls({ b: 2 }), { body: { b: 2 } }),
  listExtensions: of((c) => c.listExtensions()),
  getExtension: of((c) => c.getExtension(id)),
  createExtension: of((c) => c.createExtension({ extension: '1', password: 'p', displayName: 'D' }), {
    body: { extension: '1', password: 'p', displayName: 'D' },
  }),
  updateExtension: of((c) => c.updateExtension(id, { displayName: 'E' }), { body: { displayName: 'E' } }),
  deleteExtension: of((c) => c.deleteExtension(id)),
  setCallForward: of((c) => c.setCallForward(id, { enabled: true, type: 'busy', destination: '+1' }), {
    body: { enabled: true, type: 'busy', destination: '+1' },
  }),
  getCallForward: of((c) => c.getCallForward(id)),
  getExtensionByCrmUser: of((c) => c.getExtensionByCrmUser(v('crmUserId'))),
  updateCrmMapping: of((c) => c.updateCrmMapping(id, { crmUserId: 'u' }), { body: { crmUserId: 'u' } }),
  getSipCredentials: of((c) => c.getSipCredentials(id)),
  getSipCredentialsByNumber: of((c) => c.getSipCredentialsByNumber(v('number'))),
  getTurnCredentials: of((c) => c.getTurnCredentials()),
  listConferences: of((c) => c.listConferences()),
  getConference: of((c) => c.getConference(v('name'))),
  joinConference: of((c) => c.joinConference(v('name'), 'u'), { body: { callUuid: 'u' } }),
  transferToConference: of((c) => c.transferToConference(v('uuid'), 'room'), { body: { name: 'room' } }),
  kickFromConference: of((c) => c.kickFromConference(v('name'), v('memberId'))),
  muteConferenceMember: of((c) => c.muteConferenceMember(v('name'), v('memberId'), true), {
    body: { mute: true },
  }),
  deafConferenceMember: of((c) => c.deafConferenceMember(v('name'), v('memberId'), false), {
    body: { deaf: false },
  }),
  lockConference: of((c) => c.lockConference(v('name'), true), { body: { lock: true } }),
  recordConference: of((c) => c.recordConference(v('name'), 'stop'), { body: { action: 'stop' } }),
  listRingGroups: of((c) => c.listRingGroups()),
  createRingGroup: of((c) => c.createRingGroup({ name: 'n', extension: '2', members: ['1'] }), {
    body: { name: 'n', extension: '2', members: ['1'] },
  }),
  updateRingGroup: of((c) => c.updateRingGroup(id, { name: 'm' }), { body: { name: 'm' } }),
  deleteRingGroup: of((c) => c.deleteRingGroup(id)),
  listQueues: of((c) => c.listQueues()),
  createQueue: of((c) => c.createQueue({ name: 'n', extension: '3' }), { body: { name: 'n', extension: '3' } }),
  updateQueue: of((c) => c.updateQueue(id, { maxWaitSec: 9 }), { body: { maxWaitSec: 9 } }),
  deleteQueue: of((c) => c.deleteQueue(id)),
  pauseQueueAgent: of((c) => c.pauseQueueAgent(v('queueId'), v('agentId'), true), { body: { paused: true } }),
  loginQueueAgent: of((c) => c.loginQueueAgent(v('queueId'), v('agentId'), false), { body: { loggedIn: false } }),
  getQueueStats: of((c) => c.getQueueStats(v('queueId'))),
  listIvrMenus: of((c) => c.listIvrMenus()),
  getIvrMenu: of((c) => c.getIvrMenu(id)),
  createIvrMenu: of((c) => c.createIvrMenu({ name: 'n', extension: '4' }), {
    body: { name: 'n', extension: '4' },
  }),
  updateIvrMenu: of((c) => c.updateIvrMenu(id, { timeoutSec: 3 }), { body: { timeoutSec: 3 } }),
  deleteIvrMenu: of((c) => c.deleteIvrMenu(id)),
  uploadIvrAudio: of((c) => c.uploadIvrAudio(id, file, 'hello.wav'), { form: { file: 'sound' } }),
  uploadIvrInvalidAudio: of((c) => c.uploadIvrInvalidAudio(id, new TextEncoder().encode('no'), 'no.wav'), {
    form: { file: 'no' },
  }),
  getIvrAudioUrl: of((c) => c.getIvrAudioUrl(id)),
  getIvrInvalidAudioUrl: of((c) => c.getIvrInvalidAudioUrl(id)),
  downloadIvrAudio: of((c) => c.downloadIvrAudio(id)),
  downloadIvrInvalidAudio: of((c) => c.downloadIvrInvalidAudio(id)),
  deleteIvrAudio: of((c) => c.deleteIvrAudio(id)),
  deleteIvrInvalidAudio: of((c) => c.deleteIvrInvalidAudio(id)),
  generateIvrTts: of((c) => c.generateIvrTts(id, { text: 't', voice: 'Kore' }), {
    body: { text: 't', voice: 'Kore' },
  }),
  listIvrVoices: of((c) => c.listIvrVoices()),
  listWebhooks: of((c) => c.listWebhooks()),
  createWebhook: of((c) => c.createWebhook({ name: 'n', url: 'https://x', events: ['call.ended'] }), {
    body: { name: 'n', url: 'https://x', events: ['call.ended'] },
  }),
  updateWebhook: of((c) => c.updateWebhook(id, { secret: null }), { body: { secret: null } }),
  deleteWebhook: of((c) => c.deleteWebhook(id)),
  testWebhook: of((c) => c.testWebhook(id)),
  listWebhookDeliveries: of((c) => c.listWebhookDeliveries(id)),
  listVoicemails: of((c) => c.listVoicemails({ extension: '1001', unreadOnly: false, limit: 20 }), {
    query: { extension: '1001', unreadOnly: 'false', limit: '20' },
  }),
  getVoicemail: of((c) => c.getVoicemail(id)),
  getVoicemailAudioUrl: of((c) => c.getVoicemailAudioUrl(id)),
  getVoicemailDownloadUrl: of((c) => c.getVoicemailDownloadUrl(id)),
  getVoicemailCount: of((c) => c.getVoicemailCount('1001'), { query: { extension: '1001' } }),
  markVoicemailRead: of((c) => c.markVoicemailRead(id)),
  deleteVoicemail: of((c) => c.deleteVoicemail(id)),
  bulkDeleteVoicemails: of((c) => c.bulkDeleteVoicemails({ ids: ['a'] }), { body: { ids: ['a'] } }),
  getVoicemailGreeting: of((c) => c.getVoicemailGreeting()),
  updateVoicemailGreeting: of((c) => c.updateVoicemailGreeting({ type: 'text', text: 'hi' }), {
    body: { type: 'text', text: 'hi' },
  }),
  uploadVoicemailGreetingAudio: of((c) => c.uploadVoicemailGreetingAudio(file, '1001', 'mine.wav'), {
    form: { file: 'sound', extension: '1001', name: 'mine.wav' },
  }),
  getVoicemailGreetingAudioUrl: of((c) => c.getVoicemailGreetingAudioUrl('1001'), {
    query: { extension: '1001' },
  }),
  deleteVoicemailGreetingAudio: of((c) => c.deleteVoicemailGreetingAudio('1001'), {
    query: { extension: '1001' },
  }),
  listBlockedNumbers: of((c) => c.listBlockedNumbers()),
  blockNumber: of((c) => c.blockNumber({ number: '+1', reason: 'Spam' }), {
    body: { number: '+1', reason: 'Spam' },
  }),
  unblockNumber: of((c) => c.unblockNumber(id)),
  checkBlocked: of((c) => c.checkBlocked('+1555'), { query: { number: '+1555' } }),
  listSchedules: of((c) => c.listSchedules()),
  getSchedule: of((c) => c.getSchedule(id)),
  createSchedule: of((c) => c.createSchedule({ name: 'n', timezone: 'UTC', schedules: [] }), {
    body: { name: 'n', timezone: 'UTC', schedules: [] },
  }),
  updateSchedule: of((c) => c.updateSchedule(id, { name: 'm' }), { body: { name: 'm' } }),
  deleteSchedule: of((c) => c.deleteSchedule(id)),
  getScheduleStatus: of((c) => c.getScheduleStatus(id)),
  listTrunks: of((c) => c.listTrunks()),
  getTrunk: of((c) => c.getTrunk(id)),
  createTrunk: of((c) => c.createTrunk({ name: 'n', host: 'h' }), { body: { name: 'n', host: 'h' } }),
  updateTrunk: of((c) => c.updateTrunk(id, { enabled: false }), { body: { enabled: false } }),
  deleteTrunk: of((c) => c.deleteTrunk(id)),
  getTrunkStatus: of((c) => c.getTrunkStatus(id)),
  syncTrunk: of((c) => c.syncTrunk(id)),
  listActiveGateways: of((c) => c.listActiveGateways()),
  listApiKeys: of((c) => c.listApiKeys()),
  getApiKeyDetail: of((c) => c.getApiKeyDetail(id)),
  createApiKey: of((c) => c.createApiKey({ name: 'n', role: 'readonly' }), {
    body: { name: 'n', role: 'readonly' },
  }),
  updateApiKey: of((c) => c.updateApiKey(id, { enabled: false }), { body: { enabled: false } }),
  revokeApiKey: of((c) => c.revokeApiKey(id)),
  regenerateApiKey: of((c) => c.regenerateApiKey(id)),
  listDids: of((c) => c.listDids()),
  createDid: of((c) => c.createDid({ number: '+1' }), { body: { number: '+1' } }),
  updateDid: of((c) => c.updateDid(id, { inboundRoute: 'ai_agent', routeTarget: 'a' }), {
    body: { inboundRoute: 'ai_agent', routeTarget: 'a' },
  }),
  deleteDid: of((c) => c.deleteDid(id)),
  listAiAgents: of((c) => c.listAiAgents('t'), { query: { tenantId: 't' } }),
  getAiAgent: of((c) => c.getAiAgent(v('agentId'))),
  createAiAgent: of((c) => c.createAiAgent({ agent_id: 'a', display_name: 'A' }), {
    body: { agent_id: 'a', display_name: 'A' },
  }),
  updateAiAgent: of((c) => c.updateAiAgent(v('agentId'), { tools_webhook_url: null, tools: [] }), {
    body: { tools_webhook_url: null, tools: [] },
  }),
  deleteAiAgent: of((c) => c.deleteAiAgent(v('agentId'))),
  listAiVoices: of((c) => c.listAiVoices()),
  previewAiVoice: of((c) => c.previewAiVoice('Kore', 'hi'), { body: { voice: 'Kore', text: 'hi' } }),
  moveAiAgent: of((c) => c.moveAiAgent(v('agentId'), 't2'), { body: { newTenantId: 't2' } }),
  aiAgentsHealth: of((c) => c.aiAgentsHealth()),
  listAiCalls: of((c) => c.listAiCalls({ agent_id: 'a', limit: 20, offset: 40 }), {
    query: { agent_id: 'a', limit: '20', offset: '40' },
  }),
  listTenants: of((c) => c.listTenants()),
  getTenant: of((c) => c.getTenant(id)),
  createTenant: of((c) => c.createTenant({ name: 'n' }), { body: { name: 'n' } }),
  updateTenant: of((c) => c.updateTenant(id, { name: 'm' }), { body: { name: 'm' } }),
  deleteTenant: of((c) => c.deleteTenant(id)),
  getTenantStats: of((c) => c.getTenantStats(id)),
  listRecordings: of((c) => c.listRecordings({ page: 1, extension: '1001' }), {
    query: { page: '1', extension: '1001' },
  }),
  getRecordingUrl: of((c) => c.getRecordingUrl(id)),
  getRecordingAudioUrl: of((c) => c.getRecordingAudioUrl(id)),
  getRecordingDownloadUrl: of((c) => c.getRecordingDownloadUrl(id)),
  deleteRecording: of((c) => c.deleteRecording(id)),
  setPresence: of((c) => c.setPresence(v('extensionId'), 'busy'), { body: { status: 'busy' } }),
  getPresence: of((c) => c.getPresence()),
  getPresenceDetailed: of((c) => c.getPresenceDetailed()),
  getDashboardStats: of((c) => c.getDashboardStats()),
  getCallsByDay: of((c) => c.getCallsByDay({ dateFrom: '2026-01-01' }), { query: { dateFrom: '2026-01-01' } }),
  getTopExtensions: of((c) => c.getTopExtensions({ limit: 3 }), { query: { limit: '3' } }),
  campaignOriginate: of(
    (c) =>
      c.campaignOriginate(
        {
          toNumber: '+1',
          callerIdNumber: '+2',
          onAnswer: { type: 'transfer', flowType: 'ivr', destination: '4001' },
        },
        { idempotencyKey: 'once' },
      ),
    {
      body: {
        toNumber: '+1',
        callerIdNumber: '+2',
        onAnswer: { type: 'transfer', flowType: 'ivr', destination: '4001' },
      },
    },
  ),
  getCampaignDetail: of((c) => c.getCampaignDetail(v('callUuid'))),
  getCampaignActive: of((c) => c.getCampaignActive()),
};
