import { SharedPool, type Lease } from '../shared/shared-pool.js';
import type { VoIPOptions } from './voip-options.js';
import { VoIPSession } from './voip-session.js';

const sessions = new SharedPool<VoIPSession>({
  graceMs: ({ graceMs }) => graceMs,
  dispose: (session) => session.dispose(),
});

/** What makes options the same phone. Stays in memory: it may hold an API key. */
export function sessionKey({ tokenUrl, apiUrl, apiKey, sipDomain, wsUri }: VoIPOptions): string {
  return JSON.stringify([tokenUrl, apiUrl, apiKey, sipDomain, wsUri]);
}

/** The session of these options, the same object for everyone in the page. */
export function acquireSession(options: VoIPOptions): Lease<VoIPSession> {
  return sessions.acquire(sessionKey(options), () => new VoIPSession(options));
}

/** The session of a key if somebody has it. */
export function peekSession(key: string): VoIPSession | undefined {
  return sessions.peek(key);
}
