import type { CancelTimer, Clock } from '../../../src/shared/clock.js';
import { silentParty, type AudioParty } from '../media/party.js';
import { Echo, MusicPlayer, TonePlayer } from '../media/players.js';
import { announcementTone, ringbackTone } from '../media/tones.js';
import type { PlayedNumber, Step, Voice } from '../numbers.js';
import type { Callee, CalleeListener } from './leg.js';
import { PlayedLeg } from './played-leg.js';

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
    this.#leg = new PlayedLeg(this, voiceOf(this.#party.voice));
    listener.answered(this.#leg);
  }
}

/** The sound of a played party. */
export function voiceOf(voice: Voice): AudioParty {
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
