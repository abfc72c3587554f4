/**
 * Reads an address as the page means it; null when it is none. A `<base>` that leads to another origin is meant for
 * the page's pictures: the token endpoint answers at the page's own origin.
 */
export function pageUrl(address: string | URL): URL | null {
  const { baseURI } = document;
  const isForeign = URL.canParse(baseURI) && new URL(baseURI).origin !== globalThis.origin;
  const base = isForeign ? location.href : baseURI;
  return URL.canParse(address, base) ? new URL(address, base) : null;
}
