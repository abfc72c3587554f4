import { randomUUID } from 'node:crypto';
import type { CancelTimer, Clock } from '../../../src/shared/clock.js';
import { silentParty, type AudioParty } from '../media/party.js';
import { Echo, MusicPlayer, TonePlayer } from '../media/players.js';
import { announcementTone, ringbackTone } from '../media/tones.js';
import type { PlayedNumber, Step, Voice } from '../numbers.js';
import type { HangupCause } from './causes.js';
import type { Callee, CalleeListener, CallerLeg, Leg } from './leg.js';

/** A side of a call that the platform itself plays. */
export class PlayedLeg implements CallerLeg {
  readonly uuid: string = randomUUID();
  readonly number: string;
  readonly name: string;
  readonly extension = null;
  readonly digits = '';
  readonly party: AudioParty;
  holding = false;
  onend: ((cause: HangupCause) => void) | undefined;
  onhold: (() => void) | undefined;
  #ended = false;

  constructor(number: string, name: string, voice: Voice) {
    this.number = number;
    this.name = name;
    this.party = playerOf(voice);
  }

  /** Hangs up from this side. */
  hangup(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.onend?.('NORMAL_CLEARING');
  }

  hold(held: boolean): void {
    this.holding = held;
    this.onhold?.();
  }

  end(): void {
    this.#ended = true;
  }

  // What a network tells a caller needs no answer from a played one.
  ring(): void {}
  async startEarlyMedia(): Promise<void> {}
  async answer(): Promise<void> {}
  redirect(): void {}
  refer(): void {}
  async setHeldByFarEnd(): Promise<void> {}
}

/** Walks through the steps of a played number. */
export class PlayedCallee implements Callee {
  readonly number: string;
  readonly name: string;
  readonly extension = null;
  readonly #party: PlayedNumber;
  readonly #clock: Clock;
  #cancelTimer: CancelTimer | undefined;
  #leg: PlayedLeg | undefined;
  #stopped = false;

  constructor(party: PlayedNumber, clock: Clock) {
    this.#party = party;
    this.#clock = clock;
    this.number = party.number;
    this.name = party.name;
  }

  start(listener: CalleeListener): void {
    this.#walk([...this.#party.steps], listener);
  }

  cancel(): void {
    this.#stopped = true;
    this.#cancelTimer?.();
  }

  #walk(steps: readonly Step[], listener: CalleeListener): void {
    const [step, ...rest] = steps;
    if (step === undefined || this.#stopped) return;
    if (step.do === 'wait') {
      this.#cancelTimer = this.#clock.after(step.ms, () => this.#walk(rest, listener));
      return;
    }
    this.#take(step, listener);
    this.#walk(rest, listener);
  }

  #take(step: Exclude<Step, { do: 'wait' }>, listener: CalleeListener): void {
    switch (step.do) {
      case 'ring':
        return listener.ringing();
      case 'early-media':
        return listener.earlyMedia(earlySound(step.sound));
      case 'answer':
        return this.#answer(listener);
      case 'hang-up':
        return this.#leg?.hangup();
      case 'fail':
        return listener.failed(step.cause);
      case 'redirect':
        return listener.redirected(step.to);
      case 'refer':
        return listener.refers(step.to);
      case 'hold':
        this.#leg?.hold(step.held);
        return listener.holds(step.held);
    }
  }

  #answer(listener: CalleeListener): void {
    this.#leg = new PlayedLeg(this.number, this.name, this.#party.voice);
    listener.answered(this.#leg);
  }
}

/** Whether a leg is played here, so that tests can hang it up. */
export function isPlayed(leg: Leg | undefined): leg is PlayedLeg {
  return leg instanceof PlayedLeg;
}

function playerOf(voice: Voice): AudioParty {
  switch (voice.say) {
    case 'echo':
      return new Echo();
    case 'music':
      return new MusicPlayer();
    case 'nothing':
      return silentParty;
    case 'tone':
      return new TonePlayer([voice.hz]);
  }
}

function earlySound(sound: 'ringback' | 'announcement'): AudioParty {
  return sound === 'ringback'
    ? new TonePlayer(ringbackTone, { onMs: 2000, offMs: 4000 })
    : new TonePlayer(announcementTone, { onMs: 600, offMs: 200 });
}
