import type { VoIPClient } from '../api/client.js';
import type { ExtensionIdentity } from '../api/token.js';
import type { ActiveCall, EavesdropMode } from '../api/types/calls.js';
import type { Unsubscribe } from '../shared/emitter.js';
import { ApiError, CallError } from '../shared/errors.js';
import { isLive } from './snapshot.js';
import type { Softphone } from './softphone.js';
import { onePerCore, Watched, type WatchedOptions } from './watched.js';

/** What a supervisor is doing on a call of somebody else. */
export interface Monitoring {
  /** Id of our own call to the platform, through which they are heard. */
  readonly callId: string;
  readonly mode: EavesdropMode;
  /** Names, else numbers, of the two who talk; the agent first. */
  readonly agent: string;
  readonly other: string;
}

/** Who hears the supervisor is changed by keys of the call (documented: 1 whisper, 2 barge, 3 mute). */
const digits: Readonly<Record<EavesdropMode, string>> = { whisper: '1', barge: '2', listen: '3' };

const EVERY_MS = 5000;
/** How long the platform may take to ring this phone. */
const RING_MS = 10_000;

/**
 * The calls of the team for somebody who may supervise. The platform rings the supervisor's phone; this answers that
 * one call by itself and no other: it has to be the channel that the platform named in its answer to our own wish, and
 * to come within seconds of it.
 */
export class Supervision extends Watched<readonly ActiveCall[]> {
  protected readonly everyMs = EVERY_MS;
  readonly #softphone: Softphone;
  #isStarting = false;
  #monitoring: Monitoring | null = null;

  constructor(softphone: Softphone, options: Omit<WatchedOptions, 'tokens'> = {}) {
    super({ ...options, tokens: softphone.tokens });
    this.#softphone = softphone;
  }

  /** Null while nobody is listened to. */
  get monitoring(): Monitoring | null {
    return this.#monitoring;
  }

  /** The platform was asked and has not connected us yet. */
  get isStarting(): boolean {
    return this.#isStarting;
  }

  /**
   * Listens to a call, speaks to its agent alone (`whisper`) or to both (`barge`). Resolves when one hears them.
   * Rejects with `CallError` (`wrong-state` in a call), `ApiError` or `MediaError`.
   */
  async monitor(call: ActiveCall, mode: EavesdropMode): Promise<void> {
    const live = this.#softphone.snapshot.calls.find(isLive);
    if (live || this.#isStarting)
      throw CallError.wrongState('listen to a call beside', live?.state.phase ?? 'dialing');
    this.#setStarting(true);
    try {
      const callId = await this.#takeOwnCall(call, mode);
      const { agent, other } = sidesOf(call);
      this.#monitoring = Object.freeze({ callId, mode, agent, other });
      await this.#softphone.setMuted(mode === 'listen', callId);
      this.#forgetAtTheEnd(callId);
    } finally {
      this.#setStarting(false);
    }
  }

  /** Changes who hears us. Rejects with `CallError`. */
  async setMode(mode: EavesdropMode): Promise<void> {
    const { monitoring } = this;
    if (!monitoring) throw CallError.noSuchCall();
    const { callId } = monitoring;
    // Nobody is to hear what was meant for nobody: silent before the platform has changed, heard after it was asked.
    if (mode === 'listen') await this.#softphone.setMuted(true, callId);
    await this.#softphone.sendDtmf(digits[mode], callId);
    if (mode !== 'listen') await this.#softphone.setMuted(false, callId);
    if (this.#monitoring !== monitoring) return;
    this.#monitoring = Object.freeze({ ...monitoring, mode });
    this.emit('change');
  }

  /** Stops listening; the two talk on. */
  async stop(): Promise<void> {
    if (this.#monitoring) await this.#softphone.hangup(this.#monitoring.callId);
  }

  protected override async load({ number }: ExtensionIdentity): Promise<readonly ActiveCall[]> {
    const { calls } = await this.client.getActiveCalls();
    // The own calls are no business of a supervisor, the one through which they listen least of all.
    return calls.filter(({ callerIdNumber, destination }) => callerIdNumber !== number && destination !== number);
  }

  protected override follow(client: VoIPClient, isOld: () => void): readonly Unsubscribe[] {
    return (['call_start', 'call_answer', 'call_end'] as const).map((type) => client.onWsEvent(type, isOld));
  }

  /** Asks for the call, and answers it. Its INVITE and the answer that names it come in either order. */
  async #takeOwnCall({ callUuid }: ActiveCall, mode: EavesdropMode): Promise<string> {
    const softphone = this.#softphone;
    const { number } = await this.own();
    let stop = (): void => {};
    try {
      const asked = this.client.eavesdropCall(callUuid, number, mode);
      const rung = new Promise<string>((resolve, reject) => {
        let spyUuid = '';
        const look = (): void => {
          const own = softphone.snapshot.calls.find(
            ({ id, direction, state }) =>
              direction === 'inbound' && state.phase === 'incoming' && softphone.isChannel(spyUuid, id),
          );
          if (own) resolve(own.id);
        };
        const cancel = this.clock.after(RING_MS, () => reject(notRung()));
        const stopLooking = softphone.on('statechange', () => spyUuid && look());
        stop = () => {
          cancel();
          stopLooking();
        };
        asked.then((answer) => {
          ({ spyUuid } = answer);
          look();
        }, reject);
      });
      const callId = await rung;
      await softphone.answer(callId);
      await this.#connected(callId);
      return callId;
    } finally {
      stop();
    }
  }

  #connected(callId: string): Promise<void> {
    const softphone = this.#softphone;
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const phase = softphone.snapshot.calls.find(({ id }) => id === callId)?.state.phase;
        if (phase === 'answering') return;
        stop();
        if (phase === 'active') resolve();
        else reject(CallError.noSuchCall());
      };
      const stop = softphone.on('statechange', look);
      look();
    });
  }

  #forgetAtTheEnd(callId: string): void {
    const look = (): void => {
      const call = this.#softphone.snapshot.calls.find(({ id }) => id === callId);
      if (call && isLive(call)) return;
      stop();
      this.#monitoring = null;
      this.emit('change');
    };
    const stop = this.#softphone.on('statechange', look);
    look();
  }

  #setStarting(is: boolean): void {
    this.#isStarting = is;
    this.emit('change');
  }
}

/** The supervision of this core: the same for everyone who asks. */
export const supervision = onePerCore((softphone: Softphone) => new Supervision(softphone));

/** Who of a call is the agent: whoever of the company answered or called. */
export function sidesOf(call: ActiveCall): { readonly agent: string; readonly other: string } {
  const { callerIdName, callerIdNumber, destinationName, destination, direction } = call;
  const caller = callerIdName || callerIdNumber;
  const callee = destinationName || destination;
  return direction === 'inbound' ? { agent: callee, other: caller } : { agent: caller, other: callee };
}

function notRung(): ApiError {
  return new ApiError('timeout', 'The platform did not ring this phone to listen to the call.', {
    advice: 'Check that the phone is online and not set to busy.',
  });
}
