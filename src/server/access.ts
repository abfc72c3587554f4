import type { EndpointName } from '../api/endpoints.js';
import type { Permission } from './permissions.js';

/**
 * How a request is bound to the own extension:
 * - `path-id`, `path-number`: the first value of the path must be the own extension, by its id or its number.
 * - `path-agent`: the second value must be, by either (the first is the queue).
 * - `query`, `body`, `form`: the field `extension` is set to the own extension, whatever the page sent.
 * - `from`: the same for `fromExtension` of a new call.
 * - `live-call`, `cdr`, `voicemail`, `conference`, `queue`: the platform is asked whether the own extension takes part.
 * - `room-call`: the path names a room that the own extension may enter, the field `callUuid` an own call.
 * - `call-room`: the path names an own call, the field `name` a room that the own extension may enter, if there is one.
 *
 * A room may be entered by who is in it already, and by all when the host listed it in `openConferences`.
 */
export type Ownership =
  | 'path-id'
  | 'path-number'
  | 'path-agent'
  | 'query'
  | 'body'
  | 'form'
  | 'from'
  | 'live-call'
  | 'room-call'
  | 'call-room'
  | 'cdr'
  | 'voicemail'
  | 'conference'
  | 'queue';

/**
 * What an answer loses:
 * - `calls`, `call-ids`: calls of others, or their ids, unless the token may see all calls.
 * - `queues`: queues in which the own extension has no place, and the other agents of the rest.
 * - `routes`: where calls go.
 * The latter two stay for tokens that have what the endpoint needs, and not only `ownNeeds`.
 */
export type Hidden = 'calls' | 'call-ids' | 'queues' | 'routes';

/** What one endpoint asks of a token. */
export interface Access {
  readonly needs: Permission;
  /** Permission that suffices instead for what is one's own: then `own` and `hides` hold. */
  readonly ownNeeds?: Permission;
  readonly own?: Ownership;
  /** Permission that lifts `own`. */
  readonly unless?: Permission;
  /**
   * The only fields of the body that are sent on: a platform may dial fields nobody judged. Fields inside others are
   * written `outer.inner`, those of each entry of a list `list.[].inner`. Without it all are sent.
   */
  readonly fields?: readonly string[];
  /** Fields of the body that will be dialled, now or later: they must pass the destination rules. */
  readonly dials?: readonly string[];
  /** The same for fields that hold a number or the id of a queue, menu or the like. */
  readonly targets?: readonly string[];
  /** The caller id fields are taken away from tokens without `calls:caller-id`. */
  readonly guardsCallerId?: true;
  readonly hides?: Hidden;
  /** The endpoint starts a call; the field of its answer that names it. Counted against the call limits. */
  readonly starts?: 'callUuid' | 'newCallUuid';
}

const need = (needs: Permission): Access => ({ needs });
const ours = (needs: Permission, own: Ownership, unless: Permission): Access => ({ needs, own, unless });
const call = ours('calls:control', 'live-call', 'calls:supervise');
const threeWay = ours('calls:control', 'conference', 'calls:supervise');
const conference = ours('conferences:control', 'conference', 'calls:supervise');
const history = ours('calls:read', 'query', 'calls:read-all');
const recording = ours('recordings:read', 'cdr', 'recordings:all');
const messages = ours('voicemail:read', 'query', 'voicemail:all');
const message = ours('voicemail:read', 'voicemail', 'voicemail:all');
const changeMessage = ours('voicemail:write', 'voicemail', 'voicemail:all');
const queueAgent = ours('queues:agent', 'path-agent', 'routing:write');
const routing = need('routing:read');
const hours: Access = { ...routing, ownNeeds: 'schedules:read', hides: 'routes' };
const changeRouting = need('routing:write');
const changeRingGroup: Access = { ...changeRouting, targets: ['members.[]', 'noAnswerTarget'] };
const changeQueue: Access = { ...changeRouting, targets: ['agents.[]'] };
const changeIvrMenu: Access = { ...changeRouting, targets: ['options.[].target'] };
const changeSchedule: Access = { ...changeRouting, targets: ['afterHoursTarget'] };
const changeDid: Access = { ...changeRouting, targets: ['routeTarget', 'aiTransferTarget'] };

