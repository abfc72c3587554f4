import { randomBytes } from 'node:crypto';
import type { Call } from './call.js';
import { moveToConference, type CallSides } from './call-control.js';
import type { Faults } from '../sip/faults.js';
import type { Exchange } from './exchange.js';
import { ThreeWay } from './three-way.js';

/** Every call that became a conference to take a third one in, by the conference's name. */
export class ThreeWayCalls {
  readonly #exchange: Exchange;
  readonly #faults: Faults;
  readonly #known = new Map<string, ThreeWay>();

  constructor(exchange: Exchange, faults: Faults) {
    this.#exchange = exchange;
    this.#faults = faults;
    exchange.on('takeover', ({ former, uuid }) => {
      for (const threeWay of this.#known.values()) if (threeWay.agentUuid === former) threeWay.agentUuid = uuid;
    });
    exchange.on('change', () => this.#settle());
    exchange.on('end', () => this.#settle());
  }

  get(conferenceName: string): ThreeWay | undefined {
    return this.#known.get(conferenceName);
  }

  /** The one that a call leads into. */
  of(call: Call): ThreeWay | undefined {
    const uuids = [call.uuid, ...call.legs.map(({ uuid }) => uuid)];
    return [...this.#known.values()].find(({ room }) => uuids.some((uuid) => room.find(uuid) !== undefined));
  }

  /** Moves both sides of a call into a conference of their own; their dialogs stay as they are. */
  begin(call: Call, { agent }: CallSides, tenantId: string): ThreeWay {
    const exchange = this.#exchange;
    const { uuid, number, name, extension } = agent;
    const conferenceName = `3way_${tenantId}_${randomBytes(4).toString('hex')}`;
    moveToConference(exchange, call, conferenceName);
    const room = exchange.conferences.get(conferenceName);
    if (room === undefined) throw new Error('Nobody came into the conference.');
    const dial = (to: string): Call => exchange.dialInto(conferenceName, to, { number, name, extension });
    const threeWay = new ThreeWay({ room, agentUuid: uuid, dial, leavesOnHold: () => this.#faults.leaveOnHold });
    this.#known.set(conferenceName, threeWay);
    return threeWay;
  }

  #settle(): void {
    for (const [name, threeWay] of this.#known) if (!threeWay.settle()) this.#known.delete(name);
  }
}
