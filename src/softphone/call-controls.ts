import type { Phone } from '../phone/phone.js';
import type { ThreeWay } from '../phone/three-way/three-way.js';
import { Emitter } from '../shared/emitter.js';
import { CallError } from '../shared/errors.js';
import { isLive, type SoftphoneEvents, type SoftphoneSnapshot } from './snapshot.js';
import type { Elsewhere } from './tabs/tab-place.js';

/** What is done with live calls: by the engine of this page, or by the tab that has the phone. */
export abstract class CallControls extends Emitter<SoftphoneEvents> {
  abstract get snapshot(): SoftphoneSnapshot;

  /** The SIP engine, for the parts of the core that are loaded later; null until the first token came, and elsewhere. */
  abstract get engine(): Phone | null;

  abstract readonly threeWay: () => Promise<ThreeWay>;

  /** The phone in another tab; null while it is here. */
  protected abstract get elsewhere(): Elsewhere | null;

  /** Talks in this call and puts the others on hold. Rejects with `CallError`, all as before. */
  async switchTo(callId: string): Promise<void> {
    await (this.elsewhere?.ask('switchTo', [callId]) ?? requireEngine(this.engine).switchTo(callId));
  }

  /**
   * Declines, cancels or ends, whichever fits; a three-way call for everybody. Without an id the current call. Resolves
   * for a call that has already ended, and once it is done for one that is only on its way to this tab.
   */
  async hangup(callId?: string): Promise<void> {
    const { calls, currentCall, threeWay } = this.snapshot;
    const id = callId ?? currentCall?.id;
    const shown = calls.find((call) => call.id === id);
    if (!shown) throw CallError.noSuchCall();
    // Named, since another one may be the current call by the time that a tab hears of it.
    if (this.elsewhere) return this.elsewhere.ask('hangup', [id]);
    // The conference is the current call: beside it nobody can be talked to.
    if (threeWay && id === currentCall?.id) return (await this.threeWay()).endThreeWay();
    const call = this.engine?.findCall(id);
    if (call) call.hangup();
    else if (isLive(shown)) await this.#hangUpOnceHere(shown.id);
  }

  /** What another tab has begun is shown before the engine that goes on with it is here. */
  #hangUpOnceHere(id: string): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.on('statechange', ({ calls, status }) => {
        const isWaiting = status !== 'offline' && calls.some((call) => call.id === id && isLive(call));
        if (isWaiting && !this.elsewhere && !this.engine?.findCall(id)) return;
        stop();
        resolve(isWaiting ? this.hangup(id) : undefined);
      });
    });
  }

  /** Silences our microphone. Rejects with `CallError` unless the call is active. */
  async setMuted(muted: boolean, callId?: string): Promise<void> {
    if (this.elsewhere) return this.elsewhere.ask('setMuted', [muted, callId]);
    requireEngine(this.engine).liveCall(callId).setMuted(muted);
  }

  /** Hold or resume. Resolves when the far end agreed; rejects with `CallError`, the call unchanged. */
  async setHeld(held: boolean, callId?: string): Promise<void> {
    await (this.elsewhere?.ask('setHeld', [held, callId]) ?? requireEngine(this.engine).setHeld(held, callId));
  }

  /** FreeSWITCH's id of our leg; null until the call is active. A secret: whoever knows it can act on the call. */
  channelUuid(callId?: string): string | null {
    return this.engine?.findCall(callId)?.channelUuid ?? null;
  }

  /** Whether our leg of a live call is this channel, also while it rings: so a call that was asked for is told from others. */
  isChannel(uuid: string, callId: string): boolean {
    return this.engine?.findCall(callId)?.isChannel(uuid) ?? false;
  }

  /** Digits 0-9 * # A-D, as RFC 4733 events. */
  async sendDtmf(digits: string, callId?: string): Promise<void> {
    await (this.elsewhere?.ask('sendDtmf', [digits, callId]) ??
      requireEngine(this.engine).liveCall(callId).sendDtmf(digits));
  }

  /** Statistics of the media of a live call (W3C webrtc-stats). Rejects with `CallError` without one in this tab. */
  async stats(callId?: string): Promise<RTCStatsReport> {
    return requireEngine(this.engine).liveCall(callId).stats();
  }

  /** Plays the far end after a gesture, when the browser blocked it. */
  async resumeAudio(): Promise<void> {
    await this.engine?.resumeAudio();
  }
}

export function requireEngine(engine: Phone | null): Phone {
  if (!engine) throw CallError.noSuchCall();
  return engine;
}
