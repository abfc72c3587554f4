/**
 * The classic script `cemscale-phone.js`: puts the phone on a page that has nothing but one script tag.
 * It stays small and without a framework, since it runs on every page view; everything else is fetched
 * beside it when the browser is idle, and the SIP engine only when a phone goes online.
 */
import { PhoneErrorEvent } from './components/events.js';
import { Backoff } from './shared/backoff.js';
import { SoftphoneError, type RegistrationErrorReason } from './shared/errors.js';

/** Name of the element's chunk, relative to this script. The build puts the hashed name in. */
declare const __ELEMENT_CHUNK__: string;

const tag = 'cemscale-phone';

/** Every `data-` attribute of the script that becomes the attribute of that name on the phone. */
const passedOn = ['token-url', 'mode', 'open', 'connect', 'theme', 'lang', 'placement', 'label'];

/** Present on `window` from the first copy on, whatever its version. */
const loadedKey = Symbol.for('@cemscale-voip/softphone/loader');

/** Longest wait for an idle moment, milliseconds. */
const idleTimeout = 500;

/** What `RegistrationError.engineFailed()` is to the rest, without the size of its siblings. */
class LoadError extends SoftphoneError<RegistrationErrorReason> {
  override readonly name = 'RegistrationError';
}

const retryDelays = { first: 2000, cap: 30_000 };

function start(script: HTMLScriptElement): void {
  if (loadedKey in window) {
    warn('The script is on this page twice. The first one stays in charge; remove the other.');
    return;
  }
  Object.defineProperty(window, loadedKey, { value: script.src });
  whenIdle(() => void loadElements(new URL(__ELEMENT_CHUNK__, script.src).href));
  whenParsed(() => mount(script));
}

/** One phone per page: the page's own element wins over the script's attributes. */
function mount(script: HTMLScriptElement): void {
  if (document.querySelector(tag)) {
    if (!document.querySelector(`${tag}[token-url]`) && !script.dataset['tokenUrl']) complainAboutTokenUrl();
    return;
  }
  if (!script.dataset['tokenUrl']) {
    complainAboutTokenUrl();
    return;
  }
  const phone = document.createElement(tag);
  for (const name of passedOn) {
    const value = script.getAttribute(`data-${name}`);
    // Template engines write data-open="false" where they mean its absence.
    if (value !== null && !(name === 'open' && value === 'false')) phone.setAttribute(name, value);
  }
  document.body.append(phone);
}

/** Tries until it succeeds: a page can stay open for days, and the network comes back. */
async function loadElements(url: string, retries?: Backoff): Promise<void> {
  try {
    await import(/* @vite-ignore */ url);
  } catch (cause) {
    if (!retries) reportFailure(url, cause);
    const backoff = retries ?? new Backoff(retryDelays);
    setTimeout(() => void loadElements(url, backoff), backoff.next());
  }
}

function reportFailure(url: string, cause: unknown): void {
  const advice = 'Check that the files beside the script are served and allowed by the Content-Security-Policy.';
  const error = new LoadError('engine-failed', `The phone could not be loaded from ${url}.`, { advice, cause });
  report(`${error.message} It is tried again. ${String(cause)}`);
  (document.querySelector(tag) ?? document).dispatchEvent(new PhoneErrorEvent(error));
}

function complainAboutTokenUrl(): void {
  report(
    'There is no token URL, so there is no phone. Write <script src=".../cemscale-phone.js" data-token-url="/voip/token" async> ' +
      'with the address of your token endpoint, or put <cemscale-phone token-url="..."> into the page.',
  );
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

function warn(message: string): void {
  console.warn(`[cemscale] ${message}`);
}

function report(message: string): void {
  console.error(`[cemscale] ${message}`);
}

// Outside a page (a bundler's analysis, server-side rendering) this file does nothing.
if (typeof document !== 'undefined') {
  const script = document.currentScript;
  if (script instanceof HTMLScriptElement && script.src) start(script);
  else report('cemscale-phone.js works as <script src="..."> only. In a bundle import the element instead.');
}
