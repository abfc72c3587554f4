/**
 * Verb and path of every method of the platform client, by the method's name: the one place to correct a path.
 * Each is a constant of its own, so that a bundle carries only those it uses. `URL` makes an address without a
 * request (it answers GET), `WS` opens a WebSocket. Import it as a table from `endpoints.ts`.
 */
export const originate = { verb: 'POST', path: '/api/calls/originate' } as const;
export const hangup = { verb: 'POST', path: '/api/calls/{uuid}/hangup' } as const;
export const transfer = { verb: 'POST', path: '/api/calls/{uuid}/transfer' } as const;
export const holdCall = { verb: 'POST', path: '/api/calls/{uuid}/hold' } as const;
export const parkCall = { verb: 'POST', path: '/api/calls/{uuid}/park' } as const;
export const eavesdropCall = { verb: 'POST', path: '/api/calls/{uuid}/eavesdrop' } as const;
export const getParkedCalls = { verb: 'GET', path: '/api/calls/parked' } as const;
export const listCalls = { verb: 'GET', path: '/api/calls' } as const;
export const getCall = { verb: 'GET', path: '/api/calls/{id}' } as const;
export const getActiveCalls = { verb: 'GET', path: '/api/calls/active' } as const;
export const getCallStats = { verb: 'GET', path: '/api/calls/stats' } as const;
export const exportCalls = { verb: 'GET', path: '/api/calls/export' } as const;
export const addCallParticipant = { verb: 'POST', path: '/api/calls/{uuid}/participants' } as const;
export const cancelAddParticipant = { verb: 'POST', path: '/api/conferences/{conferenceName}/cancel' } as const;
export const swapCallParticipant = { verb: 'POST', path: '/api/conferences/{conferenceName}/swap' } as const;
export const mergeThreeWay = { verb: 'POST', path: '/api/conferences/{conferenceName}/merge' } as const;
export const kickParticipant = {
  verb: 'POST',
  path: '/api/conferences/{conferenceName}/participants/{memberUuid}/kick',
} as const;
export const getConferenceMembers = { verb: 'GET', path: '/api/conferences/{conferenceName}/members' } as const;
export const mergeCalls = { verb: 'POST', path: '/api/calls/merge' } as const;
export const mergeDirectCalls = { verb: 'POST', path: '/api/calls/merge-direct' } as const;
export const listExtensions = { verb: 'GET', path: '/api/extensions' } as const;
export const getExtension = { verb: 'GET', path: '/api/extensions/{id}' } as const;
export const createExtension = { verb: 'POST', path: '/api/extensions' } as const;
export const updateExtension = { verb: 'PATCH', path: '/api/extensions/{id}' } as const;
export const deleteExtension = { verb: 'DELETE', path: '/api/extensions/{id}' } as const;
export const setCallForward = { verb: 'PUT', path: '/api/extensions/{id}/call-forward' } as const;
export const getCallForward = { verb: 'GET', path: '/api/extensions/{id}/call-forward' } as const;
export const getExtensionByCrmUser = { verb: 'GET', path: '/api/extensions/by-crm-user/{crmUserId}' } as const;
export const updateCrmMapping = { verb: 'PUT', path: '/api/extensions/{id}/crm-mapping' } as const;
export const getSipCredentials = { verb: 'GET', path: '/api/extensions/{id}/sip-credentials' } as const;
export const getSipCredentialsByNumber = {
  verb: 'GET',
  path: '/api/extensions/by-number/{number}/sip-credentials',
} as const;
export const getTurnCredentials = { verb: 'GET', path: '/api/turn-credentials' } as const;
export const listConferences = { verb: 'GET', path: '/api/conferences' } as const;
export const getConference = { verb: 'GET', path: '/api/conferences/{name}' } as const;
export const joinConference = { verb: 'POST', path: '/api/conferences/{name}/join' } as const;
export const transferToConference = { verb: 'POST', path: '/api/calls/{uuid}/transfer-to-conference' } as const;
export const kickFromConference = {
  verb: 'POST',
  path: '/api/conferences/{name}/members/{memberId}/kick',
} as const;
export const muteConferenceMember = {
  verb: 'POST',
  path: '/api/conferences/{name}/members/{memberId}/mute',
} as const;
export const deafConferenceMember = {
  verb: 'POST',
  path: '/api/conferences/{name}/members/{memberId}/deaf',
} as const;
export const lockConference = { verb: 'POST', path: '/api/conferences/{name}/lock' } as const;
export const recordConference = { verb: 'POST', path: '/api/conferences/{name}/record' } as const;
export const listRingGroups = { verb: 'GET', path: '/api/ring-groups' } as const;
export const createRingGroup = { verb: 'POST', path: '/api/ring-groups' } as const;
export const updateRingGroup = { verb: 'PATCH', path: '/api/ring-groups/{id}' } as const;
export const deleteRingGroup = { verb: 'DELETE', path: '/api/ring-groups/{id}' } as const;
export const listQueues = { verb: 'GET', path: '/api/queues' } as const;
export const createQueue = { verb: 'POST', path: '/api/queues' } as const;
export const updateQueue = { verb: 'PATCH', path: '/api/queues/{id}' } as const;
export const deleteQueue = { verb: 'DELETE', path: '/api/queues/{id}' } as const;
export const pauseQueueAgent = { verb: 'POST', path: '/api/queues/{queueId}/agents/{agentId}/pause' } as const;
export const loginQueueAgent = { verb: 'POST', path: '/api/queues/{queueId}/agents/{agentId}/login' } as const;
export const getQueueStats = { verb: 'GET', path: '/api/queues/{queueId}/stats' } as const;
export const listIvrMenus = { verb: 'GET', path: '/api/ivr' } as const;
export const getIvrMenu = { verb: 'GET', path: '/api/ivr/{id}' } as const;
export const createIvrMenu = { verb: 'POST', path: '/api/ivr' } as const;
export const updateIvrMenu = { verb: 'PATCH', path: '/api/ivr/{id}' } as const;
export const deleteIvrMenu = { verb: 'DELETE', path: '/api/ivr/{id}' } as const;
export const uploadIvrAudio = { verb: 'POST', path: '/api/ivr/{id}/audio' } as const;
export const uploadIvrInvalidAudio = { verb: 'POST', path: '/api/ivr/{id}/invalid-audio' } as const;
export const getIvrAudioUrl = { verb: 'URL', path: '/api/ivr/{id}/audio' } as const;
export const getIvrInvalidAudioUrl = { verb: 'URL', path: '/api/ivr/{id}/invalid-audio' } as const;
export const downloadIvrAudio = { verb: 'GET', path: '/api/ivr/{id}/audio' } as const;
export const downloadIvrInvalidAudio = { verb: 'GET', path: '/api/ivr/{id}/invalid-audio' } as const;
export const deleteIvrAudio = { verb: 'DELETE', path: '/api/ivr/{id}/audio' } as const;
export const deleteIvrInvalidAudio = { verb: 'DELETE', path: '/api/ivr/{id}/invalid-audio' } as const;
export const generateIvrTts = { verb: 'POST', path: '/api/ivr/{id}/tts' } as const;
export const listIvrVoices = { verb: 'GET', path: '/api/ivr/voices' } as const;
export const listWebhooks = { verb: 'GET', path: '/api/webhooks' } as const;
export const createWebhook = { verb: 'POST', path: '/api/webhooks' } as const;
export const updateWebhook = { verb: 'PATCH', path: '/api/webhooks/{id}' } as const;
export const deleteWebhook = { verb: 'DELETE', path: '/api/webhooks/{id}' } as const;
export const testWebhook = { verb: 'POST', path: '/api/webhooks/{id}/test' } as const;
export const listWebhookDeliveries = { verb: 'GET', path: '/api/webhooks/{id}/deliveries' } as const;
export const listVoicemails = { verb: 'GET', path: '/api/voicemail' } as const;
export const getVoicemail = { verb: 'GET', path: '/api/voicemail/{id}' } as const;
export const getVoicemailAudioUrl = { verb: 'URL', path: '/api/voicemail/{id}/audio' } as const;
export const getVoicemailDownloadUrl = { verb: 'URL', path: '/api/voicemail/{id}/download' } as const;
export const getVoicemailCount = { verb: 'GET', path: '/api/voicemail/count' } as const;
export const markVoicemailRead = { verb: 'POST', path: '/api/voicemail/{id}/read' } as const;
export const deleteVoicemail = { verb: 'DELETE', path: '/api/voicemail/{id}' } as const;
export const bulkDeleteVoicemails = { verb: 'POST', path: '/api/voicemail/bulk-delete' } as const;
export const getVoicemailGreeting = { verb: 'GET', path: '/api/voicemail/greeting' } as const;
export const updateVoicemailGreeting = { verb: 'PUT', path: '/api/voicemail/greeting' } as const;
export const uploadVoicemailGreetingAudio = { verb: 'POST', path: '/api/voicemail/greeting/audio' } as const;
export const getVoicemailGreetingAudioUrl = { verb: 'URL', path: '/api/voicemail/greeting/audio' } as const;
export const deleteVoicemailGreetingAudio = { verb: 'DELETE', path: '/api/voicemail/greeting/audio' } as const;
export const listBlockedNumbers = { verb: 'GET', path: '/api/blocklist' } as const;
export const blockNumber = { verb: 'POST', path: '/api/blocklist' } as const;
export const unblockNumber = { verb: 'DELETE', path: '/api/blocklist/{id}' } as const;
export const checkBlocked = { verb: 'GET', path: '/api/blocklist/check' } as const;
export const listSchedules = { verb: 'GET', path: '/api/schedules' } as const;
export const getSchedule = { verb: 'GET', path: '/api/schedules/{id}' } as const;
export const createSchedule = { verb: 'POST', path: '/api/schedules' } as const;
export const updateSchedule = { verb: 'PATCH', path: '/api/schedules/{id}' } as const;
export const deleteSchedule = { verb: 'DELETE', path: '/api/schedules/{id}' } as const;
export const getScheduleStatus = { verb: 'GET', path: '/api/schedules/{id}/status' } as const;
export const listTrunks = { verb: 'GET', path: '/api/trunks' } as const;
export const getTrunk = { verb: 'GET', path: '/api/trunks/{id}' } as const;
export const createTrunk = { verb: 'POST', path: '/api/trunks' } as const;
export const updateTrunk = { verb: 'PATCH', path: '/api/trunks/{id}' } as const;
export const deleteTrunk = { verb: 'DELETE', path: '/api/trunks/{id}' } as const;
export const getTrunkStatus = { verb: 'GET', path: '/api/trunks/{id}/status' } as const;
export const syncTrunk = { verb: 'POST', path: '/api/trunks/{id}/sync' } as const;
export const listActiveGateways = { verb: 'GET', path: '/api/trunks/gateways' } as const;
export const listApiKeys = { verb: 'GET', path: '/api/api-keys' } as const;
export const getApiKeyDetail = { verb: 'GET', path: '/api/api-keys/{id}' } as const;
export const createApiKey = { verb: 'POST', path: '/api/api-keys' } as const;
export const updateApiKey = { verb: 'PATCH', path: '/api/api-keys/{id}' } as const;
export const revokeApiKey = { verb: 'DELETE', path: '/api/api-keys/{id}' } as const;
export const regenerateApiKey = { verb: 'POST', path: '/api/api-keys/{id}/regenerate' } as const;
export const listDids = { verb: 'GET', path: '/api/dids' } as const;
export const createDid = { verb: 'POST', path: '/api/dids' } as const;
export const updateDid = { verb: 'PATCH', path: '/api/dids/{id}' } as const;
export const deleteDid = { verb: 'DELETE', path: '/api/dids/{id}' } as const;
export const listAiAgents = { verb: 'GET', path: '/api/ai/agents' } as const;
export const getAiAgent = { verb: 'GET', path: '/api/ai/agents/{agentId}' } as const;
export const createAiAgent = { verb: 'POST', path: '/api/ai/agents' } as const;
export const updateAiAgent = { verb: 'PATCH', path: '/api/ai/agents/{agentId}' } as const;
export const deleteAiAgent = { verb: 'DELETE', path: '/api/ai/agents/{agentId}' } as const;
export const listAiVoices = { verb: 'GET', path: '/api/ai/voices' } as const;
export const previewAiVoice = { verb: 'POST', path: '/api/ai/voices/preview' } as const;
export const moveAiAgent = { verb: 'POST', path: '/api/ai/agents/{agentId}/move' } as const;
export const aiAgentsHealth = { verb: 'GET', path: '/api/ai/health' } as const;
export const listAiCalls = { verb: 'GET', path: '/api/ai/calls' } as const;
export const connectAiPlayground = { verb: 'WS', path: '/api/ai/playground/{agentId}' } as const;
export const listTenants = { verb: 'GET', path: '/api/tenants' } as const;
export const getTenant = { verb: 'GET', path: '/api/tenants/{id}' } as const;
export const createTenant = { verb: 'POST', path: '/api/tenants' } as const;
export const updateTenant = { verb: 'PATCH', path: '/api/tenants/{id}' } as const;
export const deleteTenant = { verb: 'DELETE', path: '/api/tenants/{id}' } as const;
export const getTenantStats = { verb: 'GET', path: '/api/tenants/{id}/stats' } as const;
export const listRecordings = { verb: 'GET', path: '/api/recordings' } as const;
export const getRecordingUrl = { verb: 'GET', path: '/api/recordings/{id}/url' } as const;
export const getRecordingAudioUrl = { verb: 'URL', path: '/api/recordings/{id}/audio' } as const;
export const getRecordingDownloadUrl = { verb: 'URL', path: '/api/recordings/{id}/download' } as const;
export const deleteRecording = { verb: 'DELETE', path: '/api/recordings/{id}' } as const;
export const setPresence = { verb: 'PUT', path: '/api/presence/{extensionId}' } as const;
export const getPresence = { verb: 'GET', path: '/api/presence' } as const;
export const getPresenceDetailed = { verb: 'GET', path: '/api/presence/detailed' } as const;
export const getDashboardStats = { verb: 'GET', path: '/api/reports/dashboard' } as const;
export const getCallsByDay = { verb: 'GET', path: '/api/reports/calls-by-day' } as const;
export const getTopExtensions = { verb: 'GET', path: '/api/reports/top-extensions' } as const;
export const campaignOriginate = { verb: 'POST', path: '/api/campaigns/originate' } as const;
export const getCampaignDetail = { verb: 'GET', path: '/api/campaigns/calls/{callUuid}' } as const;
export const getCampaignActive = { verb: 'GET', path: '/api/campaigns/active' } as const;
export const connectWebSocket = { verb: 'WS', path: '/ws' } as const;
