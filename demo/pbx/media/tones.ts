/** The note, in Hz, that sounds throughout the music on hold. */
export const musicTone = 660;

/** Two seconds each; every bar holds {@link musicTone}. */
export const musicBars: readonly (readonly number[])[] = [
  [262, 330, musicTone],
  [220, 262, musicTone],
  [247, 330, musicTone],
  [208, 247, musicTone],
];

/** The tone that a called network plays while it rings (North America), as early media. */
export const ringbackTone: readonly number[] = [440, 480];

/** Played with a refusal: the three rising tones of "not in service", as one chord. */
export const announcementTone: readonly number[] = [950, 1400, 1800];

/** A tone per extension, in Hz, for pages and tests that want to send something that is told apart by FFT. */
export const extensionTones: Readonly<Record<string, number>> = {
  '1001': 520,
  '1002': 740,
  '1003': 1040,
  '1004': 1240,
  '1005': 1640,
  '1006': 2040,
};

/** The beep after which a mailbox records. */
export const beepTone = 1000;

/** What a mailbox says without a greeting of its own. */
export const greetingTone: readonly number[] = [392, 494];
