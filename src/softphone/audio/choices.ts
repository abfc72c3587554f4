/** A sound device that was chosen. Where a browser gives it another id on each visit, its name finds it again. */
export interface DeviceChoice {
  readonly id: string;
  readonly label: string;
}

/** How a person wants to speak and hear. A device that is null is the one the system prefers. */
export interface AudioChoices {
  readonly microphone: DeviceChoice | null;
  readonly speaker: DeviceChoice | null;
  /** Where the phone rings; null: where it speaks. */
  readonly ringer: DeviceChoice | null;
  /** 0 to 2; 1 is as loud as the device. */
  readonly microphoneVolume: number;
  /** 0 to 1. */
  readonly speakerVolume: number;
  /** 0 to 1. */
  readonly ringerVolume: number;
  readonly echoCancellation: boolean;
  readonly noiseSuppression: boolean;
  readonly autoGainControl: boolean;
}

/** What nobody has chosen otherwise. */
export const defaultChoices: AudioChoices = Object.freeze({
  microphone: null,
  speaker: null,
  ringer: null,
  microphoneVolume: 1,
  speakerVolume: 1,
  ringerVolume: 1,
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
});

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
