import type { CancelTimer, Clock } from '../shared/clock.js';
import type { MediaPeer } from './media/peer.js';

/** Part of the life of TURN credentials after which they are replaced. */
const RENEW_AT = 0.8;
/** A call that could not be moved, such as for lack of a line, is tried again after this. */
const RETRY_MS = 5000;

/** ICE servers with credentials, and when these want to be replaced (monotonic clock). */
interface Issue {
  readonly iceServers: readonly RTCIceServer[];
  readonly renewAt: number;
}

interface Follower {
  readonly peer: Pick<MediaPeer, 'setIceServers' | 'stats'>;
  readonly restart: () => Promise<unknown>;
  /** The credentials that its relay was made with. */
  issue: Issue;
  /** Not before this (monotonic clock). */
  notBefore: number;
}

/**
 * Hands every call the newest ICE servers, and moves the calls that speak through a relay to a new one by an ICE restart
 * before their credentials end: TURN servers refuse to prolong a relay whose credentials are over. Calls without a
 * relay, and new bearer tokens before that time, cost nothing.
 */
export class RelayRenewal {
  readonly #clock: Clock;
  readonly #followers = new Set<Follower>();
  #newest: Issue;
  #cancel: CancelTimer = () => {};

  constructor(iceServers: readonly RTCIceServer[], lifeMs: number, clock: Clock) {
    this.#clock = clock;
    this.#newest = { iceServers, renewAt: clock.monotonic() + lifeMs * RENEW_AT };
  }

  get iceServers(): readonly RTCIceServer[] {
    return this.#newest.iceServers;
  }

  /** New ones, good for `lifeMs` from now on. True when they are others than before. */
  take(iceServers: readonly RTCIceServer[], lifeMs: number): boolean {
    const isOther = JSON.stringify(iceServers) !== JSON.stringify(this.#newest.iceServers);
    if (isOther) {
      this.#newest = { iceServers, renewAt: this.#clock.monotonic() + lifeMs * RENEW_AT };
      for (const { peer } of this.#followers) peer.setIceServers(iceServers);
    }
    this.#look();
    return isOther;
  }

  /** Keeps the relay of a call alive until it is unfollowed. `restart` is an ICE restart; it may reject. */
  follow(peer: Follower['peer'], restart: Follower['restart']): () => void {
    const follower = { peer, restart, issue: this.#newest, notBefore: 0 };
    this.#followers.add(follower);
    this.#look();
    return () => {
      this.#followers.delete(follower);
      this.#look();
    };
  }

  #look(): void {
    this.#cancel();
    const now = this.#clock.monotonic();
    let next = Infinity;
    for (const follower of this.#followers) {
      // Without newer ones the answer of the token endpoint is waited for.
      if (follower.issue === this.#newest && follower.issue.renewAt <= now) continue;
      const due = Math.max(follower.issue.renewAt, follower.notBefore);
      if (due <= now) void this.#renew(follower);
      else next = Math.min(next, due);
    }
    if (next < Infinity) this.#cancel = this.#clock.after(next - now, () => this.#look());
  }

  async #renew(follower: Follower): Promise<void> {
    const { issue } = follower;
    follower.issue = this.#newest;
    try {
      // Fetched with what finds a call again, when the call begins.
      const { usesRelay } = await import('./relay-use.js');
      if (await usesRelay(follower.peer)) await follower.restart();
    } catch {
      follower.issue = issue;
      follower.notBefore = this.#clock.monotonic() + RETRY_MS;
      this.#look();
    }
  }
}
