import { RefusedRequest } from './answers.js';
import type { GatewayLog } from './gateway-log.js';
import type { Identity, VisitorIdentity } from './gateway-options.js';
import { failed, notSignedIn } from './refusals.js';

/** What `identify` may return. */
type Asked = Identity | VisitorIdentity | null;

const extensionNumber = /^[\w.*#+-]{1,32}$/;
/** More would not fit into a token. */
const mostVisible = 50;

/** Asks the host's `identify`. Throws `RefusedRequest` unless it names a whole identity. */
export async function askIdentity(
  identify: () => Asked | Promise<Asked>,
  log: GatewayLog,
  requestId: string,
): Promise<Identity | VisitorIdentity> {
  let identity: Asked;
  try {
    identity = await identify();
  } catch (cause) {
    log({ level: 'error', event: 'identify-failed', requestId, message: 'identify threw.', cause });
    throw new RefusedRequest(failed);
  }
  // Whatever is not a whole identity is nobody: a forgotten return must not become somebody.
  if (identity === null || identity === undefined) throw new RefusedRequest(notSignedIn);
  if (isWhole(identity)) return identity;
  const message =
    'identify must return { extension: "1001", permissions: ["calls:originate"] } or null; for a visitor ' +
    '{ visitor: "session id", presenceOf: ["1001"] }.';
  log({ level: 'error', event: 'identify-failed', requestId, message });
  throw new RefusedRequest(failed);
}

function isWhole(value: Identity | VisitorIdentity): boolean {
  if (typeof value !== 'object') return false;
  return 'visitor' in value ? isVisitor(value) : isIdentity(value);
}

function isIdentity(value: Identity): boolean {
  const { extension, permissions } = value;
  if (typeof extension !== 'string' || !extensionNumber.test(extension)) return false;
  return (
    Array.isArray(permissions) &&
    permissions.every((entry) => typeof entry === 'string' && /^[\w:.*-]{1,64}$/.test(entry))
  );
}

/** Nobody is both: an extension beside it is a mistake that must not pass. */
function isVisitor(value: VisitorIdentity): boolean {
  const { visitor, presenceOf } = value;
  if ('extension' in value || typeof visitor !== 'string' || !/^[\w.:%-]{1,64}$/.test(visitor)) return false;
  if (!Array.isArray(presenceOf) || presenceOf.length < 1 || presenceOf.length > mostVisible) return false;
  return presenceOf.every((number) => typeof number === 'string' && extensionNumber.test(number));
}
