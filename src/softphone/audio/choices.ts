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

/** What the browser does to the sound of a microphone, as it is asked of it. */
export function processingOf({ echoCancellation, noiseSuppression, autoGainControl }: AudioChoices) {
  return { echoCancellation, noiseSuppression, autoGainControl };
}
