import type { AudioDevice, AudioDevices } from '../../phone/media/devices.js';
import type { AudioChoices, DeviceChoice } from './choices.js';

/** What a device is for. */
export type DeviceKind = 'microphone' | 'speaker' | 'ringer';

/** News of a device that was in use. */
export interface DeviceNotice {
  readonly kind: DeviceKind;
  /** Name of the device that went away; null when the chosen one came back. */
  readonly lost: string | null;
  /** Name of the one used from now on, empty where the browser does not tell; null when none is left. */
  readonly next: string | null;
}

const kinds: readonly DeviceKind[] = ['microphone', 'speaker', 'ringer'];

/** The chosen device among those there are: by its id, else by its name. Null when it is not there or none is chosen. */
export function findDevice(devices: readonly AudioDevice[], choice: DeviceChoice | null): AudioDevice | null {
  if (!choice) return null;
  const { id, label } = choice;
  return (
    devices.find((device) => device.id === id) ??
    devices.find((device) => label !== '' && device.label === label) ??
    null
  );
}

/** Whether a chosen device went away or came back between two looks; the microphone's news before the others'. */
export function whatChanged(choices: AudioChoices, before: AudioDevices, now: AudioDevices): DeviceNotice | null {
  for (const kind of kinds) {
    const chosen = choices[kind];
    const was = findDevice(listFor(kind, before), chosen);
    const is = findDevice(listFor(kind, now), chosen);
    if (!chosen || !was === !is || before.groups.length === 0) continue;
    const notice = is
      ? { kind, lost: null, next: is.label }
      : { kind, lost: chosen.label, next: nextFor(kind, now) };
    return Object.freeze(notice);
  }
  return null;
}

function listFor(kind: DeviceKind, { microphones, speakers }: AudioDevices): readonly AudioDevice[] {
  return kind === 'microphone' ? microphones : speakers;
}

/** What the browser takes where nothing is chosen. */
function nextFor(kind: DeviceKind, devices: AudioDevices): string | null {
  const label = devices.defaults[kind === 'microphone' ? 'microphone' : 'speaker'];
  return label || (listFor(kind, devices)[0]?.label ?? null);
}
