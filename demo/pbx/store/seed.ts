import { homeTenantId, stableUuid } from '../company.js';
import type { AiAgent } from './ai-agent-shape.js';
import type { Store } from './store.js';

const named = (text: string) => ({ id: stableUuid(text) });

/** Fills a new store with what a company of six has. Ids are the same at every start. */
export function seed(store: Store): void {
  seedGroups(store);
  seedMenus(store);
  seedLines(store);
  seedAi(store);
}

function seedGroups({ ringGroups, queues, schedules }: Store): void {
  ringGroups.add(
    {
      name: 'Sales',
      extension: '6001',
      strategy: 'simultaneous',
      members: ['1001', '1002'],
      ringTimeoutSec: 25,
      noAnswerAction: 'extension',
      noAnswerTarget: '1005',
    },
    named('ring group sales'),
  );
  const agent = (extension: string) => ({
    ...named(`queue agent ${extension}`),
    extension,
    loggedIn: true,
    paused: false,
  });
  queues.add(
    {
      name: 'Support',
      extension: '5001',
      strategy: 'longest_idle',
      maxWaitSec: 300,
      serviceLevelSec: 20,
      musicOnHold: null,
      agents: [agent('1003'), agent('1004')],
    },
    named('queue support'),
  );
  const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
  schedules.add(
    {
      name: 'Office hours',
      timezone: 'America/New_York',
      schedules: weekdays.map((day) => ({ day, enabled: true, startTime: '09:00', endTime: '17:00' })),
      afterHoursAction: 'voicemail',
      afterHoursTarget: '1001',
    },
    named('schedule office'),
  );
}

function seedMenus({ ivrMenus }: Store): void {
  ivrMenus.add(
    {
      name: 'Main menu',
      extension: '4001',
      greetingText: 'Welcome. For sales press 1, for support press 2, for everything else press 0.',
      options: [
        { digit: '1', action: 'ring_group', target: '6001', label: 'Sales' },
        { digit: '2', action: 'queue', target: '5001', label: 'Support' },
        { digit: '0', action: 'extension', target: '1005', label: 'Everything else' },
      ],
      timeoutSec: 5,
      maxAttempts: 3,
    },
    named('ivr main'),
  );
}

function seedLines({ trunks, dids, blocklist, tenants }: Store): void {
  trunks.add(
    {
      name: 'Coastline Telecom',
      host: 'sip.coastline.example',
      port: 5061,
      transport: 'tls',
      username: 'cemscale-home',
      password: null,
      register: true,
      maxChannels: 30,
      enabled: true,
      codecs: ['PCMU', 'PCMA'],
      running: { host: 'sip.coastline.example', port: 5061, register: true },
    },
    named('trunk coastline'),
  );
  const did = (number: string, name: string, inboundRoute: 'extension' | 'ivr' | 'ai_agent', target: string) =>
    dids.add(
      {
        number,
        label: name,
        inboundRoute,
        routeTarget: target,
        aiTransferType: inboundRoute === 'ai_agent' ? 'extension' : null,
        aiTransferTarget: inboundRoute === 'ai_agent' ? '1001' : null,
        enabled: true,
      },
      named(`did ${number}`),
    );
  did('+15552000100', 'Main line', 'ivr', '4001');
  did('+15552000101', 'Alice Moreno', 'extension', '1001');
  did('+15552000110', 'Reception', 'ai_agent', 'reception');
  blocklist.add({ number: '+15559999999', reason: 'Spam', direction: 'inbound' }, named('blocked spam'));
  const limits = { timezone: 'America/New_York', maxExtensions: 50, maxChannels: 30, enabled: true };
  tenants.add({ name: 'Harbor & Hill', domain: 'harbor.example', ...limits }, { id: homeTenantId });
  tenants.add({ name: 'Northwind Courier', domain: 'northwind.example', ...limits }, named('tenant northwind'));
}

const reception: AiAgent = {
  agent_id: 'reception',
  display_name: 'Sofia',
  company: 'Harbor & Hill',
  role: 'Receptionist',
  language: 'en',
  voice: 'Sulafat',
  system_prompt:
    'You are Sofia, the receptionist of Harbor & Hill. Be brief and kind. Take messages and send texts.',
  speak_first: true,
  temperature: 0.5,
  thinking_level: 'minimal',
  tools: ['transfer_to_human', 'end_call', 'create_lead', 'leave_message', 'send_sms'],
  tools_webhook_url: null,
  greeting: 'Harbor and Hill, this is Sofia. How can I help you?',
  farewell: 'Thank you for calling. Goodbye.',
  max_duration_s: 600,
  idle_timeout_s: 30,
  enable_transcription: true,
};

function seedAi({ aiAgents, aiCalls }: Store): void {
  aiAgents.add(reception, named('ai agent reception'));
  const call = (hoursAgo: number, caller: string, seconds: number, end: 'completed' | 'transferred') =>
    aiCalls.add({
      call_uuid: stableUuid(`ai call ${hoursAgo}`),
      agent_id: 'reception',
      caller_id: caller,
      inbound_did: '+15552000110',
      duration_s: seconds,
      tokens_input: seconds * 32,
      tokens_output: seconds * 11,
      end_reason: end,
      started_at: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
    });
  call(50, '+15552010102', 74, 'completed');
  call(26, '+15551234567', 131, 'transferred');
  call(3, '+15552010101', 48, 'completed');
}
