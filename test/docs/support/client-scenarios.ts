import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { startPlatform } from '../../../demo/pbx/serve.js';
import { VoIPClient } from '../../../src/api/index.js';
import { until } from '../../support/poll.js';
import { runSnippet } from './snippets.js';
import type { RunningSnippet, Snippet } from './snippets.js';

const outcomes = {
  failed: 'today',
  queue_timeout: 'today',
  queue_hangup: 'today',
  no_answer: 'another day',
  amd_machine: 'another day',
  ivr_timeout: 'never',
  ivr_hangup: 'never',
  agent_answered: 'never',
  transferred: 'never',
  completed: 'never',
};

export const clientScenarios = {
  'campaigns.md#Start a call': async (t: TestContext, snippet: Snippet) => {
    const { exports, client } = await onPlatform(t, snippet);
    const callContact = exports['callContact'] as (contact: object) => Promise<{ callUuid: string }>;
    const contact = { id: 'rec-1', number: '+15552010101' };
    const { callUuid } = await callContact(contact);
    const again = await callContact(contact);
    assert.equal(again.callUuid, callUuid, 'one key, one call');
    const detail = await client.getCampaignDetail(callUuid);
    assert.deepEqual([detail.campaignId, detail.recipientId], ['spring', 'rec-1']);
  },
  'campaigns.md#Do not start more than there are lines': async (t: TestContext, snippet: Snippet) => {
    const { exports } = await onPlatform(t, snippet);
    const freeLines = exports['freeLines'] as () => Promise<number>;
    assert.ok((await freeLines()) > 0);
  },
  'campaigns.md#Follow it': async (t: TestContext, snippet: Snippet) => {
    const { exports } = await runSnippet(t, snippet);
    const callAgain = exports['callAgain'] as (event: object) => string;
    for (const [outcome, when] of Object.entries(outcomes)) assert.equal(callAgain({ outcome }), when, outcome);
  },
  'campaigns.md#Follow it 2': async (t: TestContext, snippet: Snippet) => {
    const { exports, client } = await onPlatform(t, snippet);
    const summary = exports['summary'] as (callUuid: string) => Promise<string>;
    const { callUuid } = await client.campaignOriginate({
      toNumber: '+15552010101',
      callerIdNumber: '+15550100200',
      onAnswer: { type: 'transfer', flowType: 'extension', destination: '1001' },
    });
    const outcome = await until(
      'the call is over',
      async () => (await client.getCampaignDetail(callUuid)).outcome,
    );
    assert.match(await summary(callUuid), new RegExp(`^${outcome} after [\\d.]+ s`));
  },
  'csv-export.md#To a file': async (t: TestContext, snippet: Snippet) => {
    const folder = mkdtempSync(join(tmpdir(), 'cemscale-csv-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'calls.csv');
    await onPlatform(t, snippet, { CSV_FILE: file });
    const [header = ''] = readFileSync(file, 'utf8').split(/\r?\n/);
    assert.ok(header.split(',').length > 3, header);
  },
  'csv-export.md#Your own columns': async (t: TestContext, snippet: Snippet) => {
    const { exports, client } = await onPlatform(t, snippet);
    const field = exports['field'] as (value: string | number | null) => string;
    assert.deepEqual(['=1+1', '@a', 'a,"b"', 'Zoë', null, -5].map(field), [
      "'=1+1",
      "'@a",
      '"a,""b"""',
      'Zoë',
      '',
      '-5',
    ]);
    const lines = exports['lines'] as (from: string, to: string) => AsyncIterable<string>;
    const written: string[] = [];
    for await (const line of lines('2020-01-01', '2099-12-31')) written.push(line);
    const { pagination } = await client.listCalls({ dateFrom: '2020-01-01', dateTo: '2099-12-31' });
    assert.equal(written.length, pagination.total + 1);
  },
};

async function onPlatform(
  t: TestContext,
  snippet: Snippet,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningSnippet & { readonly client: VoIPClient }> {
  // A second of a campaign call passes in a hundredth.
  const platform = await startPlatform({ timing: { campaignSecondMs: 10 } });
  t.after(() => platform.close());
  const { url: apiUrl, apiKey } = platform;
  const running = await runSnippet(t, snippet, {
    env: { CEMSCALE_API_URL: apiUrl, CEMSCALE_API_KEY: apiKey, ...env },
  });
  return { ...running, client: new VoIPClient({ apiUrl, apiKey }) };
}
