/**
 * Calls `onSeen` once for each of these tags as soon as an element of that name is in the document. Looks only at what
 * is added, so that a page that streams thousands of rows does not feel it, and not at all once every tag was seen.
 * What stands in shadow trees is not seen: whoever puts it there imports it.
 */
export function watchTags(tags: readonly string[], onSeen: (tag: string) => void): void {
  let missing = tags;
  const look = (root: ParentNode): void => {
    for (const tag of missing) {
      if (!(root instanceof Element && root.localName === tag) && !root.querySelector(tag)) continue;
      missing = missing.filter((other) => other !== tag);
      onSeen(tag);
    }
  };
  look(document);
  if (missing.length === 0) return;
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node instanceof Element) look(node);
    if (missing.length === 0) observer.disconnect();
  });
  observer.observe(document, { childList: true, subtree: true });
}
