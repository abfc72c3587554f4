import { presenceMap } from '../events/platform-event.js';
import type { Presence } from '../presence.js';
import { oneOf, readValues } from '../store/fields.js';
import type { Store } from '../store/store.js';
import { HttpError } from './http.js';
import type { Router } from './router.js';

const presenceShape = { status: oneOf('available', 'busy', 'offline') };

/** Who is available, and what people say about it themselves. */
export function addPresenceRoutes(router: Router, presence: Presence, { extensions }: Store): void {
  router
    .add('GET', '/api/presence', () => ({ presence: presenceMap(presence.all()) }))
    .add('GET', '/api/presence/detailed', () => ({
      presence: extensions.all.map(({ id, number, displayName }) => ({
        ...presence.of(number),
        extensionId: id,
        displayName,
      })),
    }))
    .add('PUT', '/api/presence/{extensionId}', ({ params, body, key }) => {
      const extension = extensions.get(params['extensionId'] ?? '');
      if (extension === undefined || extension.tenantId !== key.tenantId) throw HttpError.notFound('extension');
      const { status: manualPresence } = readValues(presenceShape, body);
      extensions.update(extension.id, { manualPresence });
      presence.refresh(extension.number);
      return { success: true, presence: presence.of(extension.number) };
    });
}
