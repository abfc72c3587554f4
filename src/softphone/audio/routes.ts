import { findDevice } from './device-changes.js';
import type { AudioState } from './phone-audio.js';

/** Where the phone's own sounds go: the device's id, empty for the one the system prefers, and a volume of 0 to 1. */
export function routesOf({ choices, devices }: AudioState) {
  const speaker = findDevice(devices.speakers, choices.speaker)?.id ?? '';
  const ringer = findDevice(devices.speakers, choices.ringer)?.id ?? speaker;
  return {
    speaker: { deviceId: speaker, volume: choices.speakerVolume },
    ringer: { deviceId: ringer, volume: choices.ringerVolume },
  };
}
