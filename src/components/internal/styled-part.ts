import type { CSSResult, LitElement } from 'lit';
import { addStyles } from './adopted-styles.js';
import { LatePart } from './late-part.js';

/** A late part that brings the styles of what it draws. */
export function styledPart<Part extends { readonly styles: readonly CSSResult[] }>(
  host: LitElement,
  fetch: () => Promise<Part>,
): LatePart<Part> {
  return new LatePart(host, () =>
    fetch().then((part) => {
      addStyles(host, part.styles);
      return part;
    }),
  );
}
