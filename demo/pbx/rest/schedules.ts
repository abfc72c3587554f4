import { scheduleStatus } from '../store/business-hours.js';
import { scheduleShape } from '../store/shapes.js';
import type { Store } from '../store/store.js';
import { HttpError } from './http.js';
import { addResource, findOwn } from './resource.js';
import type { Router } from './router.js';

/** Business hours, and whether they are open now. */
export function addScheduleRoutes(router: Router, { schedules, dids }: Store, now: () => number): void {
  addResource(router, {
    path: '/api/schedules',
    one: 'schedule',
    many: 'schedules',
    collection: schedules,
    shape: scheduleShape,
    start: () => ({}),
    removing({ id }) {
      const user = dids.find(({ inboundRoute, routeTarget }) => inboundRoute === 'schedule' && routeTarget === id);
      if (user !== undefined) throw HttpError.conflict(`${user.number} uses this schedule.`);
    },
  });
  router.add('GET', '/api/schedules/{id}/status', (request) =>
    scheduleStatus(findOwn(schedules, request, 'schedule'), now()),
  );
}
