import type { Clock } from '../../shared/clock.js';
import { CallError, type SoftphoneError } from '../../shared/errors.js';
import { tryMicrophone } from '../late-microphone.js';
import { isLive } from '../snapshot.js';
import { elsewhere, elsewhereSilent } from './elsewhere-errors.js';
import type { Election } from './election.js';
import type { Mirror } from './mirror.js';
import type { TabChannel } from './tab-channel.js';
import type { LedCore, Purpose } from './tab-place.js';
import type { ResumeRecord } from '../../phone/resume/record.js';

/** A tab that does not answer in this time does not run: it is not asked any longer. */
const AGREE_MS = 2000;
/** Longest time to register here and to go on with the calls. */
const ARRIVE_MS = 8000;

export interface TakeOverOptions {
  readonly mirror: Mirror;
  readonly election: Pick<Election, 'steal'>;
  readonly channel: TabChannel;
  readonly core: LedCore;
  readonly clock: Clock;
}

/**
 * Moves the phone from another tab to this one. The other one keeps its calls until they are here, and for good when
 * they cannot come. Rejects with `CallError`, `MediaError` or `RegistrationError`.
 */
export async function takeOver(purpose: Purpose, options: TakeOverOptions): Promise<void> {
  const { mirror, election, channel, core, clock } = options;
  if (core.snapshot.calls.some(isLive)) {
    // Dialling would put on hold whoever is talked to in another tab.
    if (purpose === 'call') throw elsewhere('call');
    await tryMicrophone();
  }
  const records = await agreement(mirror);
  election.steal();
  try {
    await arrival(core, records, clock);
  } catch (error) {
    channel.say({ type: 'given-back' });
    throw error;
  }
  channel.say({ type: 'taken' });
}

/** A tab that does not run any more cannot agree: what it said last has to do. */
async function agreement(mirror: Mirror): Promise<readonly ResumeRecord[]> {
  try {
    mirror.records = (await mirror.ask('hand-over', [], AGREE_MS)) as readonly ResumeRecord[];
  } catch (error) {
    if (!(error instanceof CallError && error.reason === 'elsewhere')) throw error;
  }
  return mirror.records;
}

/** Resolves when this tab is registered, and each call is here or over. */
function arrival(core: LedCore, records: readonly ResumeRecord[], clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: SoftphoneError): void => {
      stop();
      cancel();
      if (error) reject(error);
      else resolve();
    };
    const look = (): void => {
      const { status, error, calls } = core.snapshot;
      if (core.snapshot.elsewhere) return;
      if (status === 'failed') return settle(error ?? CallError.notOnline());
      const isHere = ({ id }: ResumeRecord): boolean =>
        calls.every((call) => call.id !== id || ['active', 'incoming', 'ended'].includes(call.state.phase));
      if (status === 'online' && records.every(isHere)) settle();
    };
    const stop = core.on('statechange', look);
    const cancel = clock.after(ARRIVE_MS, () => settle(elsewhereSilent()));
    look();
  });
}
