import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { EndpointName } from '../../src/api/endpoints.js';
import { endpoints } from '../../src/api/endpoints.js';
import { accountRows } from './support/account-rows.js';
import { callRows } from './support/call-rows.js';
import { extensionRows } from './support/extension-rows.js';
import { routingRows } from './support/routing-rows.js';
import type { Row } from './support/row.js';
import { threeWayRows } from './support/three-way-rows.js';
import { voicemailRows } from './support/voicemail-rows.js';
import { World } from './support/world.js';

type Sockets = 'connectWebSocket' | 'connectAiPlayground';

// In this order: what one row makes, the next ones use.
const rows: Readonly<Record<Exclude<EndpointName, Sockets>, Row>> = {
  ...callRows,
  ...threeWayRows,
  ...voicemailRows,
  ...extensionRows,
  ...routingRows,
  ...accountRows,
};

describe('VoIPClient on the platform', () => {
  let world: World;
  before(async () => {
    world = await World.start();
  });
  after(() => world.close());

  it('has a row here for every endpoint', () => {
    const named = [...Object.keys(rows), 'connectWebSocket', 'connectAiPlayground'];
    assert.deepEqual(named.sort(), Object.keys(endpoints).sort());
  });

  for (const [name, { works, refuses }] of Object.entries(rows)) {
    it(`${name} answers what its type promises`, async () => void (await works(world)));
    it(`${name} is refused as it should be`, async () => void (await refuses(world)));
  }
});
