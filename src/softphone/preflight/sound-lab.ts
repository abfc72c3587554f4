/** How long a browser may take to start its audio engine; longer means that it holds it back. */
const START_MS = 400;

/** Web Audio for one check. */
export interface SoundLab {
  /** Reads the loudest moment since the last reading, 0 to 1. */
  level(track: MediaStreamTrack): () => number;
  /** A track that sends a pure tone. */
  tone(hz: number): MediaStreamTrack;
  /** Reads how loud this frequency is now, in dB. */
  listen(stream: MediaStream, hz: number): () => number;
  close(): void;
}

/** Null where the browser does not let Web Audio run: nobody has touched the page yet. */
export async function openSoundLab(): Promise<SoundLab | null> {
  const context = new AudioContext();
  const started = context.resume().then(() => true);
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), START_MS));
  if (!(await Promise.race([started, late]))) {
    void context.close();
    return null;
  }
  return labOf(context);
}

function labOf(context: AudioContext): SoundLab {
  const analyse = (stream: MediaStream): AnalyserNode => {
    const analyser = new AnalyserNode(context, { fftSize: 2048, smoothingTimeConstant: 0.3 });
    context.createMediaStreamSource(stream).connect(analyser);
    return analyser;
  };
  return {
    level(track) {
      const analyser = analyse(new MediaStream([track]));
      const samples = new Float32Array(analyser.fftSize);
      return () => {
        analyser.getFloatTimeDomainData(samples);
        return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      };
    },
    tone(frequency) {
      const oscillator = new OscillatorNode(context, { frequency });
      const output = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
      oscillator.connect(new GainNode(context, { gain: 0.25 })).connect(output);
      oscillator.start();
      return output.stream.getAudioTracks()[0]!;
    },
    listen(stream, hz) {
      const analyser = analyse(stream);
      const bins = new Float32Array(analyser.frequencyBinCount);
      const bin = Math.round(hz / (context.sampleRate / analyser.fftSize));
      return () => {
        analyser.getFloatFrequencyData(bins);
        return Math.max(...bins.slice(Math.max(0, bin - 1), bin + 2));
      };
    },
    close() {
      void context.close();
    },
  };
}

/** Resolves after this time, or at once when the signal ends the check. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
