import type { DirectionSample, QualitySample, QualityWarning } from './quality.js';

/** What the numbers mean depends on this. */
export interface Situation {
  /** Our microphone is muted by the person. */
  readonly muted: boolean;
  /** One of the two put the other on hold: silence is as it should be. */
  readonly onHold: boolean;
  /** The device as the browser sees it; null when there is none. */
  readonly microphone: 'live' | 'muted' | 'ended' | null;
}

const ROUND_TRIP_MS = 400;
const JITTER_MS = 30;
const LOSS_PERCENT = 1;
const LOWEST_MOS = 3;
/** So little of our sound arrives that nobody can understand it. */
const HARDLY_ARRIVES_PERCENT = 90;
/** Below the smallest step of 16-bit sound: a microphone that is on never is so quiet. */
const SILENT_LEVEL = 1 / 32768;

/** How long a state has to last. Timers and reports are not exact. */
const ONE_WAY_MS = 2900;
const SILENT_MS = 4900;

/** The most pressing first; of those about one thing only the first is told. */
const order: readonly QualityWarning[] = [
  'microphone-gone',
  'microphone-muted',
  'no-sound',
  'not-hearing',
  'not-heard',
  'microphone-silent',
  'mos-in',
  'mos-out',
  'loss-in',
  'loss-out',
  'jitter-in',
  'jitter-out',
  'round-trip',
];

/** Keeps the last seconds of one call and says what is wrong with it. */
export class Warnings {
  readonly #votes = new Map<QualityWarning, Votes>();
  readonly #lasting = new Map<QualityWarning, number>();
  #raised: readonly QualityWarning[] = [];

  get raised(): readonly QualityWarning[] {
    return this.#raised;
  }

  /** Takes one second. The list stays the same object while nothing changes. */
  take(sample: QualitySample, situation: Situation): readonly QualityWarning[] {
    const found = new Set([...this.#lastingTroubles(sample, situation), ...this.#measuredTroubles(sample)]);
    const raised = order.filter((kind) => found.has(kind));
    if (raised.join() !== this.#raised.join()) this.#raised = Object.freeze(raised);
    return this.#raised;
  }

  #measuredTroubles(sample: QualitySample): QualityWarning[] {
    const { roundTripMs, incoming, outgoing } = sample;
    const crossed: readonly (readonly [QualityWarning, boolean])[] = [
      ['round-trip', roundTripMs !== null && roundTripMs > ROUND_TRIP_MS],
      ...directionLimits(incoming, 'in'),
      ...directionLimits(outgoing, 'out'),
    ];
    return crossed.filter(([kind, over]) => this.#vote(kind, over)).map(([kind]) => kind);
  }

  #vote(kind: QualityWarning, crossed: boolean): boolean {
    const votes = this.#votes.get(kind) ?? new Votes();
    this.#votes.set(kind, votes);
    return votes.add(crossed);
  }

  #lastingTroubles(sample: QualitySample, { muted, onHold, microphone }: Situation): QualityWarning[] {
    const { incoming, outgoing, microphoneLevel, elapsedMs } = sample;
    const [comes, goes] = [(incoming.packets ?? 0) > 0, (outgoing.packets ?? 0) > 0];
    // A browser that does not count packets must not raise an alarm.
    const counted = outgoing.packets !== null && !onHold;
    const lost = goes && (outgoing.lossPercent ?? 0) >= HARDLY_ARRIVES_PERCENT;
    const silent = microphone === 'live' && microphoneLevel !== null && microphoneLevel < SILENT_LEVEL;
    const lasts = (kind: QualityWarning, is: boolean, ms: number): QualityWarning[] => {
      const since = is ? (this.#lasting.get(kind) ?? 0) + elapsedMs : 0;
      this.#lasting.set(kind, since);
      return is && since >= ms ? [kind] : [];
    };
    return [
      ...lasts('no-sound', counted && !comes && !goes, ONE_WAY_MS),
      ...lasts('not-hearing', counted && !comes && goes, ONE_WAY_MS),
      ...lasts('not-heard', counted && ((comes && !goes) || lost), ONE_WAY_MS),
      // Before that the phone takes the next microphone by itself.
      ...lasts('microphone-gone', microphone === 'ended', ONE_WAY_MS),
      ...lasts('microphone-muted', microphone === 'muted', 0),
      ...lasts('microphone-silent', silent && goes && !muted && !onHold, SILENT_MS),
    ];
  }
}

function directionLimits(
  { lossPercent, jitterMs, mos }: DirectionSample,
  way: 'in' | 'out',
): (readonly [QualityWarning, boolean])[] {
  return [
    [`mos-${way}`, mos !== null && mos < LOWEST_MOS],
    [`loss-${way}`, lossPercent !== null && lossPercent > LOSS_PERCENT],
    [`jitter-${way}`, jitterMs !== null && jitterMs > JITTER_MS],
  ];
}

/** Raised by three of the last five, cleared by three good ones in a row: what changes by the second does not flicker. */
class Votes {
  #last: readonly boolean[] = [];
  #raised = false;

  add(crossed: boolean): boolean {
    this.#last = [...this.#last, crossed].slice(-5);
    if (this.#last.filter(Boolean).length >= 3) this.#raised = true;
    else if (!this.#last.slice(-3).includes(true)) this.#raised = false;
    return this.#raised;
  }
}
