import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PlatformClient, type Answer } from '../support/platform-client.js';
import { resourceCases, single } from './resource-cases.js';

describe('resources', () => {
  let client: PlatformClient;
  before(async () => {
    client = await PlatformClient.start();
  });
  after(() => client.close());

  const record = ({ body }: Answer, name: string) => body[name] as Record<string, unknown>;
  const total = async (path: string) =>
    ((await client.request('GET', path)).body['pagination'] as { total: number }).total;

  for (const { path, one, many, create, change, wrong, unique, id = 'id' } of resourceCases) {
    it(`${path} are created, changed, listed and deleted`, async () => {
      const before = await total(path);
      const made = await client.request('POST', path, create);
      assert.equal(made.status, 201);
      const address = `${path}/${String(record(made, one)[id])}`;
      for (const [name, value] of Object.entries(record(made, one)))
        if (name in create && name !== 'agents' && name !== 'options') assert.deepEqual(value, create[name]);

      const changed = await client.request('PATCH', address, change);
      assert.equal(changed.status, 200);
      for (const [name, value] of Object.entries(change)) assert.deepEqual(record(changed, one)[name], value);

      const list = await client.request('GET', path);
      const listed = (list.body[many] as Record<string, unknown>[]).find(
        (item) => item[id] === record(made, one)[id],
      );
      assert.ok(listed);
      assert.equal(await total(path), before + 1);
      if (single.has(path)) assert.equal((await client.request('GET', address)).status, 200);
      if (unique) assert.equal((await client.request('POST', path, create)).status, 409);

      assert.deepEqual((await client.request('DELETE', address)).body, { success: true });
      assert.equal((await client.request('DELETE', address)).status, 404);
      assert.equal((await client.request('PATCH', address, change)).status, 404);
      assert.equal(await total(path), before);
    });

    it(`${path} say which field is wrong`, async () => {
      const [body, field] = wrong;
      const { status, body: answer } = await client.request('POST', path, body);
      assert.equal(status, 422);
      const error = answer['error'] as { code: string; fields: Record<string, string> };
      assert.equal(error.code, 'invalid_fields');
      assert.deepEqual(Object.keys(error.fields), [field]);
    });

    it(`${path} name every field that is missing`, async () => {
      const { status, body } = await client.request('POST', path, {});
      assert.equal(status, 422);
      const { fields } = body['error'] as { fields: Record<string, string> };
      assert.ok(Object.keys(fields).length > 0);
      for (const what of Object.values(fields)) assert.equal(what, 'is required');
    });
  }

  it('never shows what is secret', async () => {
    await client.request('POST', '/api/webhooks', {
      name: 'Signed',
      url: 'http://127.0.0.1:9/',
      events: [],
      secret: 'marked-secret-1',
    });
    await client.request('POST', '/api/trunks', {
      name: 'Secret',
      host: 'sip.example',
      password: 'marked-secret-2',
    });
    await client.request('POST', '/api/extensions', {
      extension: '1010',
      password: 'marked-secret-3',
      displayName: 'Eve',
    });
    const lists = ['/api/webhooks', '/api/trunks', '/api/extensions', '/api/api-keys'];
    const answers = await Promise.all(lists.map(async (path) => (await client.request('GET', path)).body));
    assert.doesNotMatch(JSON.stringify(answers), /marked-secret/);
    assert.ok(!JSON.stringify(answers).includes(client.platform.apiKey));
  });

  it('gives pages, and filters by field and search', async () => {
    const page = await client.request('GET', '/api/extensions?page=2&limit=2&department=Sales');
    assert.deepEqual(page.body['pagination'], { page: 2, limit: 2, total: 2, totalPages: 1 });
    const found = await client.request('GET', '/api/extensions?search=okoro');
    assert.deepEqual(
      (found.body['extensions'] as { extension: string }[]).map(({ extension }) => extension),
      ['1004'],
    );
    assert.equal((await client.request('GET', '/api/extensions?page=0')).status, 400);
    assert.equal((await client.request('GET', '/api/extensions?limit=many')).status, 400);
  });

  it('shares short numbers among everything that can be dialled', async () => {
    const { status, body } = await client.request('POST', '/api/queues', { name: 'Clash', extension: '1001' });
    assert.equal(status, 409);
    assert.match((body['error'] as { message: string }).message, /1001/);
  });

  it('keeps what something else needs', async () => {
    const { status } = await client.request('DELETE', '/api/ai/agents/reception');
    assert.equal(status, 409);
  });

  it('knows which numbers are blocked', async () => {
    const check = (number: string) =>
      client.request('GET', `/api/blocklist/check?number=${encodeURIComponent(number)}`);
    assert.equal((await check('+15559999999')).body['blocked'], true);
    assert.equal((await check('+15551234567')).body['blocked'], false);
    assert.equal((await check('nonsense')).status, 422);
  });

  it('runs a trunk with the settings of its last sync', async () => {
    const values = { name: 'Fresh', host: 'sip.fresh.example', register: true };
    const { body } = await client.request('POST', '/api/trunks', values);
    const address = `/api/trunks/${(body['trunk'] as { id: string }).id}`;
    const status = async () =>
      (await client.request('GET', `${address}/status`)).body['status'] as {
        state: string;
        lastError: string | null;
      };
    assert.equal((await status()).state, 'unregistered');
    await client.request('POST', `${address}/sync`);
    assert.equal((await status()).state, 'registered');
    await client.request('PATCH', address, { host: 'sip.other.example' });
    assert.match((await status()).lastError ?? '', /since the last sync/);
    const { body: active } = await client.request('GET', '/api/trunks/gateways');
    assert.ok((active['gateways'] as { name: string }[]).some(({ name }) => name === 'Fresh'));
  });

  it('lets an agent pause and leave a queue', async () => {
    const { body } = await client.request('GET', '/api/queues');
    const [queue] = body['queues'] as { id: string; agents: { id: string }[] }[];
    const agent = `/api/queues/${queue?.id ?? ''}/agents/${queue?.agents[0]?.id ?? ''}`;
    const stats = async () =>
      (await client.request('GET', `/api/queues/${queue?.id ?? ''}/stats`)).body['stats'] as {
        agents: Record<string, number>;
      };
    const phone = await client.phone('1003');
    assert.deepEqual((await stats()).agents, { total: 2, available: 1, onCall: 0, paused: 0, loggedOut: 1 });
    await client.request('POST', `${agent}/pause`, { paused: true });
    assert.equal((await stats()).agents['paused'], 1);
    await client.request('POST', `${agent}/login`, { loggedIn: false });
    assert.equal((await stats()).agents['loggedOut'], 2);
    assert.equal((await client.request('POST', `${agent}/pause`, {})).status, 422);
    await phone.unregister();
  });

  it('moves an agent to another company, out of the first one’s list', async () => {
    await client.request('POST', '/api/ai/agents', { agent_id: 'mover', display_name: 'Max' });
    const { body } = await client.request('GET', '/api/tenants?search=northwind');
    const [target] = body['tenants'] as { id: string }[];
    const moved = await client.request('POST', '/api/ai/agents/mover/move', { newTenantId: target?.id });
    assert.equal(moved.body['new_tenant_id'], target?.id);
    const own = await client.request('GET', '/api/ai/agents');
    const theirs = await client.request('GET', `/api/ai/agents?tenantId=${target?.id ?? ''}`);
    assert.doesNotMatch(JSON.stringify(own.body), /mover/);
    assert.match(JSON.stringify(theirs.body), /mover/);
    assert.doesNotMatch(JSON.stringify(theirs.body), /system_prompt/);
  });

  it('reports what the history holds', async () => {
    const { body } = await client.request('GET', '/api/reports/calls-by-day');
    const days = body['days'] as { date: string; total: number }[];
    assert.equal(days.length, 30);
    const { body: top } = await client.request('GET', '/api/reports/top-extensions?limit=2');
    const rows = top['extensions'] as { totalCalls: number }[];
    assert.ok(rows.length <= 2 && (rows[0]?.totalCalls ?? 0) >= (rows[1]?.totalCalls ?? 0));
    const { body: board } = await client.request('GET', '/api/reports/dashboard');
    const { totalExtensions } = board['stats'] as { totalExtensions: number };
    assert.ok(totalExtensions >= 6);
    assert.equal((await client.request('GET', '/api/reports/calls-by-day?dateFrom=yesterday')).status, 400);
  });
});
