import type { Extension } from '../company.js';
import { presenceMap } from '../events/platform-event.js';
import type { Presence } from '../presence.js';
import type { Router } from './router.js';

/** Who is available. */
export function addPresenceRoutes(
  router: Router,
  presence: Presence,
  extensions: () => readonly Extension[],
): void {
  router
    .add('GET', '/api/presence', () => ({ presence: presenceMap(presence.all()) }))
    .add('GET', '/api/presence/detailed', () => ({
      presence: extensions().map(({ id, number, displayName }) => ({
        ...presence.of(number),
        extensionId: id,
        displayName,
      })),
    }));
}
