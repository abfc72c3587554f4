import { HttpError, type ApiRequest } from '../rest/http.js';
import type { Faults } from '../sip/faults.js';

const longestDelayMs = 60_000;

/** Applies what the body says and leaves the other faults as they are. */
export function setFaults(faults: Faults, body: ApiRequest['body']): Faults {
  setRegistrationFaults(faults, body);
  setWireFaults(faults, body);
  setThreeWayFaults(faults, body);
  return faults;
}

function setRegistrationFaults(
  faults: Faults,
  { refuseRegister, registerExpires, refuseSockets }: ApiRequest['body'],
): void {
  if (refuseRegister !== undefined) faults.refuseRegister = refusal(refuseRegister);
  if (registerExpires !== undefined)
    faults.registerExpires = typeof registerExpires === 'string' ? registerExpires : null;
  if (typeof refuseSockets === 'boolean') faults.refuseSockets = refuseSockets;
}

function setWireFaults(faults: Faults, { delayMs, duplicate, lose, split }: ApiRequest['body']): void {
  if (typeof delayMs === 'number') faults.delayMs = Math.min(longestDelayMs, Math.max(0, delayMs));
  if (typeof duplicate === 'boolean') faults.duplicate = duplicate;
  if (typeof split === 'boolean') faults.split = split;
  if (lose === undefined) return;
  if (!Array.isArray(lose)) throw HttpError.badRequest('lose must be a list of methods.');
  faults.lose = lose.map(String);
}

function setThreeWayFaults(
  faults: Faults,
  { refuseAdding, leaveOnHold, events, maxPeople }: ApiRequest['body'],
): void {
  if (typeof refuseAdding === 'boolean') faults.refuseAdding = refuseAdding;
  if (typeof leaveOnHold === 'boolean') faults.leaveOnHold = leaveOnHold;
  if (events === 'lost' || typeof events === 'number') faults.events = events;
  if (typeof maxPeople === 'number') faults.maxPeople = maxPeople;
}

function refusal(value: unknown): Faults['refuseRegister'] {
  if (value === null) return null;
  const { status, retryAfter } = value as { status?: unknown; retryAfter?: unknown };
  if (typeof status !== 'number' || status < 400 || status > 699)
    throw HttpError.badRequest('status must be 400 to 699.');
  return { status, retryAfter: typeof retryAfter === 'number' ? retryAfter : undefined };
}
