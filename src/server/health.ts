import { jsonAnswer } from './answers.js';
import type { KeyRing } from './keys.js';
import type { GatewayStore } from './store.js';

/** What `GET {mount}/health` says. */
export interface GatewayHealth {
  /** `degraded`: tokens and reading work, what must be counted (calls, tickets) is refused. */
  readonly status: 'ok' | 'degraded' | 'failed';
  readonly store: 'ok' | 'unavailable';
  readonly keys: 'ok' | 'damaged';
  /** How the last request to the platform went. */
  readonly platform: 'ok' | 'failing' | 'unknown';
}

/** 200 when all is well, else 503. Says nothing that a stranger may not read. */
export async function answerHealth(
  store: GatewayStore,
  keyRing: Promise<KeyRing>,
  platform: GatewayHealth['platform'],
): Promise<Response> {
  const [stored, keyed] = await Promise.allSettled([store.ping(), keyRing]);
  const storeOk = stored.status === 'fulfilled';
  const keysOk = keyed.status === 'fulfilled';
  const health: GatewayHealth = {
    status: keysOk ? (storeOk ? 'ok' : 'degraded') : 'failed',
    store: storeOk ? 'ok' : 'unavailable',
    keys: keysOk ? 'ok' : 'damaged',
    platform,
  };
  return jsonAnswer(health.status === 'ok' ? 200 : 503, health);
}
