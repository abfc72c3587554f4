import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { VoIPClient } from '../../../../src/api/client.js';
import { PlatformClient } from '../support/platform-client.js';

describe('the examples of the platform’s documentation, by its client', () => {
  let client: PlatformClient;
  let voip: VoIPClient;
  before(async () => {
    client = await PlatformClient.start();
    voip = new VoIPClient({ apiUrl: client.platform.url, apiKey: client.platform.apiKey });
  });
  after(() => client.close());

  it('extensions and the CRM', async () => {
    const { extension } = await voip.createExtension({
      extension: '1014',
      password: 'SecurePass1!',
      displayName: 'Dave',
    });
    await voip.updateCrmMapping(extension.id, { crmUserId: 'crm-9', crmMetadata: { department: 'Sales' } });
    assert.equal((await voip.getExtensionByCrmUser('crm-9')).extension.extension, '1014');
    assert.equal((await voip.getSipCredentialsByNumber('1014')).sipCredentials.password, 'SecurePass1!');
  });

  it('call queues', async () => {
    const { queues } = await voip.listQueues();
    const { stats } = await voip.getQueueStats(queues[0]?.id ?? '');
    assert.equal(stats.agents.total, 2);
    assert.equal(stats.today.serviceLevel, 100);
  });

  it('business hours', async () => {
    const { schedule } = await voip.createSchedule({
      name: 'Office Hours',
      timezone: 'America/New_York',
      schedules: [
        { day: 'monday', enabled: true, startTime: '09:00', endTime: '17:00' },
        { day: 'tuesday', enabled: true, startTime: '09:00', endTime: '17:00' },
      ],
      afterHoursAction: 'voicemail',
    });
    assert.equal(typeof (await voip.getScheduleStatus(schedule.id)).isOpen, 'boolean');
  });

  it('the blocklist', async () => {
    await voip.blockNumber({ number: '+15558888888', reason: 'Spam', direction: 'inbound' });
    assert.equal((await voip.checkBlocked('+15558888888')).blocked, true);
  });

  it('AI agents', async () => {
    const { agent } = await voip.createAiAgent({
      agent_id: 'my-receptionist',
      display_name: 'Sofia',
      language: 'en',
      voice: 'Sulafat',
      tools: ['transfer_to_human', 'end_call', 'my_own_tool'],
      tools_webhook_url: 'https://your-crm.com/api/webhooks/ai-tools',
    });
    assert.equal(agent.company, 'Sofia');
    await voip.updateAiAgent('my-receptionist', { display_name: 'Isabella', tools_webhook_url: null, tools: [] });
    const read = await voip.getAiAgent('my-receptionist');
    assert.equal(read.agent.tools_webhook_url, null);
    assert.equal((await voip.listAiVoices()).voices.length, 30);
    assert.equal((await voip.previewAiVoice('Kore', 'Hello')).type, 'audio/wav');
    const { dids } = await voip.listDids();
    const { did } = await voip.updateDid(dids[0]?.id ?? '', {
      inboundRoute: 'ai_agent',
      routeTarget: 'my-receptionist',
      aiTransferType: 'extension',
      aiTransferTarget: '1001',
    });
    assert.equal(did.routeTarget, 'my-receptionist');
    const { calls, total } = await voip.listAiCalls({ agent_id: 'reception', limit: 2 });
    assert.equal(calls.length, 2);
    assert.equal(total, 3);
  });

  it('API keys', async () => {
    const { apiKey } = await voip.createApiKey({ name: 'Mobile App', role: 'readonly' });
    const reader = new VoIPClient({ apiUrl: client.platform.url, apiKey: apiKey.key });
    assert.ok((await reader.listExtensions()).extensions.length > 0);
    await assert.rejects(reader.createQueue({ name: 'Mine', extension: '5055' }), { status: 403 });
  });

  it('sounds of menus', async () => {
    const { menus } = await voip.listIvrMenus();
    const id = menus[0]?.id ?? '';
    const { menu } = await voip.generateIvrTts(id, { text: 'Welcome', voice: 'Kore' });
    assert.equal(menu.hasGreetingAudio, true);
    const sound = await voip.downloadIvrAudio(id);
    const { menu: uploaded } = await voip.uploadIvrInvalidAudio(id, sound, 'again.wav');
    assert.equal(uploaded.hasInvalidAudio, true);
    assert.equal((await fetch(voip.getIvrInvalidAudioUrl(id))).status, 200);
  });

  it('presence', async () => {
    const { extensions } = await voip.listExtensions();
    const alice = extensions.find(({ extension }) => extension === '1001');
    await voip.setPresence(alice?.id ?? '', 'busy');
    assert.equal((await voip.getPresence()).presence['1001'], 'busy');
  });
});