/** The one table of what the browser may do: an endpoint that is not in it, or asks for more than the token has, is refused. */
export const access: Readonly<Record<EndpointName, Access>> = {
  originate: {
    needs: 'calls:originate',
    own: 'from',
    unless: 'calls:supervise',
    fields: ['fromExtension', 'toNumber', 'callerIdNumber', 'callerIdName'],
    dials: ['toNumber'],
    guardsCallerId: true,
    starts: 'callUuid',
  },
  hangup: call,
  transfer: { ...call, fields: ['targetExtension', 'type'], dials: ['targetExtension'] },
  holdCall: call,
  parkCall: call,
  eavesdropCall: { needs: 'calls:supervise', own: 'body' },
  getParkedCalls: need('calls:read'),
  listCalls: history,
  getCall: ours('calls:read', 'cdr', 'calls:read-all'),
  getActiveCalls: { needs: 'events:read', hides: 'calls' },
  getCallStats: need('reports:read'),
  exportCalls: history,
  addCallParticipant: {
    ...ours('calls:originate', 'live-call', 'calls:supervise'),
    fields: ['toNumber', 'toExtension'],
    dials: ['toNumber', 'toExtension'],
    starts: 'newCallUuid',
  },
  cancelAddParticipant: threeWay,
  swapCallParticipant: threeWay,
  mergeThreeWay: threeWay,
  kickParticipant: threeWay,
  getConferenceMembers: threeWay,
  mergeCalls: need('calls:supervise'),
  mergeDirectCalls: need('calls:supervise'),
  listExtensions: need('extensions:read'),
  getExtension: need('extensions:read'),
  createExtension: need('extensions:write'),
  updateExtension: need('extensions:write'),
  deleteExtension: need('extensions:write'),
  setCallForward: {
    ...ours('forwarding:write', 'path-id', 'extensions:write'),
    fields: ['enabled', 'type', 'destination', 'ringTimeoutSec'],
    dials: ['destination'],
  },
  getCallForward: ours('forwarding:read', 'path-id', 'extensions:write'),
  getExtensionByCrmUser: need('extensions:read'),
  updateCrmMapping: need('extensions:write'),
  getSipCredentials: { needs: 'sip:read', own: 'path-id' },
  getSipCredentialsByNumber: { needs: 'sip:read', own: 'path-number' },
  getTurnCredentials: need('sip:read'),
  listConferences: { needs: 'conferences:read', hides: 'call-ids' },
  getConference: { needs: 'conferences:read', hides: 'call-ids' },
  joinConference: { ...ours('conferences:control', 'room-call', 'calls:supervise'), fields: ['callUuid'] },
  transferToConference: { ...ours('conferences:control', 'call-room', 'calls:supervise'), fields: ['name'] },
  kickFromConference: conference,
  muteConferenceMember: conference,
  deafConferenceMember: conference,
  lockConference: conference,
  recordConference: conference,
  listRingGroups: routing,
  createRingGroup: changeRingGroup,
  updateRingGroup: changeRingGroup,
  deleteRingGroup: changeRouting,
  listQueues: { ...routing, ownNeeds: 'queues:agent', hides: 'queues' },
  createQueue: changeQueue,
  updateQueue: changeQueue,
  deleteQueue: changeRouting,
  pauseQueueAgent: { ...queueAgent, fields: ['paused'] },
  loginQueueAgent: { ...queueAgent, fields: ['loggedIn'] },
  getQueueStats: { ...routing, ownNeeds: 'queues:agent', own: 'queue' },
  listIvrMenus: routing,
  getIvrMenu: routing,
  createIvrMenu: changeIvrMenu,
  updateIvrMenu: changeIvrMenu,
  deleteIvrMenu: changeRouting,
  uploadIvrAudio: changeRouting,
  uploadIvrInvalidAudio: changeRouting,
  getIvrAudioUrl: routing,
  getIvrInvalidAudioUrl: routing,
  downloadIvrAudio: routing,
  downloadIvrInvalidAudio: routing,
  deleteIvrAudio: changeRouting,
  deleteIvrInvalidAudio: changeRouting,
  generateIvrTts: changeRouting,
  listIvrVoices: routing,
  listWebhooks: need('webhooks:read'),
  createWebhook: need('webhooks:write'),
  updateWebhook: need('webhooks:write'),
  deleteWebhook: need('webhooks:write'),
  testWebhook: need('webhooks:write'),
  listWebhookDeliveries: need('webhooks:read'),
  listVoicemails: messages,
  getVoicemail: message,
  getVoicemailAudioUrl: message,
  getVoicemailDownloadUrl: message,
  getVoicemailCount: messages,
  markVoicemailRead: changeMessage,
  deleteVoicemail: changeMessage,
  bulkDeleteVoicemails: ours('voicemail:write', 'body', 'voicemail:all'),
  getVoicemailGreeting: messages,
  updateVoicemailGreeting: ours('voicemail:write', 'body', 'voicemail:all'),
  uploadVoicemailGreetingAudio: ours('voicemail:write', 'form', 'voicemail:all'),
  getVoicemailGreetingAudioUrl: messages,
  deleteVoicemailGreetingAudio: ours('voicemail:write', 'query', 'voicemail:all'),
  listBlockedNumbers: need('blocklist:read'),
  blockNumber: need('blocklist:write'),
  unblockNumber: need('blocklist:write'),
  checkBlocked: need('blocklist:read'),
  listSchedules: hours,
  getSchedule: hours,
  createSchedule: changeSchedule,
  updateSchedule: changeSchedule,
  deleteSchedule: changeRouting,
  getScheduleStatus: hours,
  listTrunks: routing,
  getTrunk: routing,
  createTrunk: changeRouting,
  updateTrunk: changeRouting,
  deleteTrunk: changeRouting,
  getTrunkStatus: routing,
  syncTrunk: changeRouting,
  listActiveGateways: routing,
  listApiKeys: need('api-keys:read'),
  getApiKeyDetail: need('api-keys:read'),
  createApiKey: need('api-keys:write'),
  updateApiKey: need('api-keys:write'),
  revokeApiKey: need('api-keys:write'),
  regenerateApiKey: need('api-keys:write'),
  listDids: routing,
  createDid: changeDid,
  updateDid: changeDid,
  deleteDid: changeRouting,
  listAiAgents: need('ai:read'),
  getAiAgent: need('ai:read'),
  createAiAgent: need('ai:write'),
  updateAiAgent: need('ai:write'),
  deleteAiAgent: need('ai:write'),
  listAiVoices: need('ai:read'),
  previewAiVoice: need('ai:read'),
  moveAiAgent: need('tenants:write'),
  aiAgentsHealth: need('ai:read'),
  listAiCalls: need('ai:read'),
  connectAiPlayground: need('ai:test'),
  listTenants: need('tenants:read'),
  getTenant: need('tenants:read'),
  createTenant: need('tenants:write'),
  updateTenant: need('tenants:write'),
  deleteTenant: need('tenants:write'),
  getTenantStats: need('tenants:read'),
  listRecordings: ours('recordings:read', 'query', 'recordings:all'),
  getRecordingUrl: recording,
  getRecordingAudioUrl: recording,
  getRecordingDownloadUrl: recording,
  deleteRecording: ours('recordings:delete', 'cdr', 'recordings:all'),
  setPresence: ours('presence:write', 'path-id', 'presence:all'),
  getPresence: { needs: 'presence:read', hides: 'call-ids' },
  getPresenceDetailed: { needs: 'presence:read', hides: 'call-ids' },
  getDashboardStats: need('reports:read'),
  getCallsByDay: need('reports:read'),
  getTopExtensions: need('reports:read'),
  campaignOriginate: {
    // A campaign cannot be started without a caller id, so this permission includes the choice of one.
    needs: 'campaigns:originate',
    fields: [
      ...['toNumber', 'callerIdNumber', 'callerIdName', 'ringTimeoutSec', 'maxDurationSec', 'amd', 'record'],
      ...['metadata', 'onAnswer.type', 'onAnswer.flowType', 'onAnswer.destination'],
    ],
    dials: ['toNumber'],
    targets: ['onAnswer.destination'],
    starts: 'callUuid',
  },
  getCampaignDetail: need('campaigns:read'),
  getCampaignActive: need('campaigns:read'),
  connectWebSocket: need('events:read'),
};
