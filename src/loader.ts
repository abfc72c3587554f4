/**
 * The classic script `cemscale-phone.js`: puts the phone on a page that has nothing but one script tag.
 * It stays small and without a framework, since it runs on every page view; everything else is fetched
 * beside it when the browser is idle, and the SIP engine only when a phone goes online.
 */
import { provideCemScale, versionInCharge } from './loader/cem-scale.js';
import { loadElement, preload } from './loader/chunks.js';
import { report, warn } from './loader/console.js';
import { mount } from './loader/mount.js';
import { watchTags } from './loader/watch-tags.js';
import { version } from './shared/version.js';

/** Chunks by the tags they define, and those of a phone that goes online; relative to this script. From the build. */
declare const __ELEMENT_CHUNKS__: Readonly<Record<string, string>>;
declare const __ONLINE_CHUNKS__: readonly string[];

const phoneTag = 'cemscale-phone';

/** Longest wait for an idle moment, milliseconds. */
const idleTimeout = 500;

function start(script: HTMLScriptElement): void {
  const first = versionInCharge();
  if (first !== null) {
    warn(
      `The script is on this page twice, as versions ${first} and ${version}. The first one, ${first}, stays in charge; remove the other.`,
    );
    return;
  }
  const onElement = provideCemScale();
  const load = (tag: string): Promise<void> =>
    loadElement(tag, new URL(__ELEMENT_CHUNKS__[tag] ?? '', script.src).href);
  whenIdle(() => {
    void load(phoneTag);
    const { tokenUrl, connect } = script.dataset;
    if (!tokenUrl || connect === 'manual') return;
    for (const chunk of __ONLINE_CHUNKS__) preload(new URL(chunk, script.src).href);
  });
  const onPhone = (): void => void customElements.whenDefined(phoneTag).then(onElement, report);
  whenParsed(() => {
    mount(script);
    onElement();
    // The phone itself is loaded anyway; the page may put it there after that.
    watchTags(Object.keys(__ELEMENT_CHUNKS__), (tag) => (tag === phoneTag ? onPhone() : void load(tag)));
  });
}

function whenParsed(task: () => void): void {
  // Before the end of the document a phone further down would be missed.
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', task, { once: true });
  else task();
}

function whenIdle(task: () => void): void {
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in window) requestIdleCallback(task, { timeout: idleTimeout });
  else setTimeout(task);
}

// Outside a page (a bundler's analysis, server-side rendering) this file does nothing.
if (typeof document !== 'undefined') {
  const script = document.currentScript;
  if (script instanceof HTMLScriptElement && script.src) start(script);
  else report('cemscale-phone.js works as <script src="..."> only. In a bundle import the element instead.');
}
