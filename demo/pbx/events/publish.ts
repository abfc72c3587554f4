import type { Exchange } from '../b2bua/exchange.js';
import type { Presence } from '../presence.js';
import type { Registrar } from '../sip/registrar.js';
import type { EventHub } from './event-hub.js';
import { directionOfCall, presenceMap, talkSeconds, type PlatformEvent } from './platform-event.js';

/** Full presence state, the first thing a client of the event socket gets. */
export function snapshotOf(presence: Presence): PlatformEvent {
  return { type: 'presence_snapshot', data: { presence: presenceMap(presence.all()) } };
}

/** Turns what happens on the platform into events. */
export function publishEvents(
  hub: EventHub,
  { registrar, presence, exchange }: { registrar: Registrar; presence: Presence; exchange: Exchange },
): void {
  registrar.on('change', (change) =>
    hub.publish({ type: 'registration_change', data: { ...change, timestamp: new Date().toISOString() } }),
  );
  presence.on('change', (data) => hub.publish({ type: 'presence_change', data }));
  exchange.on('start', (call) => {
    const data = { callUuid: call.caller.uuid, caller: call.caller.number, destination: call.callee.number };
    hub.publish({ type: 'call_start', data: { ...data, direction: directionOfCall(call) } });
  });
  exchange.on('answer', (call) => hub.publish({ type: 'call_answer', data: { callUuid: call.caller.uuid } }));
  exchange.on('end', ({ call, cause }) => {
    const data = { callUuid: call.caller.uuid, duration: talkSeconds(call), hangupCause: cause };
    hub.publish({ type: 'call_end', data });
  });
}
