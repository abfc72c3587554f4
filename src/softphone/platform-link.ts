import type { TokenProvider } from '../api/authorization.js';
import { VoIPClient } from '../api/client.js';
import type { Unsubscribe } from '../shared/emitter.js';

/** The event socket of a page comes back for as long as anybody follows it. */
const reconnect = { maxRetries: Infinity, initialDelayMs: 1000, maxDelayMs: 15_000 };

/**
 * The platform as a core sees it: one client for all that the core's elements ask, and one event socket for however
 * many follow. In a file of its own, because a phone that only calls does not load the client.
 */
export class PlatformLink {
  readonly client: VoIPClient;
  #followers = 0;

  constructor(tokens: TokenProvider) {
    this.client = new VoIPClient({ tokens, reconnect });
  }

  /** Keeps the event socket open until the returned function is called by everybody who has one. */
  follow(): Unsubscribe {
    this.#followers += 1;
    if (this.#followers === 1) this.client.connectWebSocket();
    let following = true;
    return () => {
      if (!following) return;
      following = false;
      this.#followers -= 1;
      if (this.#followers === 0) this.client.disconnectWebSocket();
    };
  }
}

const links = new WeakMap<TokenProvider, PlatformLink>();

/** The link of these tokens: the same for everyone who asks. */
export function platformLink(tokens: TokenProvider): PlatformLink {
  const link = links.get(tokens) ?? new PlatformLink(tokens);
  links.set(tokens, link);
  return link;
}
