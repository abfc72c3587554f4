import { toneTrack } from './hearing.js';

/** A device that the browser is made to list. The id of a microphone is the frequency of the tone it hears. */
export interface FakeDevice {
  readonly id: string;
  readonly label: string;
}

/**
 * Stands in for `navigator.mediaDevices`: microphones that hear a tone each, and outputs, which come and go. The first
 * of each is what the system prefers.
 */
export class FakeDevices {
  microphones: FakeDevice[];
  speakers: FakeDevice[];
  /** Constraints of every request, in order. */
  readonly asked: MediaTrackConstraints[] = [];
  /** What `getUserMedia` fails with instead, by the name of the error. */
  refusal: string | null = null;
  readonly #tracks: { readonly id: string; readonly track: MediaStreamTrack }[] = [];
  readonly #own: Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'>;

  constructor(microphones: FakeDevice[], speakers: FakeDevice[] = []) {
    this.microphones = microphones;
    this.speakers = speakers;
    const { mediaDevices } = navigator;
    this.#own = {
      getUserMedia: mediaDevices.getUserMedia.bind(mediaDevices),
      enumerateDevices: mediaDevices.enumerateDevices.bind(mediaDevices),
    };
    mediaDevices.getUserMedia = async ({ audio } = {}) => this.#open(typeof audio === 'object' ? audio : {});
    mediaDevices.enumerateDevices = async () => [
      ...listed('audioinput', this.microphones),
      ...listed('audiooutput', this.speakers),
    ];
  }

  /** Ids of the microphones that are open. */
  get open(): string[] {
    return this.#tracks.filter(({ track }) => track.readyState === 'live').map(({ id }) => id);
  }

  /** Pulls the plug: its tracks end, and the browser says that the devices are others. */
  unplug(id: string): void {
    this.microphones = this.microphones.filter((device) => device.id !== id);
    this.speakers = this.speakers.filter((device) => device.id !== id);
    for (const open of this.#tracks) {
      if (open.id !== id || open.track.readyState === 'ended') continue;
      open.track.stop();
      open.track.dispatchEvent(new Event('ended'));
    }
    this.#tell();
  }

  /** Plugs a microphone in. */
  plug(device: FakeDevice): void {
    this.microphones = [...this.microphones, device];
    this.#tell();
  }

  /** Plugs something in that plays. */
  plugSpeaker(device: FakeDevice): void {
    this.speakers = [...this.speakers, device];
    this.#tell();
  }

  restore(): void {
    Object.assign(navigator.mediaDevices, this.#own);
  }

  #tell(): void {
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }

  #open(audio: MediaTrackConstraints): MediaStream {
    this.asked.push(audio);
    if (this.refusal) throw new DOMException('no', this.refusal);
    const wanted = audio.deviceId;
    const exact = typeof wanted === 'object' && !Array.isArray(wanted) ? String(wanted.exact) : null;
    // A plain id is the tone of the far side's phone, which stands for another machine.
    const far = typeof wanted === 'string' ? { id: wanted, label: 'Far' } : null;
    const device = far ?? (exact ? this.microphones.find(({ id }) => id === exact) : this.microphones[0]);
    if (!device) throw new DOMException('no such device', exact ? 'OverconstrainedError' : 'NotFoundError');
    const track = toneTrack(Number(device.id));
    const { echoCancellation, noiseSuppression, autoGainControl } = audio;
    const settings = { echoCancellation, noiseSuppression, autoGainControl } as MediaTrackSettings;
    const group = far ? {} : { groupId: groupOf(device) };
    track.getSettings = () => ({ ...settings, deviceId: device.id, ...group });
    Object.defineProperty(track, 'label', { value: device.label });
    this.#tracks.push({ id: device.id, track });
    return new MediaStream([track]);
  }
}

const groupOf = ({ label }: FakeDevice): string => `group of ${label}`;

function listed(kind: MediaDeviceKind, devices: readonly FakeDevice[]): MediaDeviceInfo[] {
  const [first] = devices;
  const all = first ? [{ id: 'default', label: `Default - ${first.label}`, of: first }] : [];
  const entries = [...all, ...devices.map((device) => ({ ...device, of: device }))];
  return entries.map(({ id, label, of }) => {
    const info = { deviceId: id, kind, label, groupId: groupOf(of) };
    return { ...info, toJSON: () => info };
  });
}
