import { systemClock, type CancelTimer } from '../../../shared/clock.js';

const TURN_MS = 1000;

/**
 * Says in the tab's own label who calls while the page is hidden, in turns with the page's title. What the page writes
 * there meanwhile is its title from then on, and stands there afterwards to the letter.
 */
export class TitleFlash {
  #words = '';
  #shown = false;
  #cancel: CancelTimer = () => {};
  /** As the page wrote it; null: the page has no title. */
  #own: string | null = null;

  /** Flashes these words; empty: no longer. */
  flash(words: string): void {
    if (words === this.#words) return;
    const wasOn = this.#words !== '';
    this.#words = words;
    if (words === '') this.#stop();
    else if (wasOn) this.#turnTo(this.#shown);
    else this.#start();
  }

  #start(): void {
    document.addEventListener('visibilitychange', this.#onVisible);
    this.#onVisible();
  }

  #stop(): void {
    document.removeEventListener('visibilitychange', this.#onVisible);
    this.#cancel();
    this.#turnTo(false);
  }

  readonly #onVisible = (): void => {
    this.#cancel();
    if (document.visibilityState === 'hidden') this.#turn();
    else this.#turnTo(false);
  };

  readonly #turn = (): void => {
    this.#turnTo(!this.#shown);
    this.#cancel = systemClock.after(TURN_MS, this.#turn);
  };

  #turnTo(shown: boolean): void {
    const now = titleText();
    // The page wrote another one while ours stood there: that one stays.
    const isOurs = this.#shown && now === this.#last;
    if (!isOurs) this.#own = now;
    if (shown) {
      this.#last = this.#words;
      writeTitle(this.#words);
    } else if (isOurs) writeTitle(this.#own);
    this.#shown = shown;
  }

  /** What was written last. */
  #last = '';
}

function titleElement(): HTMLTitleElement | null {
  return document.querySelector<HTMLTitleElement>('head > title, title:not(svg title)');
}

function titleText(): string | null {
  return titleElement()?.textContent ?? null;
}

/** Frameworks hold the text node of their title, so it is kept. */
function writeTitle(text: string | null): void {
  const element = titleElement();
  if (text === null) return void element?.remove();
  if (!element) return void (document.title = text);
  const { firstChild } = element;
  if (firstChild instanceof Text && !firstChild.nextSibling) firstChild.data = text;
  else element.textContent = text;
}
