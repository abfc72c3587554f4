import type { Call } from '../b2bua/call.js';
import type { Exchange } from '../b2bua/exchange.js';
import { PageLeg } from '../b2bua/page-leg.js';
import { isPlayed } from '../b2bua/played-leg.js';
import { usualTiming } from '../b2bua/timing.js';
import type { MediaDirection } from '../media/endpoint.js';
import type { Impairment } from '../media/impaired-path.js';
import { playedNumbers } from '../numbers.js';
import { HttpError, requiredText, type ApiRequest } from '../rest/http.js';
import type { Router } from '../rest/router.js';
import type { Registrar } from '../sip/registrar.js';
import type { Faults } from '../sip/faults.js';
import { setFaults } from './fault-settings.js';

export interface ControlRoutesOptions {
  readonly exchange: Exchange;
  readonly registrar: Registrar;
  readonly faults: Faults;
}

/** What demo pages and tests may do to the platform and no customer could. Exists only when control is switched on. */
export function addControlRoutes(router: Router, { exchange, registrar, faults }: ControlRoutesOptions): void {
  router
    .add('GET', '/control/numbers', () => ({ numbers: playedNumbers }))
    .add('POST', '/control/call', ({ body }) => placeCall(exchange, body))
    .add('GET', '/control/calls', () => ({ calls: exchange.calls.map(controlledCall) }))
    .add('POST', '/control/calls/{uuid}/far-hangup', (request) => farHangup(findCall(exchange, request)))
    .add('POST', '/control/calls/{uuid}/reinvite', (request) => reinvite(exchange, request))
    .add('GET', '/control/extensions/{number}/contacts', ({ params }) => ({
      contacts: registrar.bindings(params['number'] ?? '').length,
    }))
    .add('POST', '/control/extensions/{number}/drop-socket', ({ params, body }) => {
      const connections = new Set(registrar.bindings(params['number'] ?? '').map(({ connection }) => connection));
      for (const connection of connections) {
        if (body['halfOpen'] === true) connection.freeze();
        else connection.drop();
      }
      return { dropped: connections.size };
    })
    .add('PUT', '/control/extensions/{number}/media', (request) => impairMedia(exchange, request))
    .add('PUT', '/control/faults', ({ body }) => setFaults(faults, body))
    .add('PUT', '/control/session-refresh', ({ body: { everyMs } }) => {
      if (everyMs !== null && !(typeof everyMs === 'number' && everyMs >= 100))
        throw HttpError.badRequest('everyMs must be 100 or more, or null for never.');
      exchange.refresh.everyMs = everyMs;
      return { everyMs };
    })
    .add('POST', '/control/reset', () => {
      faults.clear();
      exchange.refresh.everyMs = usualTiming.refreshMs;
      for (const call of exchange.calls) call.end('NORMAL_CLEARING');
    });
}

function placeCall(exchange: Exchange, body: ApiRequest['body']): { callUuid: string } {
  const number = requiredText(body, 'from');
  const known = playedNumbers.find((row) => row.number === number);
  const name = typeof body['name'] === 'string' ? body['name'] : (known?.name ?? number);
  const call = exchange.callFromOutside({ number, name }, requiredText(body, 'to'));
  return { callUuid: call.caller.uuid };
}

function controlledCall(call: Call) {
  const legs = call.legs.map((leg) => ({
    uuid: leg.uuid,
    number: leg.number,
    digits: leg.digits,
    holding: leg.holding,
    received: leg instanceof PageLeg ? leg.packetsReceived : null,
  }));
  return { callUuid: call.caller.uuid, state: call.state, legs };
}

/** Spoils the sound of this extension's live calls: `{ toPage, fromPage }`; what is left out is as it should be. */
function impairMedia(exchange: Exchange, { params, body }: ApiRequest): { legs: number } {
  const legs = exchange.calls
    .flatMap((call) => call.legs)
    .filter((leg): leg is PageLeg => leg instanceof PageLeg && leg.extension === params['number']);
  for (const { path } of legs) {
    path.toPage = impairment(body['toPage']);
    path.fromPage = impairment(body['fromPage']);
  }
  return { legs: legs.length };
}

function impairment(value: unknown): Impairment | null {
  if (typeof value !== 'object' || value === null) return null;
  const { lossPercent = 0, delayMs = 0, jitterMs = 0 } = value as Partial<Record<keyof Impairment, unknown>>;
  const [loss, delay, jitter] = [lossPercent, delayMs, jitterMs].map(Number);
  return { lossPercent: loss || 0, delayMs: delay || 0, jitterMs: jitter || 0 };
}

function farHangup(call: Call): { success: true } {
  const leg = call.legs.find(isPlayed);
  if (leg === undefined)
    throw new HttpError(409, 'no_played_party', 'No side of this call is played by the platform.');
  leg.hangup();
  return { success: true };
}

async function reinvite(exchange: Exchange, request: ApiRequest): Promise<{ success: true }> {
  const call = findCall(exchange, request);
  const leg = call.legs.find((one) => one.uuid === request.params['uuid']);
  if (!(leg instanceof PageLeg)) throw new HttpError(409, 'no_page', 'This leg is not a page.');
  const { direction, iceRestart } = request.body;
  const options = { direction: mediaDirection(direction), iceRestart: iceRestart === true };
  await leg.reinvite(options).catch((error: unknown) => {
    throw new HttpError(409, 'reinvite_failed', error instanceof Error ? error.message : 'The re-INVITE failed.');
  });
  return { success: true };
}

function findCall(exchange: Exchange, { params }: ApiRequest): Call {
  const call = exchange.find(params['uuid'] ?? '');
  if (call === undefined) throw HttpError.notFound('call');
  return call;
}

function mediaDirection(value: unknown): MediaDirection {
  if (value === undefined || value === 'sendrecv') return 'sendrecv';
  if (value === 'sendonly' || value === 'recvonly' || value === 'inactive') return value;
  throw HttpError.badRequest('direction must be sendrecv, sendonly, recvonly or inactive.');
}
