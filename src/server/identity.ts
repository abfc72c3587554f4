import { RefusedRequest } from './answers.js';
import type { GatewayLog } from './gateway-log.js';
import type { Identity } from './gateway-options.js';
import { failed, notSignedIn } from './refusals.js';

/** Asks the host's `identify`. Throws `RefusedRequest` unless it names a whole identity. */
export async function askIdentity(
  identify: () => Identity | null | Promise<Identity | null>,
  log: GatewayLog,
  requestId: string,
): Promise<Identity> {
  let identity: Identity | null;
  try {
    identity = await identify();
  } catch (cause) {
    log({ level: 'error', event: 'identify-failed', requestId, message: 'identify threw.', cause });
    throw new RefusedRequest(failed);
  }
  // Whatever is not a whole identity is nobody: a forgotten return must not become somebody.
  if (identity === null || identity === undefined) throw new RefusedRequest(notSignedIn);
  if (isIdentity(identity)) return identity;
  const message = 'identify must return { extension: "1001", permissions: ["calls:originate"] } or null.';
  log({ level: 'error', event: 'identify-failed', requestId, message });
  throw new RefusedRequest(failed);
}

function isIdentity(value: Identity): boolean {
  const { extension, permissions } = value;
  if (typeof extension !== 'string' || !/^[\w.*#+-]{1,32}$/.test(extension)) return false;
  return (
    Array.isArray(permissions) &&
    permissions.every((entry) => typeof entry === 'string' && /^[\w:.*-]{1,64}$/.test(entry))
  );
}
