import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { startPlatform } from '../../../demo/pbx/serve.js';
import { runSnippet } from './snippets.js';
import type { Snippet } from './snippets.js';

const key = 'csk_live_tools';
const env = { VOIP_TOOLS_WEBHOOK_KEY: key };

type Handler = (request: Request) => Promise<Response>;

/** The reader's CRM, in memory. */
const crm = `
  export const kept = [];
  export const crm = {
    createLead: async (lead) => void kept.push(lead),
    saveMessage: async (message) => void kept.push(message),
    findPolicy: async (number, signal) => (number === '77' && !signal.aborted ? { state: 'active' } : null),
    bookTable: async (seats) => void kept.push({ seats }),
  };
`;

const andKept = "\nexport { kept } from './crm.js';\n";

export const aiToolScenarios = {
  'ai-tools.md#The handler': async (t: TestContext, { code, ...rest }: Snippet) => {
    const { exports } = await runSnippet(t, { ...rest, code: code + andKept }, { files: { 'crm.js': crm }, env });
    const ask = asker(exports['handler'] as Handler);
    const lead = { first_name: 'Ana', phone: '+1', interest: 'boats' };
    assert.equal((await ask('create_lead', lead)).status, 'created');
    const message = { caller_name: 'Ben', caller_phone: '+2', message: 'Call me' };
    assert.equal((await ask('leave_message', message)).status, 'saved');
    assert.deepEqual(await ask('check_policy_status', { policy_number: 77 }), {
      status: 'found',
      message: 'That policy is active.',
    });
    assert.equal((await ask('check_policy_status', { policy_number: '78' })).status, 'not_found');
    assert.deepEqual(exports['kept'], [
      { name: 'Ana', phone: '+1', interest: 'boats', callId: 'call-1' },
      { from: 'Ben', phone: '+2', text: 'Call me', urgent: false },
    ]);
  },
  'ai-tools.md#In Express': async (t: TestContext, snippet: Snippet) => {
    const handler = `export const handler = async (request) => {
      const text = await request.text();
      const message = request.headers.get('Authorization') + ' ' + JSON.parse(text).function;
      return Response.json({ status: 'sent', message }, { status: 500 });
    };`;
    const running = await runSnippet(t, snippet, { files: { 'handler.js': handler } });
    const url = `${await running.address()}/api/webhooks/ai-tools`;
    const answer = await fetch(toolRequest(url, 'send_sms', {}));
    assert.equal(answer.status, 500);
    assert.deepEqual(await answer.json(), { status: 'sent', message: `Bearer ${key} send_sms` });
  },
  'ai-tools.md#Tools of your own, and other languages': async (t: TestContext, { code, ...rest }: Snippet) => {
    const { exports } = await runSnippet(t, { ...rest, code: code + andKept }, { files: { 'crm.js': crm }, env });
    const ask = asker(exports['POST'] as Handler);
    assert.equal((await ask('book_table', { people: '4' })).status, 'created');
    assert.equal((await ask('book_table', {})).status, 'failed');
    assert.match((await ask('fly', {})).message, /^Lo siento/);
    assert.deepEqual(exports['kept'], [{ seats: 4 }]);
  },
  'ai-tools.md#Give the tools to an agent': async (t: TestContext, snippet: Snippet) => {
    const platform = await startPlatform();
    t.after(() => platform.close());
    const { exports } = await runSnippet(t, snippet, {
      env: { CEMSCALE_API_URL: platform.url, CEMSCALE_API_KEY: platform.apiKey },
    });
    const { agent_id, tools } = exports['agent'] as { agent_id: string; tools: string[] };
    assert.equal(agent_id, 'my-receptionist');
    assert.ok(tools.includes('leave_message'));
  },
};

function toolRequest(url: string, tool: string, args: unknown): Request {
  return new Request(url, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ function: tool, args, call_id: 'call-1', tenant_id: 'tenant-1' }),
  });
}

function asker(handler: Handler) {
  return async (tool: string, args: unknown): Promise<{ status: string; message: string }> => {
    const answer = await handler(toolRequest('https://crm.example.com/', tool, args));
    assert.equal(answer.status, 200);
    return (await answer.json()) as { status: string; message: string };
  };
}
