import { LitElement, css, html } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { define } from './define.js';

/** Quieter than this is shown as silence. */
const QUIET_DB = -60;
/** Often enough to follow speech; where motion is not wanted, often enough to see that there is sound. */
const EVERY_MS = 60;
const CALM_MS = 500;

/**
 * How loud something is, while somebody looks.
 *
 * @tag cemscale-level-meter
 * @internal
 */
export class LevelMeter extends LitElement {
  static override readonly styles = css`
    :host {
      display: block;
      height: 8px;
      overflow: hidden;
      border-radius: 4px;
      background: color-mix(in oklab, var(--_ink) 14%, var(--_bg));
    }
    .level {
      width: 100%;
      height: 100%;
      border-radius: 4px;
      background: var(--_ok);
      transform: scaleX(var(--_level, 0));
      transform-origin: left;
    }
    :host(:dir(rtl)) .level {
      transform-origin: right;
    }
    @media (forced-colors: active) {
      :host {
        border: 1px solid CanvasText;
      }
      .level {
        forced-color-adjust: none;
        background: Highlight;
      }
    }
  `;

  #analyser: AnalyserNode | null = null;
  #feed: AudioNode | null = null;
  /** A context of our own, for a stream that has none. */
  #context: AudioContext | null = null;
  #samples = new Float32Array(0);
  #timer: ReturnType<typeof setInterval> | undefined;
  #seen = false;
  readonly #watch = new IntersectionObserver(([entry]) => {
    this.#seen = entry?.isIntersecting ?? false;
    this.#follow();
  });
  @query('.level') private readonly bar!: HTMLElement;

  /** What is measured; nothing without one. */
  @property({ attribute: false }) source: MediaStream | AudioNode | null = null;
  /** What it is the level of. */
  @property({ attribute: false }) label = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch.observe(this);
    document.addEventListener('visibilitychange', this.#follow);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch.disconnect();
    document.removeEventListener('visibilitychange', this.#follow);
    this.#seen = false;
    this.#follow();
  }

  protected override render(): TemplateResult {
    return html`<div
      class="level"
      role="meter"
      aria-label=${this.label}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow="0"
    ></div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('source')) return;
    this.#stop();
    this.#follow();
  }

  /** Measures only what can be seen. */
  readonly #follow = (): void => {
    const source = this.#seen && !document.hidden ? this.source : null;
    if (!source) this.#stop();
    else if (!this.#analyser) this.#start(source);
  };

  #start(source: MediaStream | AudioNode): void {
    const feed = source instanceof AudioNode ? source : this.#listenTo(source);
    const analyser = new AnalyserNode(feed.context, { fftSize: 1024 });
    feed.connect(analyser);
    this.#feed = feed;
    this.#analyser = analyser;
    this.#samples = new Float32Array(analyser.fftSize);
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#timer = setInterval(() => this.#measure(), isCalm ? CALM_MS : EVERY_MS);
  }

  #listenTo(stream: MediaStream): AudioNode {
    this.#context = new AudioContext();
    return this.#context.createMediaStreamSource(stream);
  }

  #stop(): void {
    clearInterval(this.#timer);
    if (this.#analyser) this.#feed?.disconnect(this.#analyser);
    void this.#context?.close();
    this.#analyser = this.#feed = this.#context = null;
    if (this.hasUpdated) this.#show(0);
  }

  #measure(): void {
    this.#analyser?.getFloatTimeDomainData(this.#samples);
    let sum = 0;
    for (const sample of this.#samples) sum += sample * sample;
    const db = 10 * Math.log10(sum / this.#samples.length);
    this.#show(Math.min(1, Math.max(0, 1 - db / QUIET_DB)));
  }

  #show(level: number): void {
    this.bar.style.setProperty('--_level', level.toFixed(2));
    this.bar.setAttribute('aria-valuenow', String(Math.round(level * 100)));
  }
}

define('cemscale-level-meter', LevelMeter);

declare global {
  interface HTMLElementTagNameMap {
    'cemscale-level-meter': LevelMeter;
  }
}
