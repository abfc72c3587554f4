import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as table from '../../src/api/endpoint-table.js';
import { access } from '../../src/server/access.js';
import type { Access } from '../../src/server/access.js';
import type { EndpointName } from '../../src/api/endpoints.js';
import { agentPermissions } from '../../src/server/index.js';
import { apiKey } from './support/fake-platform.js';
import { signIn } from './support/caller.js';

const runs = 5000;
const permitted = new Set<string>(agentPermissions);

interface Row {
  readonly verb: string;
  readonly path: string;
}

const rows = Object.entries(table as Record<string, Row>).map(([name, row]) => ({
  name: name as EndpointName,
  ...row,
}));

const mayReach = ({ needs, ownNeeds }: Access): boolean => permitted.has(needs) || permitted.has(ownNeeds ?? '');

/** What an agent may reach, as patterns over the platform's own paths. */
const reachable = rows
  .filter(({ name, verb }) => verb !== 'WS' && mayReach(access[name]))
  .map(({ verb, path }) => new RegExp(`^${verb === 'URL' ? 'GET' : verb} ${pattern(path)}(\\?|$)`));

/** A value may be anything but an own word of the table in its place, see the expectation below. */
function pattern(path: string): string {
  return path.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll(/\{\w+\}/g, '[^/?#]+');
}

const nasty = [
  ...[
    '..',
    '.',
    '%2e%2e',
    '%2E.',
    '%252e%252e',
    '%2f',
    '%5c',
    '\\',
    '//',
    '%00',
    '%0d%0aX-Evil:%201',
    ';',
    '?',
    '#',
  ],
  ...['@evil.example', 'http://evil.example/', '%C0%AE%C0%AE', '%u002e', '\u2024\u2024', 'API-KEYS', 'api-keys'],
  ...[
    'sip-credentials',
    'tenants',
    'CALLS',
    'active',
    'Stats',
    '/',
    '%20',
    '+',
    '%',
    '%zz',
    '..;/',
    'x/../../tenants',
  ],
];

const word = fc.oneof(
  fc.constantFrom(...nasty),
  fc.constantFrom(...rows.flatMap(({ path }) => path.split('/')).filter((segment) => segment !== '')),
  fc.string({ maxLength: 12, unit: 'grapheme' }),
  fc.string({ maxLength: 12 }).map(encodeURIComponent),
);

const value = fc.oneof(word, fc.constantFrom('1001', 'ext-1001', '1002', 'ext-1002', 'abc-1', '*3'));

/** A row of the table with values filled in and pieces put in or replaced; mostly by its own verb. */
const mutated = fc
  .tuple(
    fc.constantFrom(...rows),
    fc.oneof(fc.constant([]), fc.array(fc.tuple(fc.nat(7), word, fc.boolean()), { maxLength: 2 })),
    value,
    fc.option(fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND')),
  )
  .map(([{ verb, path }, changes, filled, otherVerb]) => {
    const segments = path.replaceAll(/\{\w+\}/g, () => filled).split('/');
    for (const [place, piece, replace] of changes) segments.splice(place, replace ? 1 : 0, piece);
    return { method: otherVerb ?? (verb === 'URL' || verb === 'WS' ? 'GET' : verb), path: segments.join('/') };
  });

const mutatedHeaders = fc.dictionary(
  fc.constantFrom(
    ...['Cookie', 'X-Forwarded-Host', 'X-Forwarded-For', 'Forwarded', 'X-Original-URL', 'X-Rewrite-URL'],
    ...[
      'X-HTTP-Method-Override',
      'X-Api-Key',
      'X-Tenant-Id',
      'Accept',
      'Range',
      'Idempotency-Key',
      'Proxy-Authorization',
    ],
    ...['X-Real-IP', 'Referer', 'If-None-Match', 'X-Request-Id'],
  ),
  fc.string({ maxLength: 20 }).map((text) => `MARKED${text.replaceAll(/[^\x21-\x7e]/g, '')}`),
  { maxKeys: 5 },
);

const sentOn = new Set([
  ...[
    'accept',
    'accept-language',
    'idempotency-key',
    'if-match',
    'if-none-match',
    'if-modified-since',
    'range',
    'if-range',
  ],
]);

describe('the proxy under mutated requests', () => {
  it(`reaches nothing outside the allow-list in ${runs} mutated paths, verbs and headers`, async (t) => {
    const { platform, ask } = await signIn(t, agentPermissions, { limits: { requestsPerMinute: 1_000_000 } });
    let reached = 0;
    await fc.assert(
      fc.asyncProperty(mutated, mutatedHeaders, async ({ method, path }, headers) => {
        platform.requests.length = 0;
        if (!URL.canParse(`https://app.example.com/voip${path}`)) return;
        const answer = await ask(method, path, { headers });
        await answer.body?.cancel();
        for (const request of platform.requests) {
          reached += 1;
          assert.ok(
            reachable.some((allowed) => allowed.test(request.line)),
            `${method} ${path} reached ${request.line}`,
          );
          // `/extensions/sip-credentials` itself is the extension of that name, not anybody's credentials.
          if (/\/extensions\/.+\/sip-credentials/.test(request.line))
            assert.match(request.line, /\/(ext-)?1001\//);
          assert.doesNotMatch(request.line, /\.\.|%2e|%2f|%5c|%25|\/\/|\\/i, path);
          assert.equal(request.headers.authorization, `Bearer ${apiKey}`);
          assert.equal(request.headers.host, new URL(platform.apiUrl).host);
          for (const [name, value] of Object.entries(request.headers))
            if (String(value).includes('MARKED') && !String(value).includes(apiKey))
              assert.ok(sentOn.has(name), name);
        }
      }),
      { numRuns: runs },
    );
    assert.ok(reached > 200, `only ${reached} requests arrived: the property has shown nothing`);
  });

  it('lets no path of another group through as the value of a permitted one', async (t) => {
    const { platform, ask } = await signIn(t, ['calls:read', 'calls:read-all']);
    for (const id of [
      'ACTIVE',
      'Stats',
      'merge',
      'eXport',
      '..%2fapi-keys',
      '%2e%2e',
      'a%2fb',
      'a%00',
      'a%3fb',
      '...',
      '..*',
      'a..b',
      '.',
    ])
      await ask('GET', `/api/calls/${id}`);
    assert.deepEqual(
      platform.requests.map(({ line }) => line),
      [],
    );
  });
});
