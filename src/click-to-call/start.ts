import { Gestures } from './gestures.js';
import type { ClickToCallOptions } from './options.js';
import { Reach } from './reach.js';
import { RootWatcher } from './roots.js';
import { callAttribute } from './sources.js';
import { loadTextMode } from './text/start-text.js';
import type { TextMode } from './text/text-mode.js';

/** A running click-to-call. */
export interface ClickToCall {
  /** To be called when the country changed, or calls became possible or impossible: marks come and go with it. */
  refresh(): void;
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
  const ended = new AbortController();
  let text: TextMode | undefined;
  const watcher = new RootWatcher({
    enter(root) {
      gestures.listenTo(root);
      text?.enter(root);
    },
    element: (element) => reach.make(element),
    attributes: [callAttribute],
  });
  watcher.enter(options.document ?? document);
  if (options.mode === 'text') {
    loadTextMode(options, ended.signal, (mode) => {
      text = mode;
      for (const root of watcher.roots) mode.enter(root);
    });
  }
  return {
    refresh: () => text?.refresh(watcher.roots),
    stop() {
      ended.abort();
      text?.stop();
      gestures.stop();
      watcher.stop();
      reach.undo();
    },
  };
}
