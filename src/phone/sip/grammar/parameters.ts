import type { Scanner } from './scanner.js';

/** Space between the parts of a header; folded lines are spaces already. */
export const space = /[ \t]*/y;
/** Space that has to be there. */
export const gap = /[ \t]+/y;
export const comma = /[ \t]*,[ \t]*/y;
export const slash = /[ \t]*\/[ \t]*/y;
export const equals = /[ \t]*=[ \t]*/y;
/** RFC 3261 section 25.1 */
export const token = /[\w.!%*+`'~-]+/y;
/** What stands between the quotes, its escapes untouched: no bare control character, above all no line break. */
export const quoted = /"([^"\\\0-\x08\n-\x1f\x7f]*(?:\\[^\r\n][^"\\\0-\x08\n-\x1f\x7f]*)*)"/y;

const semicolon = /[ \t]*;[ \t]*/y;
/** Wider than a token, since servers put addresses, URIs and base64 there without quotes. */
const plainValue = /[!#-'*+\-./:=?@[\]^`{|}~\w]*/y;

/**
 * Reads every `;name=value` that follows and hands it over: the name in lower case, the value as it stands with its
 * quotes, null where there is none. Throws `SyntaxError` for a parameter without a name.
 */
export function readParameters(scanner: Scanner, use?: (name: string, value: string | null) => void): void {
  while (scanner.skip(semicolon)) {
    const name = scanner.need(token).toLowerCase();
    const value = scanner.skip(equals) ? (scanner.match(quoted) ?? scanner.needMatch(plainValue))[0] : null;
    if (isSafeName(name)) use?.(name, value);
  }
}

/** SIP.js keeps parameters in plain objects, where this one name is no property but changes the object itself. */
export function isSafeName(name: string): boolean {
  return name !== '__proto__';
}
