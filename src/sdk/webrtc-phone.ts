import type { CallSnapshot } from '../phone/call-state.js';
import { checkMicrophoneAccess } from '../phone/media/microphone.js';
import type { MediaHealth } from '../phone/media/peer.js';
import { Emitter, type Unsubscribe } from '../shared/emitter.js';
import { ApiError, RegistrationError, SoftphoneError } from '../shared/errors.js';
import { isLive, type SoftphoneSnapshot } from '../softphone/snapshot.js';
import { Softphone } from '../softphone/softphone.js';
import { callInfo, type WebRTCCallInfo } from './call-info.js';
import { autoplayBlocked, iceTrouble, noActiveCall } from './documented-errors.js';
import { grantOfConfig, type WebRTCPhoneConfig } from './phone-config.js';

/** What a `WebRTCPhone` tells; listen with `on()`. */
export interface WebRTCPhoneEvents {
  /** The registration is there, also when it came back after a loss. */
  registered: void;
  /** It failed: an `ApiError` or a `RegistrationError`. The phone keeps trying unless the credentials are wrong. */
  registrationFailed: SoftphoneError;
  /** Every change of every call, those included that came during another one and got a 486. */
  callStateChanged: WebRTCCallInfo;
  /** ICE trouble, sound that the browser blocks (message `AUTOPLAY_BLOCKED`), the microphone. */
  error: SoftphoneError;
}

/**
 * The phone of the platform's SDK, by its documented names, over the same core as the elements: made of SIP
 * credentials, or around a core that is there already. Browser only; does nothing before `start()`.
 */
export class WebRTCPhone extends Emitter<WebRTCPhoneEvents> {
  readonly #core: Softphone;
  readonly #infos = new Map<string, WebRTCCallInfo>();
  readonly #told = new WeakSet<CallSnapshot>();
  readonly #subscriptions: readonly Unsubscribe[];
  #lastError: SoftphoneError | null = null;
  #audioBlocked = false;
  #holdChange: Promise<void> | null = null;

  constructor(source: WebRTCPhoneConfig | Softphone) {
    super();
    this.#core =
      source instanceof Softphone
        ? source
        : oneCallAtATime(new Softphone({ requestGrant: grantOfConfig(source) }));
    this.#lastError = this.#core.snapshot.error;
    for (const call of this.#core.snapshot.calls.filter(isLive)) this.#take(call);
    this.#subscriptions = [
      this.#core.on('registered', () => this.emit('registered')),
      this.#core.on('statechange', (snapshot) => this.#onSnapshot(snapshot)),
      // A caller who heard busy is in no snapshot.
      this.#core.on('call-ended', (call) => this.#tell(call)),
      this.#core.on('media-health', (health) => this.#onHealth(health)),
      this.#core.on('error', (error) => error !== this.#lastError && this.emit('error', error)),
    ];
  }

  /** Asks for the microphone and lets it go at once. True when calls can be made. */
  static checkMicrophoneAccess(): Promise<boolean> {
    return checkMicrophoneAccess();
  }

  get isRegistered(): boolean {
    return this.#core.snapshot.status === 'online';
  }

  /** The live call; null without one. */
  get currentCall(): WebRTCCallInfo | null {
    // What has ended is forgotten.
    return this.#infos.get(this.#core.snapshot.currentCall?.id ?? '') ?? null;
  }

  /** Registers, and keeps registered. Rejects with the first failure, and keeps trying all the same. */
  start(): Promise<void> {
    return this.#core.connect();
  }

  /** Ends every call and removes the registration. */
  stop(): Promise<void> {
    return this.#core.disconnect();
  }

  /** Lets go of the core and leaves it as it is. */
  detach(): void {
    for (const unsubscribe of this.#subscriptions) unsubscribe();
  }

  /** Starts a call. Rejects with `CallError`. */
  async call(number: string): Promise<WebRTCCallInfo> {
    const call = await this.#core.call(number);
    return this.#infos.get(call.id) ?? this.#take(call);
  }

  /** Takes the call that rings. Rejects with `MediaError` when the microphone is refused; it rings on then. */
  answer(): Promise<void> {
    return this.#core.answer(this.#liveCall().id);
  }

  /** Declines, cancels or ends, whichever fits; nothing without a call. */
  async hangup(): Promise<void> {
    const call = this.currentCall;
    if (call) await this.#core.hangup(call.id);
  }

  /** Hold or resume. While one change is under way, further ones are the same one: quick clicks cannot race. */
  toggleHold(): Promise<void> {
    this.#holdChange ??= this.#changeHold().finally(() => {
      this.#holdChange = null;
    });
    return this.#holdChange;
  }

  /** Silences the microphone or opens it again; says which it is now. False without an established call. */
  toggleMute(): boolean {
    const call = this.currentCall;
    if (call?.state !== 'established') return false;
    void this.#core.setMuted(!call.muted, call.id).catch((error: unknown) => this.#fail(error));
    return !call.muted;
  }

  /** Digits 0-9 * # A-D. */
  async sendDtmf(digits: string): Promise<void> {
    await this.#core.sendDtmf(digits, this.#liveCall().id);
  }

  /** Plays the far end after `AUTOPLAY_BLOCKED`; call it from a click. */
  resumeAudio(): Promise<void> {
    return this.#core.resumeAudio();
  }

  async #changeHold(): Promise<void> {
    const { id, held } = this.#liveCall();
    await this.#core.setHeld(!held, id);
  }

  #liveCall(): WebRTCCallInfo {
    const call = this.currentCall;
    if (!call) throw noActiveCall();
    return call;
  }

  #onSnapshot({ calls, error, audioBlocked }: SoftphoneSnapshot): void {
    for (const call of calls) this.#tell(call);
    if (error !== this.#lastError) {
      this.#lastError = isOfRegistration(error) ? error : null;
      if (this.#lastError) this.emit('registrationFailed', this.#lastError);
    }
    if (audioBlocked !== this.#audioBlocked) {
      this.#audioBlocked = audioBlocked;
      if (audioBlocked) this.emit('error', autoplayBlocked());
    }
  }

  #onHealth(health: MediaHealth): void {
    if (health !== 'connected') this.emit('error', iceTrouble(health));
  }

  #tell(call: CallSnapshot): void {
    if (this.#told.has(call)) return;
    const info = this.#take(call);
    if (!isLive(call)) this.#infos.delete(call.id);
    this.emit('callStateChanged', info);
  }

  #take(call: CallSnapshot): WebRTCCallInfo {
    this.#told.add(call);
    const info = callInfo(call, this.#core.channelUuid(call.id), this.#infos.get(call.id));
    this.#infos.set(call.id, info);
    return info;
  }

  #fail(error: unknown): void {
    if (error instanceof SoftphoneError) this.emit('error', error);
  }
}

/** As the documented SDK has it: a second caller hears busy. Calls of one's own may stand side by side. */
export function oneCallAtATime(core: Softphone): Softphone {
  core.setCallRules({ maxCalls: 4, callWaiting: false });
  return core;
}

function isOfRegistration(error: SoftphoneError | null): boolean {
  return error instanceof ApiError || error instanceof RegistrationError;
}
