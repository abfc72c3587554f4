import { adoptStyles, type CSSResult, type CSSResultOrNative, type LitElement } from 'lit';

/**
 * Gives a tree its styles in whatever window it stands: a constructed sheet belongs to one document, and a strict
 * Content-Security-Policy allows no `<style>` instead.
 */
export function adoptInto(root: ShadowRoot, styles: readonly CSSResultOrNative[]): void {
  const view = root.ownerDocument.defaultView;
  if (!view || root.ownerDocument === document) return adoptStyles(root, [...styles]);
  root.adoptedStyleSheets = styles.map((style) => {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(
      'cssText' in style ? style.cssText : [...style.cssRules].map((rule) => rule.cssText).join(''),
    );
    return sheet;
  });
}

/** Gives an element that is drawn already the styles of a part that came late. */
export function addStyles({ renderRoot }: LitElement, styles: readonly CSSResult[]): void {
  const sheets = styles.flatMap(({ styleSheet }) => styleSheet ?? []);
  if (renderRoot instanceof ShadowRoot)
    renderRoot.adoptedStyleSheets = [...new Set([...renderRoot.adoptedStyleSheets, ...sheets])];
}
