import { MusicPlayer } from '../media/players.js';
import type { Call } from './call.js';
import type { Callee, CalleeListener, Leg } from './leg.js';
import { PlayedLeg } from './played-leg.js';
import { ServiceCallee } from './service-callee.js';

/** A call that waits with music until somebody dials *71 and its slot. */
export interface ParkedCall {
  /** Two digits, `01` to `20`. */
  readonly slot: string;
  readonly call: Call;
  readonly leg: Leg;
  readonly parkedAt: Date;
  /** Extension that parked it; null when nobody is known. */
  readonly parkedBy: string | null;
}

const slots = Array.from({ length: 20 }, (_, index) => String(index + 1).padStart(2, '0'));

/** The parking slots of the company. */
export class Parking {
  readonly #parked = new Map<string, ParkedCall>();

  get all(): readonly ParkedCall[] {
    return [...this.#parked.values()];
  }

  /** The slot as it is written, or null when there is no such slot. */
  static slotOf(text: string): string | null {
    const slot = text.padStart(2, '0');
    return slots.includes(slot) ? slot : null;
  }

  /** The slot that was asked for, or the first free one; null when it is taken. */
  free(wanted: string | null): string | null {
    if (wanted !== null) return this.#parked.has(wanted) ? null : wanted;
    return slots.find((slot) => !this.#parked.has(slot)) ?? null;
  }

  /** Parks one leg of a call; its other side is let go. The slot must be free. */
  park(call: Call, leg: Leg, slot: string, parkedBy: string | null): void {
    call.continueWith(
      leg,
      this.callee(slot, () => ({ call, leg, parkedBy })),
    );
  }

  /** What parks the leg that is connected to it. */
  callee(slot: string | null, who: () => Pick<ParkedCall, 'call' | 'leg' | 'parkedBy'>): Callee {
    return new ServiceCallee('*70', 'Parking', () => {
      const free = this.free(slot);
      if (free === null) return 'USER_BUSY';
      const seat = new PlayedLeg({ number: `*71${free}`, name: 'Parking' }, new MusicPlayer(), true);
      this.#parked.set(free, { slot: free, parkedAt: new Date(), ...who() });
      seat.onover = () => void this.#parked.delete(free);
      return seat;
    });
  }

  /** What connects its caller with the call in a slot. */
  retrieval(slot: string): Callee {
    const start = (listener: CalleeListener): void => {
      const parked = this.#parked.get(slot);
      if (parked === undefined) return listener.failed('UNALLOCATED_NUMBER');
      const leg = parked.call.release(parked.leg);
      parked.call.end('NORMAL_CLEARING');
      listener.answered(leg);
    };
    return { number: `*71${slot}`, name: 'Parked call', extension: null, start, cancel: () => undefined };
  }
}
