import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { startPlatform } from '../../../demo/pbx/serve.js';
import { readTokenGrant } from '../../../src/api/token-grant.js';
import { agentPermissions, createGateway, generateKeys } from '../../../src/server/index.js';
import { runSnippet } from './snippets.js';
import type { RunningSnippet, Snippet } from './snippets.js';

/** The reader's sign-in: the cookie names the extension. */
const session = `
  export const userOf = async (cookie) => {
    const extension = /extension=(\\d+)/.exec(cookie ?? '')?.[1];
    return extension ? { extension } : null;
  };
`;

/** Asks a token endpoint as the phone does. */
type Ask = (headers?: Record<string, string>) => Promise<Response>;

const origin = 'https://app.example.com';

export const tokenScenarios = {
  'token-endpoint.md#Express': served,
  'token-endpoint.md#Fastify': served,
  'token-endpoint.md#Next.js': async (t: TestContext, snippet: Snippet) => {
    const { exports } = await run(t, snippet);
    const post = exports['POST'] as (request: Request) => Promise<Response>;
    await answersTokens((headers) => post(pageRequest(`${origin}/voip/token`, origin, headers)));
  },
  'token-endpoint.md#The token': async (t: TestContext, snippet: Snippet) => {
    const keys = await generateKeys();
    const { exports } = await runSnippet(t, snippet);
    const issueToken = exports['issueToken'] as (key: unknown, holder: object) => string;
    const holder = { extensionId: 'e-1', extension: '1001', permissions: ['calls:originate', 'presence:write'] };
    const apiUrl = 'http://localhost:1';
    const gateway = createGateway({ apiUrl, apiKey: 'key', keys, identify: () => null });
    const { tokenId, expiresAt, ...claims } = await gateway.verifyToken(issueToken(keys[0], holder));
    assert.deepEqual(claims, holder);
    assert.ok(tokenId.length > 0 && expiresAt > Date.now());
  },
  'README.md#Put it in a page': async (t: TestContext, snippet: Snippet) => {
    await runSnippet(t, snippet);
    assert.match(snippet.code, /cemscale-phone/);
  },
  'README.md#The token endpoint': async (t: TestContext, snippet: Snippet) => {
    const scope = globalThis as typeof globalThis & { sessionUser?: unknown };
    scope.sessionUser = async (cookie: string | null) => {
      const extension = /extension=(\d+)/.exec(cookie ?? '')?.[1];
      return extension === undefined ? null : { extension };
    };
    t.after(() => delete scope.sessionUser);
    await served(t, snippet);
  },
};

async function served(t: TestContext, snippet: Snippet): Promise<void> {
  const running = await run(t, snippet);
  const address = await running.address();
  await answersTokens((headers) => fetch(pageRequest(`${address}/voip/token`, address, headers)));
  const elsewhere = await fetch(`${address}/elsewhere`);
  assert.equal(elsewhere.status, 404);
}

async function run(t: TestContext, snippet: Snippet): Promise<RunningSnippet> {
  const platform = await startPlatform();
  t.after(() => platform.close());
  const env = {
    CEMSCALE_API_URL: platform.url,
    CEMSCALE_API_KEY: platform.apiKey,
    CEMSCALE_TOKEN_KEYS: JSON.stringify(await generateKeys()),
    APP_ORIGIN: origin,
  };
  // The README names the platform itself, as its readers will.
  const code = snippet.code.replace("apiUrl: 'https://voip-api.cemscale.com'", `apiUrl: '${platform.url}'`);
  return runSnippet(t, { ...snippet, code }, { files: { 'session.js': session }, env });
}

/** A request as the phone in a page of `from` makes it. */
export function pageRequest(url: string, from: string, headers: Record<string, string> = {}): Request {
  return new Request(url, {
    method: 'POST',
    body: '{}',
    headers: {
      'Content-Type': 'application/json',
      'X-Cemscale-Request': '1',
      Origin: from,
      Cookie: 'extension=1001',
      ...headers,
    },
  });
}

/** What every token endpoint must do, in whatever language it is written. */
export async function answersTokens(ask: Ask): Promise<void> {
  const answer = await ask();
  assert.equal(answer.status, 200, await answer.clone().text());
  assert.match(answer.headers.get('Cache-Control') ?? '', /no-store/);
  const grant = readTokenGrant(await answer.json());
  assert.ok(!('visitor' in grant));
  assert.equal(grant.extension.number, '1001');
  assert.equal(grant.sip.username, '1001');
  // With fewer, rooms of the phone stay shut, and nobody would know why.
  assert.deepEqual(grant.permissions, agentPermissions);
  const life = Date.parse(grant.expiresAt) - Date.parse(answer.headers.get('Date') ?? '');
  assert.ok(life > 290_000 && life <= 901_000, `${life} ms`);
  const refused: readonly (readonly [Record<string, string>, number])[] = [
    [{ Cookie: 'extension=' }, 401],
    [{ Cookie: 'extension=9999' }, 403],
    [{ Origin: 'https://elsewhere.example' }, 403],
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ 'X-Cemscale-Request': '' }, 403],
    [{ 'Content-Type': 'text/plain' }, 415],
  ];
  for (const [headers, status] of refused)
    assert.equal((await ask(headers)).status, status, JSON.stringify(headers));
}
