import type { CancelTimer, Clock } from '../shared/clock.js';
import type { MediaPeer } from './media/peer.js';

/** A prepared offer is kept this long: its TURN allocation and ports cost the server something. */
const KEEP_MS = 30_000;

/** Keeps one peer with its offer ready for the call that a hover or focus announces. */
export class WarmPeers {
  readonly #create: () => MediaPeer;
  readonly #clock: Clock;
  #peer: MediaPeer | null = null;
  #cancelExpiry: CancelTimer = () => {};

  constructor(create: () => MediaPeer, clock: Clock) {
    this.#create = create;
    this.#clock = clock;
  }

  /** Prepares one unless it is there already. */
  warmUp(): void {
    if (this.#peer) return;
    const peer = this.#create();
    this.#peer = peer;
    peer.prepareOffer().catch(() => {
      if (this.#peer === peer) this.discard();
    });
    this.#cancelExpiry = this.#clock.after(KEEP_MS, () => this.discard());
  }

  /** The warm peer, or a cold one. The caller owns and closes it. */
  take(): MediaPeer {
    const peer = this.#peer ?? this.#create();
    this.#peer = null;
    this.#cancelExpiry();
    return peer;
  }

  discard(): void {
    this.#cancelExpiry();
    this.#peer?.close();
    this.#peer = null;
  }
}
