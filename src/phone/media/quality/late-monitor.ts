import type { Clock } from '../../../shared/clock.js';
import type { CallState } from '../../call-state.js';
import type { MediaPeer } from '../peer.js';
import type { QualityMonitor } from './monitor.js';
import type { CallQuality, QualitySample } from './quality.js';
import type { Situation } from './warnings.js';

export interface LateMonitorOptions {
  readonly peer: MediaPeer;
  readonly clock: Clock;
  /** The call's state at this moment. */
  readonly state: () => CallState;
  readonly onChange: (quality: CallQuality) => void;
  readonly onSample: (sample: QualitySample) => void;
  /** No packet came for a second: the line may be dead. */
  readonly onQuiet: () => void;
  /** None came for two. Settles when what was done about it is done. */
  readonly onSilent: () => Promise<unknown>;
}

/** A `QualityMonitor` whose code comes with the answer of a call: what never is answered loads none. */
export class LateMonitor {
  readonly #options: LateMonitorOptions;
  #monitor: QualityMonitor | null = null;
  #wanted = false;

  constructor(options: LateMonitorOptions) {
    this.#options = options;
  }

  /** The last second; null before the first was measured. */
  get sample(): QualitySample | null {
    return this.#monitor?.sample ?? null;
  }

  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    import('./monitor.js').then(
      ({ QualityMonitor: Monitor }) => this.#begin(Monitor),
      // A call goes on without its quality being known.
      () => undefined,
    );
  }

  /** Ends the measuring. What the call was like; null when nothing was measured. */
  stop(): CallQuality | null {
    this.#wanted = false;
    const quality = this.#monitor?.stop();
    return quality?.summary ? quality : null;
  }

  #begin(Monitor: typeof QualityMonitor): void {
    if (!this.#wanted) return;
    const { peer, onChange, onSample } = this.#options;
    this.#monitor = new Monitor({
      ...this.#options,
      stats: () => peer.stats(),
      situation: () => this.#situation(),
    });
    this.#monitor.on('change', onChange);
    this.#monitor.on('sample', onSample);
  }

  #situation(): Situation {
    const state = this.#options.state();
    const { microphoneState: microphone } = this.#options.peer;
    if (state.phase !== 'active') return { muted: false, onHold: true, microphone };
    return { muted: state.muted, onHold: state.held || state.heldByRemote, microphone };
  }
}
