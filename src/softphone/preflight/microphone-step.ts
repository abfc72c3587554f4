import type { Microphone } from '../../phone/media/microphone.js';
import { MediaError } from '../../shared/errors.js';
import type { StepTools } from './preflight.js';
import type { Finding, StepResult } from './report.js';
import { openSoundLab, pause } from './sound-lab.js';

/** The smallest step of 16-bit sound: a microphone that is on never is so quiet. */
const SILENT = 1 / 32768;
const LISTEN_MS = 1500;
const LOOK_EVERY_MS = 50;

/** Opens the microphone that calls would open, asks for it where the browser has to, and listens for a moment. */
export async function tryMicrophone({ softphone, signal }: StepTools): Promise<StepResult> {
  let microphone: Microphone;
  try {
    microphone = await open(softphone.engine);
  } catch (error) {
    return { state: 'failed', finding: findingOf(error) };
  }
  try {
    const { track } = microphone;
    const level = await loudest(track, signal);
    const measures = { device: track.label, level };
    if (track.muted || (level !== null && level < SILENT))
      return { state: 'warning', finding: 'microphone-silent', measures };
    return { state: 'ok', finding: 'microphone-works', measures };
  } finally {
    microphone.stop();
  }
}

/** A phone that has never been online knows of no choice of device. */
async function open(engine: StepTools['softphone']['engine']): Promise<Microphone> {
  if (engine) return engine.openMicrophone();
  const { openMicrophone, plainMicrophone } = await import('../../phone/media/microphone.js');
  return plainMicrophone(await openMicrophone());
}

async function loudest(track: MediaStreamTrack, signal: AbortSignal): Promise<number | null> {
  const lab = await openSoundLab();
  if (!lab) return null;
  const read = lab.level(track);
  let most = 0;
  for (let at = 0; at < LISTEN_MS && !signal.aborted; at += LOOK_EVERY_MS) {
    await pause(LOOK_EVERY_MS, signal);
    most = Math.max(most, read());
  }
  lab.close();
  return most;
}

function findingOf(error: unknown): Finding {
  const reason = error instanceof MediaError ? error.reason : 'unsupported';
  return reason === 'autoplay-blocked' || reason === 'connection-failed' ? 'unsupported' : reason;
}
