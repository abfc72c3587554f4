/**
 * Something that spoils a call. `-in`: what we hear; `-out`: what they hear. `loss`, `jitter`, `mos` and `round-trip` are
 * raised when three of the last five seconds crossed the limit, and cleared after three good ones in a row.
 *
 * - `not-hearing`: we send and get nothing. `not-heard`: we get and send nothing, or hardly any of it arrives there.
 *   `no-sound`: neither. Each for 3 s, while nobody is on hold.
 * - `microphone-gone`: the device is unplugged, for 3 s. `microphone-muted`: the system or the device mutes it.
 *   `microphone-silent`: it is on, and nothing but zeros came from it for 5 s.
 */
export type QualityWarning =
  | 'no-sound'
  | 'not-hearing'
  | 'not-heard'
  | 'microphone-gone'
  | 'microphone-muted'
  | 'microphone-silent'
  | 'mos-in'
  | 'mos-out'
  | 'loss-in'
  | 'loss-out'
  | 'jitter-in'
  | 'jitter-out'
  | 'round-trip';

/** How a call sounds: `poor` is hard to talk in, `fair` is noticed. */
export type QualityVerdict = 'good' | 'fair' | 'poor';

/** What is known of a call's sound. Frozen; it changes with verdict and warnings, not with each second. */
export interface CallQuality {
  /** Of the last five seconds. Null until something was measured. */
  readonly verdict: QualityVerdict | null;
  /** The most pressing first. */
  readonly warnings: readonly QualityWarning[];
  /** The whole call, once it is over; null before, and when nothing was measured. */
  readonly summary: QualitySummary | null;
}

/** One way of the sound in one second. Null: the browser or the far end does not tell. */
export interface DirectionSample {
  /** Packets that came, or were sent. */
  readonly packets: number | null;
  readonly lossPercent: number | null;
  readonly jitterMs: number | null;
  /** Mean opinion score, 1 to 4.4, estimated from delay, jitter and loss. */
  readonly mos: number | null;
}

/** One second of a call, measured. */
export interface QualitySample {
  /** How long it really was, milliseconds. */
  readonly elapsedMs: number;
  readonly roundTripMs: number | null;
  /** What we hear. */
  readonly incoming: DirectionSample;
  /** What they hear, as the far end reports it every few seconds. */
  readonly outgoing: DirectionSample;
  /** Level of the microphone, 0 to 1 (RMS). */
  readonly microphoneLevel: number | null;
}

/** One way of the sound over a whole call. */
export interface DirectionSummary {
  readonly lossPercent: number | null;
  readonly jitterMs: number | null;
}

/** A call's sound for the record. */
export interface QualitySummary {
  /** Seconds that were measured. */
  readonly seconds: number;
  /** Mean of each second's worse direction. */
  readonly mos: number | null;
  /** The worst five seconds. */
  readonly worstMos: number | null;
  readonly roundTripMs: number | null;
  readonly incoming: DirectionSummary;
  readonly outgoing: DirectionSummary;
  /** Everything that was raised, in order. */
  readonly warnings: readonly QualityWarning[];
}

/** Before anything was measured. */
export const unknownQuality: CallQuality = Object.freeze({
  verdict: null,
  warnings: Object.freeze([]),
  summary: null,
});
