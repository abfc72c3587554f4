import type { Microphone } from './microphone.js';

/** A microphone whose loudness can be set while it is open. */
export interface AmplifiedMicrophone extends Microphone {
  /** 1 leaves it as it is. */
  setVolume(volume: number): void;
}

/** How long a browser may take to start its audio engine; longer means that it holds it back. */
const START_MS = 400;

/**
 * Makes a microphone louder or quieter. Null where the browser does not let Web Audio run yet, which would send
 * silence.
 */
export async function amplify(source: MediaStreamTrack, volume: number): Promise<AmplifiedMicrophone | null> {
  const context = new AudioContext();
  const gain = new GainNode(context, { gain: volume });
  const output = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  context
    .createMediaStreamSource(new MediaStream([source]))
    .connect(gain)
    .connect(output);
  const [track] = output.stream.getAudioTracks();
  const started = context.resume().then(() => true);
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), START_MS));
  if (!track || !(await Promise.race([started, late]))) {
    void context.close();
    return null;
  }
  return {
    track,
    device: source,
    setVolume: (volume) => gain.gain.setTargetAtTime(volume, context.currentTime, 0.02),
    stop() {
      source.stop();
      track.stop();
      if (context.state !== 'closed') void context.close();
    },
  };
}
