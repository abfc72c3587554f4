import type { AudioChoices, DeviceChoice } from './choices.js';

/** Choices from what was kept, which an older version or another program may have written. */
export function readChoices(kept: unknown): AudioChoices {
  const given = (typeof kept === 'object' && kept !== null ? kept : {}) as Record<string, unknown>;
  const flag = (name: keyof AudioChoices) => given[name] !== false;
  return Object.freeze({
    microphone: readDevice(given['microphone']),
    speaker: readDevice(given['speaker']),
    ringer: readDevice(given['ringer']),
    microphoneVolume: readVolume(given['microphoneVolume'], 2),
    speakerVolume: readVolume(given['speakerVolume'], 1),
    ringerVolume: readVolume(given['ringerVolume'], 1),
    echoCancellation: flag('echoCancellation'),
    noiseSuppression: flag('noiseSuppression'),
    autoGainControl: flag('autoGainControl'),
  });
}

function readDevice(value: unknown): DeviceChoice | null {
  if (typeof value !== 'object' || value === null) return null;
  const { id, label } = value as Record<string, unknown>;
  return typeof id === 'string' && id !== '' ? { id, label: typeof label === 'string' ? label : '' } : null;
}

function readVolume(value: unknown, most: number): number {
  return typeof value === 'number' && value >= 0 ? Math.min(value, most) : 1;
}
