import { invalidNumber, notParked } from '../phone/call-errors.js';
import type { Call } from '../phone/call.js';
import type { CallSnapshot } from '../phone/call-state.js';
import type { Phone } from '../phone/phone.js';
import { Transfers } from '../phone/transfer/transfers.js';
import { systemClock } from '../shared/clock.js';
import { CallError } from '../shared/errors.js';
import type { CoreHandle } from './core-handle.js';
import { ParkingBoard, type ParkedCall } from './parking-board.js';
import { platformLink } from './platform-link.js';
import { presenceBoard } from './presence-board.js';
import type { Softphone } from './softphone.js';

/** Our own side of a parked call is let go within this time, or lets go by itself. */
const FAREWELL_MS = 3000;

/** What is done with a call besides talking: handing it over, parking it. Tied to a core, and loaded with the first use. */
export class CallDesk {
  readonly #softphone: Softphone;
  readonly #core: CoreHandle;
  /** The parking slots of the company. */
  readonly parking: ParkingBoard;
  #phone: Phone | null = null;
  #transfers: Transfers | null = null;

  constructor(softphone: Softphone, core: CoreHandle) {
    this.#softphone = softphone;
    this.#core = core;
    const link = platformLink(softphone.tokens);
    this.parking = new ParkingBoard(link.client, systemClock, () => link.follow());
    softphone.on('call-started', () => core.show({ transferEnd: null, parked: null }));
    softphone.on('call-ended', ({ state }) => {
      const isNews = state.phase === 'ended' && state.reason === 'transferred';
      if (!isNews && softphone.snapshot.transferEnd) core.show({ transferEnd: null });
    });
  }

  /**
   * Hands a call to this number by REFER, without a word with it. Resolves when it was taken; rejects with `CallError`:
   * `not-allowed`, `invalid-number`, `wrong-state`, or `not-transferred`, after which the call goes on as before.
   */
  async transfer(target: string, callId?: string): Promise<void> {
    return this.#busy().transfer(target, callId);
  }

  /** Puts the current call on hold and calls this number about it. Resolves with the second call, on its way. */
  async consult(target: string): Promise<CallSnapshot> {
    this.#require('calls:originate');
    return this.#busy().consult(target);
  }

  /** Connects the two of a consultation with each other and leaves. Settles like `transfer`. */
  async completeTransfer(): Promise<void> {
    return this.#busy().completeTransfer();
  }

  /** Ends the consultation and takes the first one off hold. */
  async cancelTransfer(): Promise<void> {
    return this.#busy().cancelTransfer();
  }

  /**
   * Parks a call, in a free slot when none is named. Resolves with the slot; rejects with `CallError`: `not-allowed`,
   * `wrong-state`, or `not-parked`, after which the call goes on as before.
   */
  async park(slot?: string, callId?: string): Promise<string> {
    this.#require('calls:control');
    this.#requireTwo('park');
    if (slot !== undefined && !/^\d{1,2}$/.test(slot)) throw invalidNumber('a parking slot has two digits');
    const call = this.#engine().liveCall(callId);
    const { channelUuid } = call;
    const caller = call.snapshot.remote;
    if (channelUuid === null) throw CallError.wrongState('park', call.snapshot.state.phase);
    // The platform lets us go before it answers.
    call.expectEnd('parked');
    const taken = await this.#slotOf(call, channelUuid, slot).catch((cause: unknown) => {
      call.expectEnd(null);
      throw notParked(cause);
    });
    this.#core.show({ parked: Object.freeze({ slot: taken, caller }) });
    this.#core.tell('call-parked', Object.freeze({ slot: taken, caller }));
    systemClock.after(FAREWELL_MS, () => call.hangup(undefined, 'parked'));
    return taken;
  }

  /** The calls that wait in a slot, oldest first. Rejects with `ApiError`. */
  async parkedCalls(): Promise<readonly ParkedCall[]> {
    this.#require('calls:read');
    return this.parking.load();
  }

  /** An answer that was lost on the way is made up for: whoever is gone from us is in a slot. */
  async #slotOf(call: Call, channelUuid: string, wanted: string | undefined): Promise<string> {
    const { client } = platformLink(this.#softphone.tokens);
    try {
      return (await client.parkCall(channelUuid, wanted)).slot;
    } catch (error) {
      const { state, remote } = call.snapshot;
      if (state.phase !== 'ended') throw error;
      const parked = (await this.parking.load()).findLast(({ number }) => number === remote.number);
      if (!parked) throw error;
      return parked.slot;
    }
  }

  #engine(): Phone {
    const phone = this.#core.engine();
    if (!phone) throw CallError.noSuchCall();
    return phone;
  }

  /** The transfers of the phone as it is now: going offline and online makes another one. */
  #busy(): Transfers {
    this.#require('calls:control');
    this.#requireTwo('transfer');
    const phone = this.#engine();
    if (this.#transfers && this.#phone === phone) return this.#transfers;
    this.#transfers?.dispose();
    this.#phone = phone;
    this.#transfers = this.#follow(
      new Transfers({
        clock: systemClock,
        phone,
        check: (target) => phone.numberOf(target),
        nameOf: (number) => presenceBoard(this.#softphone).get(number)?.displayName || null,
      }),
    );
    return this.#transfers;
  }

  #follow(transfers: Transfers): Transfers {
    transfers.on('change', (transfer) =>
      this.#core.show(transfer ? { transfer, transferEnd: null } : { transfer }),
    );
    transfers.on('start', (session) => this.#core.tell('transfer-started', session));
    transfers.on('end', (transferEnd) => {
      this.#core.show({ transferEnd });
      this.#core.tell('transfer-ended', transferEnd);
    });
    return transfers;
  }

  #require(permission: string): void {
    if (!this.#softphone.snapshot.permissions.includes(permission)) throw CallError.notAllowed(permission);
  }

  #requireTwo(action: string): void {
    if (this.#softphone.snapshot.threeWay) throw CallError.wrongState(action, 'a call of three');
  }
}
