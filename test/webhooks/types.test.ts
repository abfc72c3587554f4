import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { WebhookEventName as Subscribable } from '../../src/api/types/webhooks.js';
import { createAiToolsHandler } from '../../src/webhooks/index.js';
import type {
  AiToolArguments,
  AiToolRequest,
  AiToolsOptions,
  CallEndedEvent,
  CallForwardedEvent,
  CampaignCompletedEvent,
  CampaignOutcome,
  VoicemailNewEvent,
  WebhookEnvelope,
  WebhookEventName,
} from '../../src/webhooks/index.js';

/** Compiles only when both are one type. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <Claim extends true>(claim: Claim = true as Claim): boolean => claim;

describe('the types of the webhooks', () => {
  it('have a payload for every event a webhook can be subscribed to, and for the test', () => {
    assert.ok(holds<Same<Exclude<WebhookEventName, 'webhook.test'>, Subscribable>>());
    assert.ok(holds<Same<WebhookEnvelope['event'], WebhookEventName>>());
  });

  it('take the documented examples', () => {
    const forwarded: WebhookEnvelope = {
      event: 'call.forwarded',
      timestamp: '2026-04-07T14:15:02Z',
      data: {
        callUuid: 'a1b2c3d4-...',
        caller: '+17861234567',
        originalDestination: '1001',
        forwardedTo: '+13055559999',
        forwardType: 'always',
        status: 'completed',
        duration: 142,
        billsec: 138,
        hangupCause: 'NORMAL_CLEARING',
        recordingFile: '/var/lib/voip-recordings/.../uuid.wav',
        inboundDid: '+17862757830',
        timestamp: '2026-04-07T14:17:24Z',
      },
    };
    const ended: CallEndedEvent = {
      callUuid: 'a1b2c3d4-...',
      direction: 'inbound',
      caller: '+17861234567',
      destination: '+17862757830',
      duration: 142,
      billsec: 138,
      hangupCause: 'NORMAL_CLEARING',
      status: 'completed',
      forwardedTo: '+13055559999',
      recordingFile: '/var/lib/voip-recordings/.../uuid.mp3',
    };
    const voicemail: VoicemailNewEvent = {
      callUuid: 'a1b2c3d4-...',
      extension: '1001',
      caller: '+17861234567',
      callerName: 'John Doe',
      duration: 23,
      recordingFile: '/var/lib/voip-voicemail/.../msg.mp3',
      timestamp: '2026-05-14T18:15:30Z',
    };
    assert.ok(forwarded && ended && voicemail);
  });

  it('take the documented summary of a campaign call', () => {
    const completed: CampaignCompletedEvent = {
      callUuid: '96afef31-...',
      campaignId: 'camp-abc-123',
      recipientId: 'rec-xyz-456',
      companyId: 'comp-789',
      toNumber: '+17866302522',
      callerIdNumber: '+16292762555',
      outcome: 'agent_answered',
      timing: {
        startedAt: '2026-06-12T20:51:42.000Z',
        answeredAt: '2026-06-12T20:51:46.000Z',
        endedAt: '2026-06-12T20:56:31.000Z',
        ringDurationSec: 4,
        totalDurationSec: 289,
        billsec: 285,
      },
      amd: { enabled: true, result: 'unknown_assumed_human', durationMs: 3000 },
      ivr: { menuName: 'Press 1', digitPressed: '1', attempts: 1, result: 'digit_pressed' },
      queue: {
        entered: true,
        queueName: 'Press 1 Agents',
        queueId: '32fb10de-...',
        waitSeconds: 262,
        result: 'answered',
        answeredBy: '1006',
        answeredByName: 'Angelica Gonzalez',
        talkSeconds: 23,
      },
      recording: { enabled: true, url: 'https://cdn.example.com/recordings/96afef31.mp3', durationSec: 285 },
      hangupCause: 'NORMAL_CLEARING',
      status: 'completed',
      disposition: 'transferred',
    };
    assert.ok(completed);
  });

  it('follow from the name of the event', () => {
    const seconds = (envelope: WebhookEnvelope): number => {
      switch (envelope.event) {
        case 'call.ended':
          return envelope.data.billsec;
        case 'campaign.completed':
          return envelope.data.timing.billsec;
        case 'call.end':
          return envelope.data.duration_s;
        default:
          return 0;
      }
    };
    const end: WebhookEnvelope<'call.end'> = {
      event: 'call.end',
      timestamp: '2026-01-01T00:00:00Z',
      data: { call_uuid: 'c', agent_id: 'a', tenant_id: 't', duration_s: 7, end_reason: 'completed' },
    };
    assert.equal(seconds(end), 7);
  });

  it('give a forwarded call its length only once it is over', () => {
    const length = (event: CallForwardedEvent): number => (event.status === 'completed' ? event.duration : 0);
    assert.ok(holds<Same<Extract<CallForwardedEvent, { status: 'answered' }>['duration'], undefined>>());
    assert.ok(holds<Same<Extract<CallForwardedEvent, { status: 'initiated' }>['forwardType'], 'always'>>());
    assert.ok(typeof length === 'function');
  });

  it('know the ten outcomes of a campaign call', () => {
    const outcomes: Record<CampaignOutcome, true> = {
      no_answer: true,
      amd_machine: true,
      ivr_timeout: true,
      ivr_hangup: true,
      queue_timeout: true,
      queue_hangup: true,
      agent_answered: true,
      transferred: true,
      completed: true,
      failed: true,
    };
    assert.equal(Object.keys(outcomes).length, 10);
  });

  it('give each tool its own arguments, and refuse answers without a message', () => {
    const bearer = 'key';
    type Booking = { book_table: { people: number } };
    createAiToolsHandler<Booking>({
      bearer,
      tools: {
        send_sms: ({ to_phone, message }) => ({ status: 'sent', message: `${message} to ${to_phone}` }),
        book_table: ({ people }) => ({ status: 'created', message: `For ${people.toFixed()}.` }),
      },
    });
    type Tools = AiToolsOptions['tools'];
    type Takes<Tool> = Tool extends Tools['send_sms'] ? true : false;
    assert.ok(holds<Takes<() => { status: 'sent'; message: string }>>());
    assert.ok(holds<Same<Takes<() => { status: 'sent' }>, false>>());
    assert.ok(holds<Same<Takes<() => { status: 'done'; message: string }>, false>>());
    assert.ok(holds<Same<keyof Tools, keyof AiToolArguments>>());
    assert.ok(holds<Same<AiToolRequest['function'], keyof AiToolArguments>>());
  });
});
