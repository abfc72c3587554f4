import { adoptStyles, type CSSResultOrNative } from 'lit';

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
