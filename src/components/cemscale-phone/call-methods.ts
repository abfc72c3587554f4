import { LitElement } from 'lit';
import type { CallSnapshot } from '../../phone/call-state.js';
import type { ThreeWay } from '../../phone/three-way/three-way.js';
import type { CallDesk } from '../../softphone/call-desk.js';
import type { ParkedCall } from '../../softphone/parking-board.js';
import type { PreflightReport } from '../../softphone/preflight/report.js';
import { activeState, type SoftphoneSnapshot } from '../../softphone/snapshot.js';
import type { Softphone } from '../../softphone/softphone.js';
import type { CallSource } from '../events.js';

/** What a page can do with the calls of its phone. */
export abstract class CallMethods extends LitElement {
  /** All that is known right now; frozen, a new object with every change. */
  abstract get snapshot(): SoftphoneSnapshot;

  /** Runs a wish on the core. Every failure is a `SoftphoneError`. */
  protected abstract act<Result>(wish: (softphone: Softphone) => Promise<Result>): Promise<Result>;

  /** Resolves when the page lets this number be called; rejects with `CallError`. */
  protected abstract permit(number: string, source: CallSource): Promise<void>;

  /** Answers the call that rings, or the one with this id. Whoever is talked to waits, or is hung up with `end`. */
  answer(callId?: string, others?: 'hold' | 'end'): Promise<void> {
    return this.act((softphone) => softphone.answer(callId, others));
  }

  /** Moves the calls that another tab of this browser has to this one, on hold and muted as they are. */
  takeHere(): Promise<void> {
    return this.act((softphone) => softphone.takeHere());
  }

  /** Talks in the call with this id; the others wait. */
  switchTo(callId: string): Promise<void> {
    return this.act((softphone) => softphone.switchTo(callId));
  }

  /** Mutes the microphone, or turns it back on; without an argument the other way round. */
  mute(on?: boolean): Promise<void> {
    return this.act((softphone) => softphone.setMuted(on ?? !activeState(this.snapshot)?.muted));
  }

  /** Puts the other side on hold, or takes them off; without an argument the other way round. */
  hold(on?: boolean): Promise<void> {
    return this.act((softphone) => softphone.setHeld(on ?? !activeState(this.snapshot)?.held));
  }

  /** Sends digits 0-9 * # A-D in the live call. */
  sendDtmf(digits: string): Promise<void> {
    return this.act((softphone) => softphone.sendDtmf(digits));
  }

  /** Calls a third person into the call, after `cemscale-call-request`. Resolves when they ring. */
  async addParticipant(number: string): Promise<void> {
    await this.permit(number, 'three-way');
    await (await this.threeWay()).addParticipant(number);
  }

  /** The controls of a call of three, under their documented names; loaded with the first use. */
  threeWay(): Promise<ThreeWay> {
    return this.act((softphone) => softphone.threeWay());
  }

  /** Tries microphone, line, network and, unless `call` is false, a test call that nobody hears. Resolves with what it found. */
  async check(call = true): Promise<PreflightReport> {
    const { runPreflight } = await import('../../softphone/preflight/preflight.js');
    return this.act((softphone) => runPreflight(softphone, { call }));
  }

  /** Hands the call to this number, after `cemscale-call-request`. Resolves when it was taken there. */
  async transfer(number: string): Promise<void> {
    await this.permit(number, 'transfer');
    await (await this.#callDesk()).transfer(number);
  }

  /** Lets the other side wait and calls this number about it, after `cemscale-call-request`. */
  async consult(number: string): Promise<CallSnapshot> {
    await this.permit(number, 'transfer');
    return (await this.#callDesk()).consult(number);
  }

  /** Connects the two of a consultation, and leaves. */
  async completeTransfer(): Promise<void> {
    await (await this.#callDesk()).completeTransfer();
  }

  /** Ends the consultation and goes back to who waits. */
  async cancelTransfer(): Promise<void> {
    await (await this.#callDesk()).cancelTransfer();
  }

  /** Parks the call, in a free slot unless one is named; resolves with the slot. Dialling `*71` and it takes it back. */
  async park(slot?: string): Promise<string> {
    return (await this.#callDesk()).park(slot);
  }

  /** The calls that wait in a slot. */
  async parkedCalls(): Promise<readonly ParkedCall[]> {
    return (await this.#callDesk()).parkedCalls();
  }

  #callDesk(): Promise<CallDesk> {
    return this.act((softphone) => softphone.callDesk());
  }
}
