import type {
  DirectionSample,
  DirectionSummary,
  QualitySample,
  QualitySummary,
  QualityVerdict,
  QualityWarning,
} from './quality.js';

/** Seconds that a verdict looks back on. */
const WINDOW = 5;
const FAIR_BELOW = 3.6;
const POOR_BELOW = 3;

/** Everything measured in one call, in a few sums: an hour costs no more memory than a second. */
export class QualityRecord {
  readonly #mos = new Mean();
  readonly #roundTrip = new Mean();
  readonly #incoming = new DirectionRecord();
  readonly #outgoing = new DirectionRecord();
  readonly #warnings: QualityWarning[] = [];
  #latest: readonly number[] = [];
  #worst = Infinity;
  #seconds = 0;

  take(sample: QualitySample, raised: readonly QualityWarning[]): void {
    const { roundTripMs, incoming, outgoing, elapsedMs } = sample;
    for (const kind of raised) if (!this.#warnings.includes(kind)) this.#warnings.push(kind);
    this.#incoming.take(incoming);
    this.#outgoing.take(outgoing);
    const mos = worse(incoming.mos, outgoing.mos);
    if (mos === null) return;
    this.#seconds += elapsedMs / 1000;
    this.#roundTrip.add(roundTripMs);
    this.#mos.add(mos);
    this.#latest = [...this.#latest, mos].slice(-WINDOW);
    if (this.#latest.length === WINDOW) this.#worst = Math.min(this.#worst, meanOf(this.#latest));
  }

  /** How it sounds now; null before the first measured second. */
  verdict(raised: readonly QualityWarning[]): QualityVerdict | null {
    if (raised.some((kind) => spoils.has(kind))) return 'poor';
    if (this.#latest.length === 0) return raised.length > 0 ? 'fair' : null;
    const mos = meanOf(this.#latest);
    if (mos < POOR_BELOW) return 'poor';
    return mos < FAIR_BELOW || raised.length > 0 ? 'fair' : 'good';
  }

  /** Null when nothing was measured. */
  summary(): QualitySummary | null {
    if (this.#mos.value === null && this.#warnings.length === 0) return null;
    const worst = Number.isFinite(this.#worst) ? this.#worst : this.#mos.value;
    return Object.freeze({
      seconds: Math.round(this.#seconds),
      mos: rounded(this.#mos.value, 2),
      worstMos: rounded(worst, 2),
      roundTripMs: rounded(this.#roundTrip.value, 0),
      incoming: this.#incoming.summary(),
      outgoing: this.#outgoing.summary(),
      warnings: Object.freeze([...this.#warnings]),
    });
  }
}

const spoils = new Set<QualityWarning>([
  'no-sound',
  'not-hearing',
  'not-heard',
  'microphone-gone',
  'microphone-muted',
  'microphone-silent',
  'mos-in',
  'mos-out',
]);

class DirectionRecord {
  readonly #jitter = new Mean();
  readonly #loss = new Mean();

  take({ lossPercent, jitterMs }: DirectionSample): void {
    this.#loss.add(lossPercent);
    this.#jitter.add(jitterMs);
  }

  summary(): DirectionSummary {
    return Object.freeze({
      lossPercent: rounded(this.#loss.value, 1),
      jitterMs: rounded(this.#jitter.value, 0),
    });
  }
}

class Mean {
  #total = 0;
  #count = 0;

  add(value: number | null): void {
    if (value === null) return;
    this.#total += value;
    this.#count += 1;
  }

  get value(): number | null {
    return this.#count === 0 ? null : this.#total / this.#count;
  }
}

function worse(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

function rounded(value: number | null, digits: number): number | null {
  return value === null ? null : Number(value.toFixed(digits));
}
