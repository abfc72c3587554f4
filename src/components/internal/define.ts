/**
 * Registers a custom element unless the tag is taken: a page that loads the widget twice keeps the first copy.
 * Without a registry (server-side rendering) it does nothing.
 */
export function define(tag: string, constructor: CustomElementConstructor): void {
  if (typeof customElements !== 'undefined' && !customElements.get(tag)) customElements.define(tag, constructor);
}
