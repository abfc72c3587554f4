import type { Router } from './router.js';

const lifeSeconds = 3600;

/** TURN credentials. The platform's media is on the same machine, so there is no relay to name and the list is empty. */
export function addTurnRoutes(router: Router): void {
  router.add('GET', '/api/turn-credentials', () => ({
    iceServers: [],
    ttl: lifeSeconds,
    expiresAt: new Date(Date.now() + lifeSeconds * 1000).toISOString(),
  }));
}
