import type { Call } from '../b2bua/call.js';
import type { Exchange } from '../b2bua/exchange.js';
import type { Presence } from '../presence.js';
import type { Registrar } from '../sip/registrar.js';
import type { EventHub } from './event-hub.js';
import { directionOfCall, presenceMap, talkSeconds, type PlatformEvent } from './platform-event.js';

/** Where events come from, and whose extension is whose. */
export interface EventSources {
  readonly registrar: Registrar;
  readonly presence: Presence;
  readonly exchange: Exchange;
  /** The company of an extension. */
  readonly tenantOf: (extension: string) => string;
}

/** Full presence state of a company, the first thing a client of the event socket gets. */
export function snapshotOf({ presence, tenantOf }: EventSources, tenantId: string): PlatformEvent {
  const own = presence.all().filter(({ extension }) => tenantOf(extension) === tenantId);
  return { type: 'presence_snapshot', data: { presence: presenceMap(own) } };
}

/** Turns what happens on the platform into events, each for the company it happens in. */
export function publishEvents(hub: EventHub, { registrar, presence, exchange, tenantOf }: EventSources): void {
  registrar.on('change', (change) => {
    const data = { ...change, timestamp: new Date().toISOString() };
    hub.publish({ type: 'registration_change', data }, tenantOf(change.extension));
  });
  presence.on('change', (data) => hub.publish({ type: 'presence_change', data }, tenantOf(data.extension)));
  const tell = (call: Call, event: PlatformEvent): void =>
    hub.publish(event, tenantOf(call.caller.extension ?? call.callee.extension ?? ''));
  exchange.on('start', (call) => {
    const data = { callUuid: call.caller.uuid, caller: call.caller.number, destination: call.callee.number };
    tell(call, { type: 'call_start', data: { ...data, direction: directionOfCall(call) } });
  });
  exchange.on('answer', (call) => tell(call, { type: 'call_answer', data: { callUuid: call.caller.uuid } }));
  exchange.on('end', ({ call, cause }) => {
    const data = { callUuid: call.caller.uuid, duration: talkSeconds(call), hangupCause: cause };
    tell(call, { type: 'call_end', data });
  });
}
