/** One place where sounds are played: a device and a loudness. */
export interface Route {
  /** Device of the browser; empty for the one the system prefers. */
  readonly deviceId: string;
  /** 0 to 1. */
  readonly volume: number;
}

/** A sound at a moment of it, -1 to 1. */
export type Sample = (seconds: number) => number;

const RATE = 16000;

type RoutableContext = AudioContext & { setSinkId?: (id: string) => Promise<void> };

/** Plays samples on one device. Takes no device before the first sound, and lets it sleep when nothing plays. */
export class SoundOutput {
  #context: RoutableContext | undefined;
  #gain: GainNode | undefined;
  /** Plays where the browser routes elements only (Firefox). */
  #player: HTMLAudioElement | undefined;
  #route: Route = { deviceId: '', volume: 1 };
  #playing = 0;

  /** What is played, for whoever measures it; null before the first sound. */
  get node(): AudioNode | null {
    return this.#gain ?? null;
  }

  /** Plays there from now on, what plays already too. A device that refuses leaves it where it was. */
  route(route: Route): void {
    const isOther = route.deviceId !== this.#route.deviceId;
    this.#route = route;
    if (!this.#context || !this.#gain) return;
    this.#gain.gain.value = route.volume;
    if (isOther) this.#send(this.#context, this.#gain);
  }

  /** Plays `seconds` of it, over and over with `loop`. */
  play(sample: Sample, seconds: number, level: number, loop = false): AudioBufferSourceNode {
    const { context } = this.#open();
    const buffer = context.createBuffer(1, Math.round(seconds * RATE), RATE);
    const data = buffer.getChannelData(0);
    for (let i = 0; i < data.length; i += 1) data[i] = level * sample(i / RATE);
    return this.#start(buffer, loop);
  }

  /** Plays a recording in a format that the browser knows. Rejects when it does not. */
  async playRecording(data: ArrayBuffer): Promise<AudioBufferSourceNode> {
    const { context } = this.#open();
    return this.#start(await context.decodeAudioData(data), false);
  }

  /** Tries to be heard; within a gesture it works, and then for good. */
  resume(): void {
    const { context } = this.#open();
    void context.resume().then(() => this.#playing === 0 && this.#suspend());
    void this.#player?.play().catch(() => undefined);
  }

  /** Gives the device back for good. */
  close(): void {
    this.#player?.pause();
    if (this.#context && this.#context.state !== 'closed') void this.#context.close();
  }

  #start(buffer: AudioBuffer, loop: boolean): AudioBufferSourceNode {
    const { context, gain } = this.#open();
    const source = new AudioBufferSourceNode(context, { buffer, loop });
    source.connect(gain);
    this.#playing += 1;
    source.addEventListener('ended', () => this.#rest());
    source.start();
    this.resume();
    return source;
  }

  #open(): { context: AudioContext; gain: GainNode } {
    const context: RoutableContext = (this.#context ??= new AudioContext());
    const gain = (this.#gain ??= this.#connect(context));
    return { context, gain };
  }

  #connect(context: RoutableContext): GainNode {
    const gain = new GainNode(context, { gain: this.#route.volume });
    gain.connect(context.destination);
    if (this.#route.deviceId !== '') this.#send(context, gain);
    return gain;
  }

  #send(context: RoutableContext, gain: GainNode): void {
    const { deviceId } = this.#route;
    if (context.setSinkId) {
      void context.setSinkId(deviceId).catch(() => undefined);
    } else if ('setSinkId' in HTMLMediaElement.prototype) {
      const player = (this.#player ??= playerOf(context, gain));
      void player.setSinkId(deviceId).catch(() => undefined);
    }
  }

  /** A context that runs keeps the sound device awake. */
  #rest(): void {
    this.#playing -= 1;
    if (this.#playing === 0) this.#suspend();
  }

  #suspend(): void {
    if (this.#context?.state === 'running') void this.#context.suspend();
  }
}

function playerOf(context: AudioContext, gain: GainNode): HTMLAudioElement {
  const stream = new MediaStreamAudioDestinationNode(context);
  gain.disconnect();
  gain.connect(stream);
  const player = new Audio();
  player.srcObject = stream.stream;
  void player.play().catch(() => undefined);
  return player;
}
