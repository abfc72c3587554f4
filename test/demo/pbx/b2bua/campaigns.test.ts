import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PlatformClient } from '../support/platform-client.js';
import { until } from '../support/until.js';

describe('campaign calls', () => {
  let client: PlatformClient;
  let receiver: Server;
  const told: { event: string; data: Record<string, unknown> }[] = [];
  before(async () => {
    client = await PlatformClient.start({ timing: { campaignSecondMs: 2 } });
    receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        told.push(JSON.parse(Buffer.concat(chunks).toString('utf8')) as (typeof told)[number]);
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    const names = ['call_initiated', 'answered', 'amd_result', 'ivr_completed', 'queue_joined', 'agent_answered'];
    const events = [...names, 'completed'].map((name) => `campaign.${name}`);
    const { status } = await client.request('POST', '/api/webhooks', { name: 'Campaigns', url, events });
    assert.equal(status, 201);
  });
  after(async () => {
    await client.close();
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
  });

  const place = async (toNumber: string): Promise<string> => {
    const onAnswer = { type: 'transfer', flowType: 'ivr', destination: '4001' };
    const body = {
      toNumber,
      callerIdNumber: '+16292762555',
      onAnswer,
      amd: true,
      metadata: { campaignId: 'camp-1' },
    };
    const answer = await client.request('POST', '/api/campaigns/originate', body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return String(answer.body['callUuid']);
  };
  const timeline = (uuid: string): Promise<string[]> =>
    until('the end', () => {
      const own = told.filter(({ data }) => data['callUuid'] === uuid).map(({ event }) => event.slice(9));
      return own.includes('completed') && own;
    });

  it('run from the ringing to an agent, told event by event', async () => {
    const uuid = await place('+17866302522');
    assert.deepEqual(await timeline(uuid), [
      'call_initiated',
      'answered',
      'amd_result',
      'ivr_completed',
      'queue_joined',
      'agent_answered',
      'completed',
    ]);
    const { body } = await client.request('GET', `/api/campaigns/calls/${uuid}`);
    assert.deepEqual([body['outcome'], body['campaignId']], ['agent_answered', 'camp-1']);
    assert.equal((body['queue'] as Record<string, unknown>)['answeredBy'], '1003');
  });

  for (const [digit, outcome, last] of [
    ['0', 'no_answer', 'call_initiated'],
    ['1', 'amd_machine', 'amd_result'],
    ['4', 'ivr_hangup', 'ivr_completed'],
    ['5', 'queue_timeout', 'queue_joined'],
  ] as const) {
    it(`end with ${outcome} when the number ends in ${digit}`, async () => {
      const uuid = await place(`+1786630252${digit}`);
      assert.equal((await timeline(uuid)).at(-2), last);
      assert.equal((await client.request('GET', `/api/campaigns/calls/${uuid}`)).body['outcome'], outcome);
    });
  }
});
