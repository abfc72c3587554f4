import { attribute, isElement, matches, nameOf } from './dom.js';
import type { Dialling } from './options.js';
import { readCallValue, readPhoneLink } from './phone-uri.js';

/** Makes any element one that calls; its value is what to dial. */
export const callAttribute = 'data-cemscale-call';

const xlink = 'http://www.w3.org/1999/xlink';
/** What answers a click by itself: a click on it is not one on the marked element around it. */
const controls =
  'button, input, select, textarea, summary, option, label, [contenteditable], [role=button], [role=checkbox], [role=menuitem], [role=switch]';

/** Where a call may start, with what it would dial. */
export interface Source extends Dialling {
  readonly element: Element;
  /** A link that the browser would follow. */
  readonly isLink: boolean;
}

/**
 * The nearest thing on a composed path that calls: a phone link or an element with `data-cemscale-call`. Null when
 * an ordinary link or, for marked elements, another control is nearer.
 */
export function findSource(path: readonly EventTarget[]): Source | null {
  let controlled = false;
  for (const element of path) {
    if (!isElement(element)) continue;
    const value = attribute(element, callAttribute);
    const href = linkTarget(element);
    if (value !== null) {
      const dialling = value.trim() === '' ? readPhoneLink(href ?? '') : readCallValue(value);
      return controlled || !dialling || isDisabled(element)
        ? null
        : { ...dialling, element, isLink: href !== null };
    }
    if (href !== null) {
      const dialling = readPhoneLink(href);
      return dialling && staysHere(element) ? { ...dialling, element, isLink: true } : null;
    }
    controlled ||= matches(element, controls);
  }
  return null;
}

/** Whether the browser turns Enter and Space on the element into a click. */
export function clicksItself(element: Element): boolean {
  return (
    matches(element, 'button, input, select, textarea, summary, [contenteditable]') || linkTarget(element) !== null
  );
}

function linkTarget(element: Element): string | null {
  if (!/^(?:a|area)$/i.test(nameOf(element))) return null;
  return attribute(element, 'href') ?? Element.prototype.getAttributeNS.call(element, xlink, 'href');
}

/** Downloads and links for another tab or frame are the browser's. */
function staysHere(link: Element): boolean {
  const target = attribute(link, 'target');
  return attribute(link, 'download') === null && (!target || /^_(?:self|parent|top)$/i.test(target));
}

function isDisabled(element: Element): boolean {
  return attribute(element, 'aria-disabled') === 'true' || matches(element, ':disabled');
}
