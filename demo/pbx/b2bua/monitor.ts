import type { AudioParty } from '../media/party.js';
import { PatchCord } from '../media/patch-cord.js';
import type { Call } from './call.js';
import type { Callee, Leg } from './leg.js';
import { PlayedLeg } from './played-leg.js';
import { ServiceCallee } from './service-callee.js';

/** Who hears the supervisor: nobody, the agent, or both. */
export type MonitorMode = 'listen' | 'whisper' | 'barge';

export interface MonitorOptions {
  readonly call: Call;
  /** Whom a whisper is for. */
  readonly agent: Leg;
  readonly mode: MonitorMode;
  /** The monitored call ended; the returned function stops asking. */
  readonly whenOver: (act: () => void) => () => void;
}

const modeOfDigit: Readonly<Record<string, MonitorMode>> = { '1': 'whisper', '2': 'barge', '3': 'listen' };

/** What connects a supervisor to a call: 1 whispers, 2 barges in, 3 only listens, 0 mutes and unmutes. */
export function monitorCallee({ call, agent, mode, whenOver }: MonitorOptions): Callee {
  return new ServiceCallee('monitor', 'Monitoring', () => {
    const cord = new PatchCord();
    const state = { mode, muted: false };
    const audibleTo = (listener: AudioParty): boolean =>
      !state.muted && (state.mode === 'barge' || (state.mode === 'whisper' && listener === agent.party));
    const leg = new PlayedLeg({ number: 'monitor', name: 'Monitoring' }, cord.near, true);
    leg.onheard = (digit) => {
      if (digit === '0') state.muted = !state.muted;
      const next = modeOfDigit[digit];
      if (next !== undefined) Object.assign(state, { mode: next, muted: false });
    };
    call.sound.bridge.addGuest(cord.far, { audibleTo });
    const stop = whenOver(() => leg.hangup());
    leg.onover = () => {
      stop();
      call.sound.bridge.removeGuest(cord.far);
    };
    return leg;
  });
}
