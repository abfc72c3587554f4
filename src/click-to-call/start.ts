import type { Root } from './dom.js';
import { Gestures } from './gestures.js';
import type { ClickToCallOptions } from './options.js';
import { Reach } from './reach.js';
import { RootWatcher } from './roots.js';
import { callAttribute } from './sources.js';

/** A running click-to-call. */
export interface ClickToCall {
  /** Leaves the page as it was: no listener, no attribute, no mark stays. */
  stop(): void;
}

/**
 * Makes the phone links of a page call, and in mode `text` its plain telephone numbers. Nothing of the page is
 * rewritten. Call it once per page, when the document has a body.
 */
export function startClickToCall(options: ClickToCallOptions): ClickToCall {
  const gestures = new Gestures(options);
  const reach = new Reach();
  const listeners = new Set<(root: Root) => void>();
  const watcher = new RootWatcher({
    enter(root) {
      gestures.listenTo(root);
      for (const listener of listeners) listener(root);
    },
    element: (element) => reach.make(element),
    attributes: [callAttribute],
  });
  watcher.enter(options.document ?? document);
  const stopText = () => undefined;
  return {
    stop() {
      stopText();
      gestures.stop();
      watcher.stop();
      reach.undo();
    },
  };
}
