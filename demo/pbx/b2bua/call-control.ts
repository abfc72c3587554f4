import type { Extension } from '../company.js';
import type { Call } from './call.js';
import type { Exchange } from './exchange.js';
import type { Callee, Leg } from './leg.js';
import { monitorCallee, type MonitorMode } from './monitor.js';
import { isService } from './played-leg.js';

/** The two sides of a call for an order that names it by a UUID: who gives the order, and who it is about. */
export interface CallSides {
  /** The leg that the UUID names when it is an extension's; otherwise the extension in the call. */
  readonly agent: Leg;
  readonly other: Leg;
}

/** Null while the call has not two sides. */
export function sidesOf(call: Call, uuid: string): CallSides | null {
  const { near, answeredBy: far } = call;
  if (near === null || far === null || call.state !== 'active') return null;
  const named = [near, far].find((leg) => leg.uuid === uuid && leg.extension !== null);
  const agent = named ?? [near, far].find((leg) => leg.extension !== null) ?? near;
  return { agent, other: agent === near ? far : near };
}

/** Rings a supervisor and lets them listen to a call. Returns the supervisor's call. */
export function monitor(
  exchange: Exchange,
  supervisor: Extension,
  { call, agent, mode }: { readonly call: Call; readonly agent: Leg; readonly mode: MonitorMode },
): Call {
  const whenOver = (act: () => void): (() => void) =>
    exchange.on('end', (ended) => {
      if (ended.call === call) act();
    });
  const service = monitorCallee({ call, agent, mode, whenOver });
  const name = `Monitoring ${call.caller.name}`;
  const shown = { number: call.caller.number, name, extension: null, isService: true };
  return exchange.originateTo(supervisor, service, shown);
}

/** Takes both sides of a call into a conference, each as a call of its own. */
export function moveToConference(exchange: Exchange, call: Call, name: string): void {
  const { near, answeredBy: far } = call;
  const target = (leg: Leg): Callee => exchange.conferences.callee(name, leg);
  // A service that one talks to is left behind: another conference must not become a member.
  const other = far === null || isService(far) ? null : call.release(far);
  if (near !== null) call.continueWith(near, target(near));
  if (other !== null) exchange.adopt(other, target(other));
}
