import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agentPermissions, permissions } from '../../src/server/index.js';
import { signIn } from './support/caller.js';
import { answerJson } from './support/recording-platform.js';

const satellite = '+88212345678';

describe('bodies that say where calls go', () => {
  it('reach the platform with their documented fields only', async (t) => {
    const { platform, ask } = await signIn(t);
    platform.answers['GET /api/calls/active'] = answerJson({
      calls: [{ callUuid: 'mine', callerIdNumber: '1001' }],
    });
    const more = { destination: satellite, to: satellite, callerIdNumber: '+15550001111' };
    await ask('POST', '/api/calls/mine/transfer', { body: { ...more, targetExtension: '1002', type: 'blind' } });
    await ask('POST', '/api/calls/mine/participants', { body: { ...more, toExtension: '1002' } });
    await ask('POST', '/api/calls/originate', { body: { ...more, toNumber: '1002' } });
    const forward = { enabled: false, type: 'busy', destination: null, ringTimeoutSec: 9 };
    await ask('PUT', '/api/extensions/ext-1001/call-forward', { body: { ...forward, to: satellite } });
    assert.deepEqual(
      platform.requests.filter(({ body }) => body !== '').map(({ body }) => JSON.parse(body) as unknown),
      [
        { targetExtension: '1002', type: 'blind' },
        { toExtension: '1002' },
        { toNumber: '1002', fromExtension: '1001' },
        forward,
      ],
    );
  });

  it('keep the caller id of a campaign, which the platform asks for', async (t) => {
    const { platform, ask } = await signIn(t, ['campaigns:originate']);
    const onAnswer = { type: 'transfer', flowType: 'ivr', destination: '4001' };
    const campaign = { toNumber: '+15551234567', callerIdNumber: '+15550001111', metadata: { campaignId: 'c' } };
    const body = { ...campaign, onAnswer: { ...onAnswer, fallback: satellite }, failover: satellite };
    assert.equal((await ask('POST', '/api/campaigns/originate', { body })).status, 200);
    const sent = platform.requests.at(-1);
    assert.deepEqual(JSON.parse(sent?.body ?? ''), { ...campaign, onAnswer });
  });

  it('are refused when a number anywhere in them may not be called', async (t) => {
    const { platform, ask } = await signIn(t, Object.keys(permissions));
    const bodies: readonly (readonly [string, string, object])[] = [
      ['POST', '/api/campaigns/originate', { toNumber: '1002', onAnswer: { destination: satellite } }],
      ['POST', '/api/ring-groups', { members: ['1002', satellite] }],
      ['PATCH', '/api/ring-groups/1', { noAnswerTarget: satellite }],
      ['POST', '/api/queues', { agents: [satellite] }],
      ['PATCH', '/api/ivr/1', { options: [{ digit: '1', action: 'external', target: satellite }] }],
      ['PATCH', '/api/schedules/1', { afterHoursTarget: satellite }],
      ['POST', '/api/dids', { number: '+15550001111', routeTarget: satellite }],
      ['PATCH', '/api/dids/1', { aiTransferTarget: satellite }],
    ];
    for (const [method, path, body] of bodies) assert.equal((await ask(method, path, { body })).status, 403, path);
    const hidden = { options: { 0: { target: satellite } } };
    assert.equal((await ask('PATCH', '/api/ivr/1', { body: hidden })).status, 422);
    const address = { noAnswerTarget: `sip:${satellite}@example.com` };
    assert.equal((await ask('PATCH', '/api/ring-groups/1', { body: address })).status, 422);
    assert.deepEqual(platform.requests, []);
  });

  it('pass with numbers, extensions and ids, and all that does not dial', async (t) => {
    const { platform, ask } = await signIn(t, [...agentPermissions, 'routing:write']);
    const group = { name: 'Sales', members: ['1002', '+15551234567'], noAnswerTarget: null, color: 'red' };
    const target = '0b0ee3b1-7f5a-4b64-9d3c-2f1f8a3f0001';
    const menu = {
      options: [
        { digit: '1', action: 'queue', target },
        { digit: '2', action: 'hangup' },
      ],
    };
    assert.equal((await ask('POST', '/api/ring-groups', { body: group })).status, 200);
    assert.equal((await ask('PATCH', '/api/ivr/1', { body: menu })).status, 200);
    assert.deepEqual(
      platform.requests.map(({ body }) => JSON.parse(body) as unknown),
      [group, menu],
    );
  });
});
