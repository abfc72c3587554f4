import type { CallSnapshot } from '../../phone/call-state.js';
import type { Call } from '../../phone/call.js';
import { plainMicrophone, type Microphone } from '../../phone/media/microphone.js';
import type { QualitySummary } from '../../phone/media/quality/quality.js';
import { RemoteAudio } from '../../phone/media/remote-audio.js';
import { CallError } from '../../shared/errors.js';
import type { StepTools } from './preflight.js';
import type { Measures, StepResult } from './report.js';
import { openSoundLab, pause, type SoundLab } from './sound-lab.js';

const ANSWER_MS = 10_000;
const TALK_MS = 6500;
/** A tone that telephone sound carries and no speech holds for long. */
const TONE_HZ = 1020;
const HEARD_DB = -60;
const GOOD_MOS = 3.6;

/**
 * Calls the echo of the phone system for a few seconds: a tone goes the way that the next call will take, and comes
 * back. Nobody is shown it and nobody hears it. Ended at once when a real call comes.
 */
export async function tryCall(tools: StepTools): Promise<StepResult> {
  const { softphone, signal } = tools;
  if (!softphone.snapshot.permissions.includes('calls:originate'))
    return { state: 'skipped', finding: 'call-not-allowed' };
  const lab = await openSoundLab();
  const interrupted = new AbortController();
  const stop = (): void => interrupted.abort();
  const unsubscribe = softphone.on('call-started', stop);
  signal.addEventListener('abort', stop);
  try {
    const result = await talk(tools, lab, interrupted.signal);
    if (signal.aborted) return { state: 'skipped', finding: 'stopped' };
    return interrupted.signal.aborted ? inTheWay : result;
  } finally {
    unsubscribe();
    signal.removeEventListener('abort', stop);
    lab?.close();
  }
}

const inTheWay: StepResult = { state: 'skipped', finding: 'call-in-the-way' };

async function talk(
  { softphone, echoNumber }: StepTools,
  lab: SoundLab | null,
  interrupted: AbortSignal,
): Promise<StepResult> {
  const engine = softphone.engine;
  if (!engine) return inTheWay;
  const player = Object.assign(new Audio(), { muted: true });
  let call: Call;
  try {
    call = engine.testCall(echoNumber, {
      audio: new RemoteAudio(() => player),
      openMicrophone: (): Promise<Microphone> =>
        lab ? Promise.resolve(plainMicrophone(lab.tone(TONE_HZ))) : engine.openMicrophone(),
    });
  } catch (error) {
    return error instanceof CallError && error.reason === 'wrong-state' ? inTheWay : refused;
  }
  void call.start(true);
  try {
    await until(call, ({ state }) => state.phase === 'active' || state.phase === 'ended', ANSWER_MS, interrupted);
    if (call.snapshot.state.phase !== 'active') return resultOfRefusal(call.snapshot);
    const heard = await listen(player, lab, interrupted);
    const { stats } = await packetsOf(call);
    call.hangup();
    return resultOfTalk(call.snapshot.quality?.summary ?? null, stats, heard);
  } finally {
    if (call.snapshot.state.phase !== 'ended') call.hangup();
  }
}

const refused: StepResult = { state: 'warning', finding: 'call-refused' };

function resultOfRefusal({ state }: CallSnapshot): StepResult {
  if (state.phase === 'ended' && state.reason === 'not-found')
    return { state: 'skipped', finding: 'call-no-echo' };
  if (state.phase === 'ended' && state.reason === 'forbidden')
    return { state: 'skipped', finding: 'call-not-allowed' };
  return refused;
}

/** True when the tone came back; null where that cannot be heard. */
async function listen(
  player: HTMLAudioElement,
  lab: SoundLab | null,
  interrupted: AbortSignal,
): Promise<boolean | null> {
  let read: (() => number) | null = null;
  let heard = false;
  const end = performance.now() + TALK_MS;
  while (performance.now() < end && !interrupted.aborted) {
    await pause(100, interrupted);
    if (!read && lab && player.srcObject instanceof MediaStream) read = lab.listen(player.srcObject, TONE_HZ);
    if (read && read() > HEARD_DB) heard = true;
  }
  return lab ? heard : null;
}

async function packetsOf(call: Call): Promise<{ stats: { received: number; sent: number } }> {
  const report = await call.stats().catch(() => null);
  const stats = { received: 0, sent: 0 };
  report?.forEach((one: { type: string; packetsReceived?: number; packetsSent?: number }) => {
    if (one.type === 'inbound-rtp') stats.received += one.packetsReceived ?? 0;
    if (one.type === 'outbound-rtp') stats.sent += one.packetsSent ?? 0;
  });
  return { stats };
}

function resultOfTalk(
  summary: QualitySummary | null,
  { received, sent }: { readonly received: number; readonly sent: number },
  toneHeard: boolean | null,
): StepResult {
  const measures: Measures = {
    roundTripMs: summary?.roundTripMs ?? null,
    lossPercent: summary?.incoming.lossPercent ?? null,
    jitterMs: summary?.incoming.jitterMs ?? null,
    mos: summary?.mos ?? null,
    toneHeard,
  };
  if (received === 0 && sent === 0) return { state: 'failed', finding: 'call-silent', measures };
  // Packets both ways without the tone: somewhere on the way the sound of one direction is thrown away.
  if (received === 0 || sent === 0 || toneHeard === false)
    return { state: 'failed', finding: 'call-one-way', measures };
  const rough = (summary?.mos ?? GOOD_MOS) < GOOD_MOS || (summary?.warnings.length ?? 0) > 0;
  return { state: rough ? 'warning' : 'ok', finding: rough ? 'call-rough' : 'call-works', measures };
}

/** Resolves when the call is as wished, when time is up, or when the check ends. */
function until(
  call: Call,
  isThere: (snapshot: CallSnapshot) => boolean,
  ms: number,
  interrupted: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      unsubscribe();
      interrupted.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    const unsubscribe = call.on('statechange', (snapshot) => isThere(snapshot) && done());
    interrupted.addEventListener('abort', done);
    if (isThere(call.snapshot) || interrupted.aborted) done();
  });
}
