import { fetchPlatform } from './platform.js';
import { until } from './poll.js';

/** Harbor Dental, and the tone that it says. */
export const caller = { number: '+15552010101', name: 'Harbor Dental', tone: 698 } as const;

interface ActiveCalls {
  readonly calls: readonly { readonly callUuid: string; readonly duration: number }[];
}

/** For browser tests only: somebody outside leaves a message for an extension that has no phone. */
export async function leaveMessage(to: string): Promise<void> {
  const before = await messagesOf(to);
  const placed = await fetchPlatform('/control/call', 'POST', { to, from: caller.number });
  const { callUuid } = (await placed.json()) as { callUuid: string };
  await until(
    'a recorded second',
    async () => {
      const { calls } = (await (await fetchPlatform('/api/calls/active')).json()) as ActiveCalls;
      return (calls.find((one) => one.callUuid === callUuid)?.duration ?? 0) >= 4;
    },
    60_000,
  );
  await fetchPlatform(`/control/calls/${callUuid}/far-hangup`, 'POST');
  await until('the message', async () => (await messagesOf(to)) > before);
}

/** For browser tests only: how many messages the platform has for an extension. */
export async function messagesOf(extension: string): Promise<number> {
  const answer = await fetchPlatform(`/api/voicemail/count?extension=${extension}`);
  return ((await answer.json()) as { total: number }).total;
}

/** Level of a frequency in what a recording says, as part of all that is in it: 1 is that tone alone. */
export async function shareOfTone(recording: ArrayBuffer, frequency: number): Promise<number> {
  const context = new OfflineAudioContext(1, 8000, 8000);
  const sound = await context.decodeAudioData(recording);
  const samples = sound.getChannelData(0);
  const step = (2 * Math.PI * frequency) / sound.sampleRate;
  let [cosine, sine, energy] = [0, 0, 0];
  samples.forEach((sample, index) => {
    cosine += sample * Math.cos(step * index);
    sine += sample * Math.sin(step * index);
    energy += sample * sample;
  });
  return energy === 0 ? 0 : (2 * (cosine ** 2 + sine ** 2)) / (samples.length * energy);
}
