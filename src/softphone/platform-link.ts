import type { TokenProvider } from '../api/authorization.js';
import { VoIPClient } from '../api/client.js';
import type { Credentials } from '../api/client-options.js';
import type { Unsubscribe } from '../shared/emitter.js';

/** The event socket of a page comes back for as long as anybody follows it. */
const reconnect = { maxRetries: Infinity, initialDelayMs: 1000, maxDelayMs: 15_000 };

/** A client whose event socket never gives up. */
export function pageClient(credentials: Credentials): VoIPClient {
  return new VoIPClient({ ...credentials, reconnect });
}

/**
 * The platform as a core sees it: one client for all that the core's elements ask, and one event socket for however
 * many follow. In a file of its own, because a phone that only calls does not load the client.
 */
export class PlatformLink {
  readonly client: VoIPClient;

  constructor(source: VoIPClient | TokenProvider) {
    this.client = source instanceof VoIPClient ? source : pageClient({ tokens: source });
  }

  /** Keeps the event socket open until the returned function is called by everybody who has one. */
  follow(): Unsubscribe {
    return this.client.followEvents();
  }
}

const links = new WeakMap<TokenProvider, PlatformLink>();

/** The link of these tokens: the same for everyone who asks. */
export function platformLink(tokens: TokenProvider): PlatformLink {
  const link = links.get(tokens) ?? new PlatformLink(tokens);
  links.set(tokens, link);
  return link;
}

/** Makes this client the one of these tokens: for a core whose grants came from an API key, not from a gateway. */
export function linkClient(tokens: TokenProvider, client: VoIPClient): void {
  links.set(tokens, new PlatformLink(client));
}
