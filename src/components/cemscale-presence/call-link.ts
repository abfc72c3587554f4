/** Ways to call that a link may lead to; a script is none. */
const schemes: readonly string[] = ['tel:', 'sip:', 'sips:', 'callto:', 'https:', 'http:'];

/** The page's own link for a call, or empty when it is none that may be followed. */
export function callLink(href: string): string {
  if (href === '' || !URL.canParse(href, document.baseURI)) return '';
  const url = new URL(href, document.baseURI);
  return schemes.includes(url.protocol) ? url.href : '';
}
