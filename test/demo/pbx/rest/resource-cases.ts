/** One kind of record, and what a test does to it. */
export interface ResourceCase {
  readonly path: string;
  readonly one: string;
  readonly many: string;
  readonly create: Record<string, unknown>;
  readonly change: Record<string, unknown>;
  /** A body that is refused, and the field that is named. */
  readonly wrong: readonly [body: Record<string, unknown>, field: string];
  /** Whether creating the same twice is a conflict. */
  readonly unique: boolean;
  /** Name of the id in the record. */
  readonly id?: string;
}

const hours = [{ day: 'monday', enabled: true, startTime: '09:00', endTime: '17:00' }];

/** Every kind of record that the API lets be created. */
export const resourceCases: readonly ResourceCase[] = [
  {
    path: '/api/extensions',
    one: 'extension',
    many: 'extensions',
    create: { extension: '1009', password: 'SecurePass1!', displayName: 'Dave' },
    change: { displayName: 'David' },
    wrong: [{ extension: 'abc', password: 'SecurePass1!', displayName: 'Dave' }, 'extension'],
    unique: true,
  },
  {
    path: '/api/ring-groups',
    one: 'ringGroup',
    many: 'ringGroups',
    create: { name: 'Night', extension: '6009', members: ['1001', '1002'] },
    change: { strategy: 'sequential' },
    wrong: [{ name: 'Night', extension: '6010', members: ['7777'] }, 'members'],
    unique: true,
  },
  {
    path: '/api/queues',
    one: 'queue',
    many: 'queues',
    create: { name: 'Returns', extension: '5009', agents: ['1003'] },
    change: { maxWaitSec: 60 },
    wrong: [{ name: 'Returns', extension: '5010', strategy: 'loudest' }, 'strategy'],
    unique: true,
  },
  {
    path: '/api/ivr',
    one: 'menu',
    many: 'menus',
    create: {
      name: 'Night menu',
      extension: '4009',
      options: [{ digit: '1', action: 'extension', target: '1001' }],
    },
    change: { timeoutSec: 9 },
    wrong: [
      { name: 'Night menu', extension: '4010', options: [{ digit: '12', action: 'hangup' }] },
      'options[0].digit',
    ],
    unique: true,
  },
  {
    path: '/api/webhooks',
    one: 'webhook',
    many: 'webhooks',
    create: { name: 'CRM', url: 'http://127.0.0.1:9/hook', events: ['call.ended'], secret: 'long-enough-secret' },
    change: { enabled: false },
    wrong: [{ name: 'CRM', url: 'ftp://host/hook', events: ['call.ended'] }, 'url'],
    unique: false,
  },
  {
    path: '/api/blocklist',
    one: 'blockedNumber',
    many: 'blockedNumbers',
    create: { number: '+15557770000', reason: 'Spam', direction: 'inbound' },
    change: { reason: 'Fax' },
    wrong: [{ number: '555' }, 'number'],
    unique: true,
  },
  {
    path: '/api/schedules',
    one: 'schedule',
    many: 'schedules',
    create: { name: 'Office', timezone: 'Europe/Madrid', schedules: hours, afterHoursAction: 'voicemail' },
    change: { name: 'Madrid office' },
    wrong: [{ name: 'Office', timezone: 'Mars/Olympus', schedules: hours }, 'timezone'],
    unique: false,
  },
  {
    path: '/api/trunks',
    one: 'trunk',
    many: 'trunks',
    create: { name: 'Backup', host: 'sip.backup.example', password: 'carrier-secret' },
    change: { maxChannels: 5 },
    wrong: [{ name: 'Other', host: 'not a host' }, 'host'],
    unique: true,
  },
  {
    path: '/api/api-keys',
    one: 'apiKey',
    many: 'apiKeys',
    create: { name: 'Mobile App', role: 'readonly' },
    change: { name: 'Tablet app' },
    wrong: [{ name: 'Mobile App', role: 'king' }, 'role'],
    unique: false,
  },
  {
    path: '/api/dids',
    one: 'did',
    many: 'dids',
    create: { number: '+15552000199', inboundRoute: 'queue', routeTarget: '5001' },
    change: { label: 'Night line' },
    wrong: [{ number: '+15552000198', inboundRoute: 'ai_agent', routeTarget: 'nobody' }, 'routeTarget'],
    unique: true,
  },
  {
    path: '/api/ai/agents',
    one: 'agent',
    many: 'agents',
    create: { agent_id: 'night-desk', display_name: 'Nora', tools: ['end_call'] },
    change: { voice: 'Aoede', tools: [] },
    wrong: [{ agent_id: 'other', display_name: 'Nora', voice: 'Elvis' }, 'voice'],
    unique: true,
    id: 'agent_id',
  },
  {
    path: '/api/tenants',
    one: 'tenant',
    many: 'tenants',
    create: { name: 'Blue Door', domain: 'bluedoor.example' },
    change: { maxExtensions: 7 },
    wrong: [{ name: 'Blue Door', timezone: 'Nowhere' }, 'timezone'],
    unique: true,
  },
];

/** Records that the platform lets be read one by one. */
export const single = new Set([
  '/api/extensions',
  '/api/ivr',
  '/api/schedules',
  '/api/trunks',
  '/api/api-keys',
  '/api/ai/agents',
  '/api/tenants',
]);
