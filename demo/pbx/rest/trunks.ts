import type { ActiveGateway, TrunkStatus } from '../../../src/api/types/admin.js';
import type { Stored } from '../store/collection.js';
import { trunkShape, type Trunk } from '../store/shapes.js';
import type { Store } from '../store/store.js';
import { HttpError } from './http.js';
import { addResource, findOwn } from './resource.js';
import type { Router } from './router.js';

/** Lines to the public network. The carriers are played: a line is up once its settings are synced and it is enabled. */
export function addTrunkRoutes(router: Router, { trunks }: Store, outsideCalls: () => number): void {
  addResource(router, {
    path: '/api/trunks',
    one: 'trunk',
    many: 'trunks',
    collection: trunks,
    shape: trunkShape,
    start: (): Pick<Trunk, 'running'> => ({ running: null }),
    show: ({ password: _password, running: _running, ...trunk }) => trunk,
    check({ name }, known, { key }) {
      const taken = trunks.find(
        (one) => one.name === name && one.tenantId === key.tenantId && one.id !== known?.id,
      );
      if (taken !== undefined) throw HttpError.conflict(`There is a trunk ${taken.name} already.`);
    },
  });
  // All outside calls take the first line that is up, as there is only one outside.
  const carrier = () => trunks.find((trunk) => isUp(trunk))?.id;
  const callsOf = ({ id }: Stored) => (id === carrier() ? outsideCalls() : 0);
  router
    .add('GET', '/api/trunks/gateways', ({ key }) => ({
      gateways: trunks.all
        .filter(({ running, tenantId }) => running !== null && tenantId === key.tenantId)
        .map((trunk): ActiveGateway => {
          return { name: trunk.name, trunkId: trunk.id, state: stateOf(trunk), activeCalls: callsOf(trunk) };
        }),
    }))
    .add('GET', '/api/trunks/{id}/status', (request) => {
      const trunk = findOwn(trunks, request, 'trunk');
      return { status: statusOf(trunk, callsOf(trunk)) };
    })
    .add('POST', '/api/trunks/{id}/sync', (request) => {
      const { id, host, port, register } = findOwn(trunks, request, 'trunk');
      trunks.update(id, { running: { host, port, register } });
      return { success: true };
    });
}

function statusOf(trunk: Trunk & Stored, activeCalls: number): TrunkStatus {
  const { running, host, port } = trunk;
  const changed = running !== null && (running.host !== host || running.port !== port);
  return {
    id: trunk.id,
    state: stateOf(trunk),
    pingMs: isUp(trunk) ? 18 : null,
    activeCalls,
    lastError: running === null ? 'Never synced.' : changed ? 'Changed since the last sync.' : null,
    checkedAt: new Date().toISOString(),
  };
}

function stateOf({ enabled, running }: Trunk): ActiveGateway['state'] {
  if (!enabled) return 'disabled';
  return running?.register === true ? 'registered' : 'unregistered';
}

function isUp({ enabled, running }: Trunk): boolean {
  return enabled && running !== null;
}
