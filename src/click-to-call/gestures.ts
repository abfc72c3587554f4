import type { Root } from './dom.js';
import type { ClickToCallOptions } from './options.js';
import { callAttribute, clicksItself, findSource, type Source } from './sources.js';
import { attribute, isElement } from './dom.js';

/**
 * Turns clicks and keys on phone links and marked elements into wishes. Acts where the browser would: after every
 * handler of the page had its chance to `preventDefault()`, also when one of them stopped the propagation.
 */
export class Gestures {
  readonly #options: Pick<ClickToCallOptions, 'canCall' | 'call' | 'refuse'>;
  readonly #ended = new AbortController();

  constructor(options: Pick<ClickToCallOptions, 'canCall' | 'call' | 'refuse'>) {
    this.#options = options;
  }

  /** Listens to the window of a document. Shadow roots are heard through their document. */
  listenTo(root: Root): void {
    const view = root.nodeType === Node.DOCUMENT_NODE ? (root as Document).defaultView : null;
    const options = { capture: true, signal: this.#ended.signal };
    view?.addEventListener('click', this.#onClick, options);
    view?.addEventListener('keydown', this.#onKey, options);
    view?.addEventListener('keyup', this.#onKey, options);
  }

  stop(): void {
    this.#ended.abort();
  }

  // The same functions each time: a frame may keep its window from one document to the next.
  readonly #onClick = (event: MouseEvent): void => {
    if (event.button !== 0 || !isPlain(event)) return;
    if (findSource(event.composedPath())) afterThePage(event, (path) => this.#act(event, findSource(path)));
  };

  /** Enter acts when pressed and Space when released, as on buttons. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const [element] = event.composedPath();
    if (!isElement(element) || attribute(element, callAttribute) === null) return;
    if (!isPlain(event) || clicksItself(element) || !/^(?:Enter| )$/.test(event.key)) return;
    afterThePage(event, () => {
      const isActing = event.type === (event.key === ' ' ? 'keyup' : 'keydown') && !event.repeat;
      if (isActing) this.#act(event, findSource([element]));
      // Space would scroll the page.
      else if (event.type === 'keydown' && this.#options.canCall()) event.preventDefault();
    });
  };

  #act(event: Event, source: Source | null): void {
    if (!source || !isFromPerson(event)) return;
    const { number, postDial, element, isLink } = source;
    const wish = { number, postDial, source: element };
    if (this.#options.canCall()) {
      event.preventDefault();
      this.#options.call(wish);
    } else if (!isLink) {
      this.#options.refuse?.(wish);
    }
  }
}

function isPlain(event: MouseEvent | KeyboardEvent): boolean {
  return event.isTrusted && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

/** Trusted, and where the browser counts gestures, one is under way. */
export function isFromPerson(event: Event): boolean {
  const view = (event as UIEvent).view ?? window;
  const { userActivation } = view.navigator as Partial<Navigator>;
  return event.isTrusted && userActivation?.isActive !== false;
}

/**
 * Runs `act` at the end of the event's way through the page, unless a handler prevented its default. Where a
 * handler stops the event, that is the end: stopping an event does not take its default away either.
 */
function afterThePage(event: Event, act: (path: EventTarget[]) => void): void {
  const path = event.composedPath();
  const done = new AbortController();
  const last = path.at(-1);
  const listen = (current: Event): void => {
    const isEnd =
      current.cancelBubble || (current.currentTarget === last && current.eventPhase !== Event.CAPTURING_PHASE);
    if (current !== event || !isEnd) return;
    done.abort();
    if (!event.defaultPrevented) act(path);
  };
  for (const target of path) {
    for (const capture of [true, false])
      EventTarget.prototype.addEventListener.call(target, event.type, listen, { capture, signal: done.signal });
  }
  setTimeout(() => done.abort());
}
