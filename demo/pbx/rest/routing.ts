import { blockedNumberShape, didShape, ringGroupShape, type Did, type RingGroup } from '../store/shapes.js';
import { InvalidFields } from '../store/fields.js';
import { readValues } from '../store/fields.js';
import type { Store } from '../store/store.js';
import { phoneNumber } from '../store/values.js';
import { HttpError } from './http.js';
import { numberTaken, targetProblem } from './numbering.js';
import { addResource } from './resource.js';
import type { Router } from './router.js';

/** Ring groups, public numbers and blocked numbers. */
export function addRoutingRoutes(router: Router, store: Store): void {
  addRingGroups(router, store);
  addDids(router, store);
  addBlocklist(router, store);
}

function addRingGroups(router: Router, store: Store): void {
  addResource(router, {
    path: '/api/ring-groups',
    one: 'ringGroup',
    many: 'ringGroups',
    collection: store.ringGroups,
    shape: ringGroupShape,
    start: () => ({}),
    single: false,
    check(values: Partial<RingGroup>, known) {
      if (values.extension !== undefined) numberTaken(store, values.extension, known?.id);
      const stranger = values.members?.find((number) => store.extension(number) === undefined);
      if (stranger !== undefined) throw new InvalidFields({ members: `names ${stranger}, which is no extension` });
    },
  });
}

function addDids(router: Router, store: Store): void {
  addResource(router, {
    path: '/api/dids',
    one: 'did',
    many: 'dids',
    collection: store.dids,
    shape: didShape,
    start: () => ({}),
    single: false,
    check(values: Partial<Did>, known) {
      const taken = store.dids.find(({ number, id }) => number === values.number && id !== known?.id);
      if (taken !== undefined) throw HttpError.conflict(`${taken.number} is assigned already.`);
      const route = values.inboundRoute ?? known?.inboundRoute ?? 'extension';
      const target = values.routeTarget === undefined ? (known?.routeTarget ?? null) : values.routeTarget;
      const problem = target === null ? null : targetProblem(store, route, target);
      if (problem !== null) throw new InvalidFields({ routeTarget: problem });
    },
  });
}

function addBlocklist(router: Router, store: Store): void {
  addResource(router, {
    path: '/api/blocklist',
    one: 'blockedNumber',
    many: 'blockedNumbers',
    collection: store.blocklist,
    shape: blockedNumberShape,
    start: () => ({}),
    single: false,
    check({ number }, _known, { key }) {
      const taken = store.blocklist.find((one) => one.number === number && one.tenantId === key.tenantId);
      if (taken !== undefined) throw HttpError.conflict(`${taken.number} is blocked already.`);
    },
  });
  router.add('GET', '/api/blocklist/check', ({ query, key }) => {
    const { number } = readValues({ number: phoneNumber }, { number: query.get('number') ?? undefined });
    const entry = store.blocklist.find((one) => one.number === number && one.tenantId === key.tenantId);
    return { blocked: entry !== undefined, entry: entry ?? null };
  });
}
