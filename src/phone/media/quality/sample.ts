import type { DirectionSample, QualitySample } from './quality.js';
import type { FarReading, Reading } from './reading.js';

/** Reports of the far end come every 5 s or so; an older one says nothing of now. */
const FAR_REPORT_LIFE_MS = 12_000;

/** What happened between two readings of one call. */
export function sampleBetween(before: Reading, now: Reading): QualitySample {
  const { roundTripMs } = now;
  return {
    elapsedMs: now.at - before.at,
    roundTripMs,
    incoming: incomingSample(before, now),
    outgoing: outgoingSample(before, now),
    microphoneLevel: microphoneLevel(before, now),
  };
}

/**
 * Mean opinion score, 1 to about 4.4, by a simplified E-model (ITU-T G.107): what delay, jitter and loss leave of a
 * telephone call. Null where one of them is unknown.
 */
export function meanOpinion(
  roundTripMs: number | null,
  jitterMs: number | null,
  lossPercent: number | null,
): number | null {
  if (roundTripMs === null || jitterMs === null || lossPercent === null) return null;
  const latency = roundTripMs + 2 * jitterMs + 10;
  const delayed = latency < 160 ? latency / 40 : (latency - 120) / 10;
  const rating = 93.2 - delayed - 2.5 * lossPercent;
  if (rating <= 0) return 1;
  return 1 + 0.035 * rating + 7e-6 * rating * (rating - 60) * (100 - rating);
}

function incomingSample(before: Reading, now: Reading): DirectionSample {
  const { incoming, roundTripMs } = now;
  if (!incoming) return { packets: null, lossPercent: null, jitterMs: null, mos: null };
  // Another source counts from its own beginning.
  const since = before.incoming?.ssrc === incoming.ssrc ? before.incoming : { packets: 0, lost: 0 };
  const packets = Math.max(0, incoming.packets - since.packets);
  const lost = Math.max(0, incoming.lost - since.lost);
  // Jitter of a source that has fallen silent is what it was at the last packet.
  if (packets === 0) return { packets, lossPercent: null, jitterMs: null, mos: null };
  const lossPercent = (100 * lost) / (packets + lost);
  const { jitterMs } = incoming;
  return { packets, lossPercent, jitterMs, mos: meanOpinion(roundTripMs, jitterMs, lossPercent) };
}

function outgoingSample(before: Reading, now: Reading): DirectionSample {
  const packets =
    now.packetsSent === null ? null : Math.max(0, now.packetsSent - (before.packetsSent ?? now.packetsSent));
  const { far } = now;
  if (!far || now.at - far.at > FAR_REPORT_LIFE_MS || packets === 0)
    return { packets, lossPercent: null, jitterMs: null, mos: null };
  const lossPercent = far.lossPercent ?? lossSince(before.far, far, packets);
  const { jitterMs } = far;
  return { packets, lossPercent, jitterMs, mos: meanOpinion(now.roundTripMs, jitterMs, lossPercent) };
}

/** For browsers without `fractionLost`. */
function lossSince(before: FarReading | null, far: FarReading, packets: number | null): number | null {
  if (far.lost === null || before?.lost == null || !packets) return null;
  return Math.min(100, (100 * Math.max(0, far.lost - before.lost)) / packets);
}

function microphoneLevel({ microphone: before }: Reading, { microphone }: Reading): number | null {
  if (!microphone || !before || microphone.seconds <= before.seconds) return null;
  return Math.sqrt(Math.max(0, microphone.energy - before.energy) / (microphone.seconds - before.seconds));
}
