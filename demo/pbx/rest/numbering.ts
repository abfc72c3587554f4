import type { Did } from '../store/shapes.js';
import type { Store } from '../store/store.js';
import { HttpError } from './http.js';

/** Short numbers are shared by extensions, ring groups, queues and menus: 409 when another one (not `ownId`) has it. */
export function numberTaken(store: Store, number: string, ownId?: string): void {
  if (store.extension(number) !== undefined) throw HttpError.conflict(`${number} is an extension.`);
  const others = [...store.ringGroups.all, ...store.queues.all, ...store.ivrMenus.all];
  const other = others.find(({ extension, id }) => extension === number && id !== ownId);
  if (other !== undefined) throw HttpError.conflict(`${number} is the number of ${other.name}.`);
}

/** What is wrong with where a route leads, to follow the field's name; null when nothing is. Ids do as well as numbers. */
export function targetProblem(store: Store, route: Did['inboundRoute'], target: string): string | null {
  const isOne = (item: { readonly id: string; readonly extension: string }) =>
    item.id === target || item.extension === target;
  const exists: Record<Did['inboundRoute'], () => boolean> = {
    extension: () => store.extensions.get(target) !== undefined || store.extension(target) !== undefined,
    voicemail: () => store.extensions.get(target) !== undefined || store.extension(target) !== undefined,
    queue: () => store.queues.all.some(isOne),
    ring_group: () => store.ringGroups.all.some(isOne),
    ivr: () => store.ivrMenus.all.some(isOne),
    ai_agent: () => store.aiAgents.all.some(({ agent_id }) => agent_id === target),
    schedule: () => store.schedules.get(target) !== undefined,
    external: () => /^\+[1-9]\d{6,14}$/.test(target),
    hangup: () => true,
  };
  return exists[route]() ? null : `names no ${route.replaceAll('_', ' ')} that exists`;
}
