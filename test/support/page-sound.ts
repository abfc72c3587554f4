import type { Frame, Page } from 'playwright-core';
import { until } from './poll.js';

/**
 * Gives a page a microphone that sends a pure tone, and ears: every audio element it plays from then on can be
 * listened to with `hears`. Before the page loads.
 */
export async function giveSound(page: Page, frequency: number): Promise<void> {
  // The TypeScript loader of the tests names functions with a helper that the page does not have.
  await page.addInitScript('globalThis.__name = (fn) => fn');
  await page.addInitScript(installSound, frequency);
}

/** Waits until the page plays a tone of this frequency louder than -45 dB. */
export async function hears(page: Page | Frame, frequency: number): Promise<void> {
  await page.waitForFunction((hz) => (globalThis as unknown as SoundWindow).levelOf(hz) > -45, frequency, {
    polling: 50,
    timeout: 15_000,
  });
}

/** Waits until a tone of this frequency has stayed below -60 dB for a quarter of a second. */
export async function doesNotHear(page: Page | Frame, frequency: number): Promise<void> {
  let since = performance.now();
  await until(`${frequency} Hz to be silent`, async () => {
    const level = await page.evaluate((hz) => (globalThis as unknown as SoundWindow).levelOf(hz), frequency);
    if (level > -60) since = performance.now();
    return performance.now() - since > 250;
  });
}

interface SoundWindow {
  levelOf(frequency: number): number;
}

// Runs in the page, so it can use nothing from outside itself.
function installSound(frequency: number): void {
  const played: HTMLAudioElement[] = [];
  const analysers = new Map<MediaStream, AnalyserNode>();
  let shared: AudioContext | undefined;
  const context = (): AudioContext => (shared ??= new AudioContext());
  const OriginalAudio = globalThis.Audio;
  globalThis.Audio = class extends OriginalAudio {
    constructor(source?: string) {
      super(source);
      played.push(this);
    }
  } as typeof Audio;
  navigator.mediaDevices.getUserMedia = async () => {
    const oscillator = new OscillatorNode(context(), { frequency });
    const gain = new GainNode(context(), { gain: 0.5 });
    const destination = new MediaStreamAudioDestinationNode(context());
    oscillator.connect(gain).connect(destination);
    oscillator.start();
    return destination.stream;
  };
  const level = (stream: MediaStream, hz: number): number => {
    const analyser =
      analysers.get(stream) ?? new AnalyserNode(context(), { fftSize: 4096, smoothingTimeConstant: 0.2 });
    if (!analysers.has(stream)) context().createMediaStreamSource(stream).connect(analyser);
    analysers.set(stream, analyser);
    const bins = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(bins);
    const bin = Math.round(hz / (context().sampleRate / analyser.fftSize));
    return Math.max(...bins.slice(bin - 2, bin + 3));
  };
  Object.assign(globalThis, {
    levelOf: (hz: number) => {
      const streams = played.map(({ srcObject }) => srcObject).filter((source) => source instanceof MediaStream);
      return Math.max(-Infinity, ...streams.map((stream) => level(stream, hz)));
    },
  });
}
