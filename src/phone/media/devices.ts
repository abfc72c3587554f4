/** A microphone, or something that plays sound. */
export interface AudioDevice {
  /** The browser's id for this site; empty until the microphone was allowed. */
  readonly id: string;
  /** Its name; empty until then. */
  readonly label: string;
  /** Shared by the parts of one piece of hardware. */
  readonly groupId: string;
}

export interface AudioDevices {
  readonly microphones: readonly AudioDevice[];
  /** Empty where the browser does not tell (Safari, older Firefox). */
  readonly speakers: readonly AudioDevice[];
  /** Hardware that the microphones belong to, the system's choice included; empty until the microphone was allowed. */
  readonly groups: readonly string[];
  /** Name of the microphone and of the speaker that the system prefers; empty where the browser does not tell. */
  readonly defaults: { readonly microphone: string; readonly speaker: string };
}

export const noDevices: AudioDevices = Object.freeze({
  microphones: [],
  speakers: [],
  groups: [],
  defaults: { microphone: '', speaker: '' },
});

/** Whether the browser can play sound on a device of one's choice (Safari and older Firefox cannot). */
export function canChooseSpeaker(): boolean {
  return 'setSinkId' in HTMLMediaElement.prototype;
}

/** What can be spoken into and heard through now. Never rejects. */
export async function listDevices(): Promise<AudioDevices> {
  const listed = await (async () => navigator.mediaDevices.enumerateDevices())().catch(() => []);
  const microphones = listed.filter(({ kind }) => kind === 'audioinput');
  const speakers = listed.filter(({ kind }) => kind === 'audiooutput');
  return Object.freeze({
    microphones: microphones.filter(isReal).map(plain),
    speakers: speakers.filter(isReal).map(plain),
    groups: microphones.map(({ groupId }) => groupId).filter((id) => id !== ''),
    defaults: { microphone: defaultLabel(microphones), speaker: defaultLabel(speakers) },
  });
}

/** Chromium lists the system's choice once more under names of roles. */
function isReal({ deviceId }: MediaDeviceInfo): boolean {
  return deviceId !== 'default' && deviceId !== 'communications';
}

/** Chromium writes `Default - Name` in the language of the browser. */
function defaultLabel(devices: readonly MediaDeviceInfo[]): string {
  const entry = devices.find(({ deviceId }) => deviceId === 'default');
  const twin = entry && devices.find((other) => isReal(other) && other.groupId === entry.groupId);
  return (twin ?? entry)?.label ?? '';
}

function plain({ deviceId, label, groupId }: MediaDeviceInfo): AudioDevice {
  return { id: deviceId, label, groupId };
}
