import type { CancelTimer, Clock } from '../../../shared/clock.js';
import { Emitter } from '../../../shared/emitter.js';
import { unknownQuality, type CallQuality, type QualitySample } from './quality.js';
import { readStats, type Reading } from './reading.js';
import { QualityRecord } from './record.js';
import { sampleBetween } from './sample.js';
import { SilenceWatch } from './silence-watch.js';
import { Warnings, type Situation } from './warnings.js';

const INTERVAL_MS = 1000;

export interface QualityMonitorOptions {
  readonly stats: () => Promise<RTCStatsReport>;
  readonly situation: () => Situation;
  readonly clock: Clock;
  /** No packet came for a second: the line may be dead. */
  readonly onQuiet: () => void;
  /** None came for two. Settles when what was done about it is done. */
  readonly onSilent: () => Promise<unknown>;
}

interface MonitorEvents {
  /** Each second. */
  sample: QualitySample;
  /** The verdict or the warnings are others. */
  change: CallQuality;
}

/** Measures one call once a second, from its making until `stop()`. */
export class QualityMonitor extends Emitter<MonitorEvents> {
  readonly #options: QualityMonitorOptions;
  readonly #warnings = new Warnings();
  readonly #record = new QualityRecord();
  readonly #silence: SilenceWatch;
  #before: Reading | null = null;
  #sample: QualitySample | null = null;
  #quality = unknownQuality;
  #cancel: CancelTimer = () => {};
  #stopped = false;

  constructor(options: QualityMonitorOptions) {
    super();
    this.#options = options;
    const { clock, situation, onQuiet, onSilent } = options;
    const isDue = (): boolean => !situation().onHold;
    this.#silence = new SilenceWatch({ clock, isDue, look: () => void this.#look(), onQuiet, onSilent });
    void this.#measure();
  }

  /** The last second; null before the first was over. */
  get sample(): QualitySample | null {
    return this.#sample;
  }

  /** Ends the measuring and returns what the whole call was like. */
  stop(): CallQuality {
    this.#stopped = true;
    this.#cancel();
    this.#silence.stop();
    const { verdict } = this.#quality;
    return Object.freeze({ verdict, warnings: unknownQuality.warnings, summary: this.#record.summary() });
  }

  async #measure(): Promise<void> {
    const reading = await this.#read();
    if (this.#stopped) return;
    this.#cancel = this.#options.clock.after(INTERVAL_MS, () => void this.#measure());
    if (!reading) return;
    this.#silence.take(reading);
    this.#take(reading);
  }

  async #look(): Promise<void> {
    const reading = await this.#read();
    if (reading && !this.#stopped) this.#silence.take(reading);
  }

  /** Null when no report can be had now (a connection that is being replaced): it is had the next time. */
  async #read(): Promise<Reading | null> {
    const report = await this.#options.stats().catch(() => null);
    return report && readStats(report);
  }

  #take(now: Reading): void {
    const before = this.#before;
    this.#before = now;
    if (!before || now.at <= before.at) return;
    const sample = Object.freeze(sampleBetween(before, now));
    this.#sample = sample;
    const warnings = this.#warnings.take(sample, this.#options.situation());
    this.#record.take(sample, warnings);
    this.#show({ verdict: this.#record.verdict(warnings), warnings, summary: null });
    this.emit('sample', sample);
  }

  #show(quality: CallQuality): void {
    const { verdict, warnings } = this.#quality;
    if (quality.verdict === verdict && quality.warnings === warnings) return;
    this.#quality = Object.freeze(quality);
    this.emit('change', this.#quality);
  }
}
