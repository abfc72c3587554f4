import { CallError, MediaError } from '../shared/errors.js';
import { invalidNumber, mediaFailed } from './call-errors.js';
import { CallLife } from './call-life.js';
import type { EndReason } from './call-state.js';
import { answeredAtOf } from './call-transition.js';
import type { LegEnd } from './leg.js';

/** One call, as the person handles it: above its signalling leg and its media peer. */
export class Call extends CallLife {
  /**
   * Ends the call, whatever its phase. The screen and the microphone do not wait for the network; the BYE of an active
   * call waits for `after`. `reason`: what it means that an active call ends.
   */
  hangup(after?: Promise<unknown>, reason: EndReason = 'hangup'): void {
    if (answeredAtOf(this.snapshot.state) !== null) this.abandon({ reason }, undefined, after);
    else this.abandon({ reason: this.snapshot.direction === 'outbound' ? 'canceled' : 'declined' });
  }

  /** Silences our microphone towards the far end; local, so it holds at once. Throws `CallError` unless active. */
  setMuted(muted: boolean): void {
    if (this.phase !== 'resuming') this.requireActive(muted ? 'mute' : 'unmute');
    // A resumed call may have found its microphone refused.
    if (!muted && this.#isMuted && !this.options.peer.microphoneState) void this.#speak(false);
    else this.#mute(muted);
  }

  get #isMuted(): boolean {
    const { state } = this.snapshot;
    return 'muted' in state && state.muted;
  }

  #mute(muted: boolean): void {
    this.options.peer.setMuted(muted);
    this.dispatch({ type: 'mute-changed', muted });
  }

  /** Puts the far end on hold or takes it off. Resolves when it agreed; rejects with `CallError`, the call unchanged. */
  async setHeld(held: boolean): Promise<void> {
    const action = held ? 'hold' : 'resume';
    const state = this.requireActive(action);
    if (held && this.conference) throw CallError.wrongState(action, 'a call of three');
    // A wish that is on its way may still end elsewhere than where the state is now.
    const isOther = this.options.peer.wishHeld(held);
    if (state.held === held && !isOther) return;
    await Promise.race([this.leg.renegotiate(), this.over]);
    this.requireActive(action);
  }

  /**
   * Asks the far end by REFER (RFC 3515) to talk to this number, or to whoever that other call is with (RFC 5589), and
   * no longer to us. Resolves with what became of it: `transferred`, or why not; null when the call ended without a word.
   */
  async refer(to: string | Call, onRinging: () => void): Promise<LegEnd | null> {
    this.requireActive('transfer');
    const end = this.leg.refer(typeof to === 'string' ? to : to.leg, onRinging);
    return Promise.race([end, this.over.then(() => null)]);
  }

  /** From now on a BYE of the far end has this reason; null: it hangs up as ever. */
  expectEnd(reason: EndReason | null): void {
    this.farewell = reason;
  }

  /** Sends digits as RFC 4733 events, or by INFO where the far end has no telephone-event. */
  async sendDtmf(digits: string): Promise<void> {
    this.requireActive('send digits in');
    if (!/^[0-9*#A-D]+$/.test(digits)) throw invalidNumber('only 0-9, *, # and A-D are tones');
    this.update({ digits: this.snapshot.digits + digits });
    if (this.options.peer.insertDtmf(digits)) return;
    for (const digit of digits) await this.leg.sendInfoDtmf(digit);
  }

  /**
   * Speaks through a microphone opened anew, where one was open: another was chosen, or that one is gone. Mute stays.
   * Rejects with `MediaError`, the call unchanged.
   */
  async changeMicrophone(): Promise<void> {
    const { peer, openMicrophone } = this.options;
    if (peer.microphoneState) await peer.attachMicrophone(await openMicrophone());
  }

  /** Statistics of its media. */
  stats(): Promise<RTCStatsReport> {
    return this.options.peer.stats();
  }

  /** Looks for another way for its sound: ICE restart in a re-INVITE. Resolves when the far end agreed; throws `CallError`. */
  async restoreMedia(): Promise<void> {
    this.requireActive('reconnect the sound of');
    await this.leg.renegotiate({ iceRestart: true });
  }

  /** The network is another one: the way that the sound took is gone, or will be. */
  networkChanged(): void {
    if (this.phase === 'active') this.recovery.networkChanged();
  }

  /** Plays the far end after a gesture. */
  resumeAudio(): Promise<void> {
    return this.options.audio.resume();
  }

  /** Dials. With the permission already granted the INVITE does not wait for the microphone. */
  async start(permissionGranted: boolean): Promise<void> {
    const leg = this.leg;
    if (!('invite' in leg)) throw CallError.wrongState('dial', this.phase);
    const microphone = this.#attachMicrophone();
    if (!permissionGranted && !(await microphone)) return;
    if (this.phase !== 'preparing') return;
    this.dispatch({ type: 'invite-sent' });
    this.ringLimits.dialled();
    try {
      await leg.invite();
    } catch (cause) {
      this.end({ reason: 'media-failed' }, mediaFailed(cause));
    }
  }

  /** False when the call ended for lack of a microphone. */
  async #attachMicrophone(): Promise<boolean> {
    try {
      await this.options.peer.attachMicrophone(await this.options.openMicrophone());
      return true;
    } catch (error) {
      this.abandon({ reason: 'microphone' }, error instanceof MediaError ? error : mediaFailed(error));
      return false;
    }
  }

  /** Goes on with what another page began. Without a microphone it goes on muted, and `error` says why. */
  async resume(): Promise<void> {
    if (!('accept' in this.leg) || this.phase === 'incoming') return;
    void this.leg.accept();
    await this.#speak();
  }

  async #speak(muted = this.#isMuted): Promise<void> {
    const { peer, openMicrophone } = this.options;
    try {
      const microphone = await openMicrophone();
      if (this.phase === 'ended') return microphone.stop();
      await peer.attachMicrophone(microphone);
      this.#mute(muted);
    } catch (error) {
      this.#mute(true);
      this.emit('error', error instanceof MediaError ? error : mediaFailed(error));
    }
  }

  /** Takes an incoming call. Rejects with `MediaError` when the microphone is refused; the caller still rings then. */
  async answer(): Promise<void> {
    const leg = this.leg;
    if (!('accept' in leg) || this.phase !== 'incoming') throw CallError.wrongState('answer', this.phase);
    this.dispatch({ type: 'accepted-here' });
    try {
      await this.options.peer.attachMicrophone(await this.options.openMicrophone());
    } catch (error) {
      // The caller still rings: the person may allow the microphone and answer again.
      this.dispatch({ type: 'accept-failed' });
      throw error;
    }
    // The caller may have given up meanwhile.
    if (this.snapshot.state.phase !== 'answering') return;
    try {
      await leg.accept();
    } catch (cause) {
      this.end({ reason: 'media-failed' }, mediaFailed(cause));
    }
  }
}
