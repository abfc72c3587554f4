import assert from 'node:assert/strict';
import { done, invalid, locked, none, unknown } from './row.js';
import * as is from './shapes.js';

const { promised } = is;
const made = new Map<string, string>();
const id = (kind: string): string => made.get(kind) ?? '';
const keep = (kind: string, record: { readonly id: string }): void => void made.set(kind, record.id);

/** Webhooks, trunks, keys, agents, companies and reports. */
export const accountRows = {
  createWebhook: invalid(
    'url',
    async ({ client }) => {
      const wanted = {
        name: 'CRM',
        url: 'http://127.0.0.1:9/hook',
        events: ['call.ended'],
        enabled: true,
      } as const;
      const { webhook } = await client.createWebhook({ ...wanted, secret: 'a-secret-of-some-length' });
      promised(webhook, is.webhook);
      keep('webhook', webhook);
    },
    (c) => c.createWebhook({ name: 'CRM', url: 'ftp://x', events: ['call.ended'] }),
  ),
  listWebhooks: locked(
    async ({ client }) => promised((await client.listWebhooks()).webhooks[0], is.webhook),
    (c) => c.listWebhooks(),
  ),
  updateWebhook: unknown(
    async ({ client }) => {
      const { webhook } = await client.updateWebhook(id('webhook'), { secret: null });
      promised(webhook, is.webhook);
      assert.equal(webhook.hasSecret, false);
    },
    (c) => c.updateWebhook(none, {}),
  ),
  testWebhook: unknown(
    async ({ client }) => {
      const result = await client.testWebhook(id('webhook'));
      promised(result.delivery, is.delivery);
      assert.equal(result.success, false);
    },
    (c) => c.testWebhook(none),
  ),
  listWebhookDeliveries: unknown(
    async ({ client }) =>
      promised((await client.listWebhookDeliveries(id('webhook'), { limit: 1 })).deliveries[0], is.delivery),
    (c) => c.listWebhookDeliveries(none),
  ),
  deleteWebhook: unknown(
    ({ client }) => done(client.deleteWebhook(id('webhook'))),
    (c) => c.deleteWebhook(none),
  ),
  createTrunk: invalid(
    'host',
    async ({ client }) => {
      const { trunk } = await client.createTrunk({ name: 'Backup', host: 'sip.backup.example' });
      promised(trunk, is.trunk);
      keep('trunk', trunk);
    },
    (c) => c.createTrunk({ name: 'Other', host: 'not a host' }),
  ),
  listTrunks: locked(
    async ({ client }) => promised((await client.listTrunks()).trunks[0], is.trunk),
    (c) => c.listTrunks(),
  ),
  getTrunk: unknown(
    async ({ client }) => promised((await client.getTrunk(id('trunk'))).trunk, is.trunk),
    (c) => c.getTrunk(none),
  ),
  updateTrunk: unknown(
    async ({ client }) => promised((await client.updateTrunk(id('trunk'), { maxChannels: 5 })).trunk, is.trunk),
    (c) => c.updateTrunk(none, {}),
  ),
  syncTrunk: unknown(
    ({ client }) => done(client.syncTrunk(id('trunk'))),
    (c) => c.syncTrunk(none),
  ),
  getTrunkStatus: unknown(
    async ({ client }) => promised((await client.getTrunkStatus(id('trunk'))).status, is.trunkStatus),
    (c) => c.getTrunkStatus(none),
  ),
  listActiveGateways: locked(
    async ({ client }) => promised((await client.listActiveGateways()).gateways[0], is.activeGateway),
    (c) => c.listActiveGateways(),
  ),
  deleteTrunk: unknown(
    ({ client }) => done(client.deleteTrunk(id('trunk'))),
    (c) => c.deleteTrunk(none),
  ),
  createApiKey: invalid(
    'role',
    async ({ client }) => {
      const { apiKey } = await client.createApiKey({ name: 'Wallboard', role: 'readonly' });
      promised(apiKey, { ...is.apiKey, key: 'string' });
      keep('key', apiKey);
    },
    (c) => c.createApiKey({ name: 'Wallboard', role: 'king' as never }),
  ),
  listApiKeys: locked(
    async ({ client }) => promised((await client.listApiKeys()).apiKeys[0], is.apiKey),
    (c) => c.listApiKeys(),
  ),
  getApiKeyDetail: unknown(
    async ({ client }) => promised((await client.getApiKeyDetail(id('key'))).apiKey, is.apiKey),
    (c) => c.getApiKeyDetail(none),
  ),
  updateApiKey: unknown(
    async ({ client }) => promised((await client.updateApiKey(id('key'), { enabled: false })).apiKey, is.apiKey),
    (c) => c.updateApiKey(none, {}),
  ),
  regenerateApiKey: unknown(
    async ({ client }) =>
      promised((await client.regenerateApiKey(id('key'))).apiKey, { ...is.apiKey, key: 'string' }),
    (c) => c.regenerateApiKey(none),
  ),
  revokeApiKey: unknown(
    ({ client }) => done(client.revokeApiKey(id('key'))),
    (c) => c.revokeApiKey(none),
  ),
  createTenant: invalid(
    'timezone',
    async ({ client }) => {
      const { tenant } = await client.createTenant({ name: 'Blue Door' });
      promised(tenant, is.tenant);
      keep('tenant', tenant);
    },
    (c) => c.createTenant({ name: 'Green Door', timezone: 'Nowhere' }),
  ),
  listTenants: locked(
    async ({ client }) => promised((await client.listTenants()).tenants[0], is.tenant),
    (c) => c.listTenants(),
  ),
  getTenant: unknown(
    async ({ client }) => promised((await client.getTenant(id('tenant'))).tenant, is.tenant),
    (c) => c.getTenant(none),
  ),
  updateTenant: unknown(
    async ({ client }) =>
      promised((await client.updateTenant(id('tenant'), { maxExtensions: 7 })).tenant, is.tenant),
    (c) => c.updateTenant(none, {}),
  ),
  getTenantStats: unknown(
    async ({ client }) => promised((await client.getTenantStats(id('tenant'))).stats, is.tenantStats),
    (c) => c.getTenantStats(none),
  ),
  createAiAgent: invalid(
    'voice',
    async ({ client }) => {
      const { agent } = await client.createAiAgent({ agent_id: 'night-desk', display_name: 'Nora' });
      promised(agent, is.aiAgent);
    },
    (c) => c.createAiAgent({ agent_id: 'other', display_name: 'Nora', voice: 'Elvis' }),
  ),
  listAiAgents: locked(
    async ({ client }) => {
      const { system_prompt: _, ...summary } = is.aiAgent;
      const { agents } = await client.listAiAgents();
      promised(agents[0], summary);
      assert.ok(agents.every((agent) => !('system_prompt' in agent)));
    },
    (c) => c.listAiAgents(),
  ),
  getAiAgent: unknown(
    async ({ client }) => promised((await client.getAiAgent('night-desk')).agent, is.aiAgent),
    (c) => c.getAiAgent(none),
  ),
  updateAiAgent: unknown(
    async ({ client }) => {
      const { agent } = await client.updateAiAgent('night-desk', { tools: [], greeting: null });
      promised(agent, is.aiAgent);
    },
    (c) => c.updateAiAgent(none, {}),
  ),
  moveAiAgent: invalid(
    'newTenantId',
    async ({ client }) => promised(await client.moveAiAgent('night-desk', id('tenant')), is.moved),
    (c) => c.moveAiAgent('night-desk', none),
  ),
  deleteAiAgent: unknown(
    ({ client }) => done(client.deleteAiAgent('night-desk')),
    (c) => c.deleteAiAgent(none),
  ),
  deleteTenant: unknown(
    ({ client }) => done(client.deleteTenant(id('tenant'))),
    (c) => c.deleteTenant(none),
  ),
  listAiVoices: locked(
    async ({ client }) => promised((await client.listAiVoices()).voices[0], is.voice),
    (c) => c.listAiVoices(),
  ),
  previewAiVoice: invalid(
    'voice',
    async ({ client }) => assert.ok((await client.previewAiVoice('Kore', 'Hello')).size > 44),
    (c) => c.previewAiVoice('Elvis', 'Hello'),
  ),
  aiAgentsHealth: locked(
    async ({ client }) => promised(await client.aiAgentsHealth(), is.aiHealth),
    (c) => c.aiAgentsHealth(),
  ),
  listAiCalls: invalid(
    'limit',
    async ({ client }) => promised(await client.listAiCalls({ limit: 1 }), { calls: 'array', total: 'number' }),
    (c) => c.listAiCalls({ limit: -1 }),
  ),
  getDashboardStats: locked(
    async ({ client }) => promised((await client.getDashboardStats()).stats, is.dashboard),
    (c) => c.getDashboardStats(),
  ),
  getCallsByDay: invalid(
    'dateFrom',
    async ({ client }) => promised((await client.getCallsByDay()).days[0], is.day),
    (c) => c.getCallsByDay({ dateFrom: 'yesterday' }),
  ),
  getTopExtensions: invalid(
    'limit',
    async ({ client }) => promised((await client.getTopExtensions({ limit: 1 })).extensions[0], is.topExtension),
    (c) => c.getTopExtensions({ limit: -1 }),
  ),
};
