import { MediaError, type MediaErrorReason } from '../../shared/errors.js';

/** The microphone as 16-bit samples at `UPSTREAM_RATE`, a frame at a time. Muted, it gives silence, so that time goes on. */
export class Microphone {
  readonly #workletUrl: string | URL | undefined;
  readonly #onFrame: (samples: ArrayBuffer) => void;
  #context: AudioContext | null = null;
  #stream: MediaStream | null = null;
  #isMuted = false;
  #isStopped = false;

  constructor(workletUrl: string | URL | undefined, onFrame: (samples: ArrayBuffer) => void) {
    this.#workletUrl = workletUrl;
    this.#onFrame = onFrame;
  }

  set isMuted(isMuted: boolean) {
    this.#isMuted = isMuted;
    for (const track of this.#stream?.getTracks() ?? []) track.enabled = !isMuted;
  }

  /** Asks the person where the browser has to. Rejects with `MediaError`. */
  async start(): Promise<void> {
    this.#stream = await openStream();
    if (this.#isStopped) return this.stop();
    this.isMuted = this.#isMuted;
    this.#context = new AudioContext();
    try {
      // A file rather than a blob: or data: address, which a strict Content-Security-Policy refuses; Vite would
      // make a data: address of it.
      await this.#context.audioWorklet.addModule(
        this.#workletUrl ?? new URL(/* @vite-ignore */ './microphone-worklet.js', import.meta.url),
      );
    } catch (cause) {
      this.stop();
      throw workletMissing(cause);
    }
    if (!this.#isStopped) this.#connect(this.#context, this.#stream);
  }

  /** Lets the microphone go at once. */
  stop(): void {
    this.#isStopped = true;
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    void this.#context?.close();
    this.#context = null;
  }

  #connect(context: AudioContext, stream: MediaStream): void {
    const node = new AudioWorkletNode(context, 'cemscale-microphone', { numberOfOutputs: 0, channelCount: 1 });
    node.port.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => this.#onFrame(data));
    node.port.start();
    context.createMediaStreamSource(stream).connect(node);
    if (context.state === 'suspended') void context.resume();
  }
}

async function openStream(): Promise<MediaStream> {
  const devices = globalThis.navigator?.mediaDevices;
  if (!devices?.getUserMedia) {
    throw mediaError('insecure-page', 'The microphone is not available here.', 'Serve the page over https.');
  }
  try {
    return await devices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
  } catch (cause) {
    throw refused(cause);
  }
}

function refused(cause: unknown): MediaError {
  const name = cause instanceof Error ? cause.name : '';
  if (name === 'NotFoundError') {
    return mediaError('microphone-missing', 'No microphone was found.', 'Connect one and try again.', cause);
  }
  if (name === 'NotReadableError') {
    const advice = 'Close other programs that use it and try again.';
    return mediaError('microphone-busy', 'The microphone could not be started.', advice, cause);
  }
  const advice = "Allow it in the browser's settings for this site, and in the allow attribute of a frame.";
  return mediaError('microphone-denied', 'The microphone was refused.', advice, cause);
}

function workletMissing(cause: unknown): MediaError {
  const advice = 'Serve microphone-worklet.js from this site and pass its address as workletUrl to the client.';
  return mediaError('unsupported', 'The audio worklet of the microphone could not be loaded.', advice, cause);
}

function mediaError(reason: MediaErrorReason, message: string, advice: string, cause?: unknown): MediaError {
  return new MediaError(reason, message, { advice, cause });
}
