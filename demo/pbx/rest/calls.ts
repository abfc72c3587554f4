import type { Call } from '../b2bua/call.js';
import type { Exchange } from '../b2bua/exchange.js';
import { directionOfCall, talkSeconds } from '../events/platform-event.js';
import { HttpError } from './http.js';
import type { Router } from './router.js';

/** Calls in progress and what can be done to them. A call is found by the channel UUID of any of its legs. */
export function addCallRoutes(router: Router, exchange: Exchange): void {
  router
    .add('GET', '/api/calls/active', () => ({ calls: exchange.calls.map(activeCall) }))
    .add('POST', '/api/calls/{uuid}/hangup', ({ params }) => {
      const call = exchange.find(params['uuid'] ?? '');
      if (call === undefined) throw HttpError.notFound('call');
      call.end('NORMAL_CLEARING');
      return { success: true };
    });
}

/** A call as lists show it. */
export function activeCall(call: Call) {
  const { caller, callee, answeredBy } = call;
  return {
    callUuid: caller.uuid,
    peerUuid: answeredBy?.uuid ?? null,
    direction: directionOfCall(call),
    callerIdNumber: caller.number,
    callerIdName: caller.name,
    destination: callee.number,
    destinationName: callee.name,
    status: call.state === 'active' ? 'answered' : 'ringing',
    startedAt: call.startedAt.toISOString(),
    answeredAt: call.answeredAt?.toISOString() ?? null,
    duration: talkSeconds(call),
  };
}
