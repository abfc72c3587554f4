import { sendMouse } from '@web/test-runner-commands';
import type { CallWish, ClickToCallOptions, Words } from '../../../src/click-to-call/index.js';
import { startClickToCall, type ClickToCall } from '../../../src/click-to-call/index.js';

export const words: Words = {
  lang: 'en',
  call: (number) => `Call ${number}`,
  browse: () => 'Arrow keys go to the other numbers.',
};

/** Click-to-call on the test's own page, with what it asked for. */
export class Running {
  readonly #clickToCall: ClickToCall;
  readonly wishes: CallWish[] = [];
  canCall = true;
  country = 'US';

  constructor(options: Partial<ClickToCallOptions> = {}) {
    this.#clickToCall = startClickToCall({
      mode: 'links',
      country: () => this.country,
      canCall: () => this.canCall,
      call: (wish) => this.wishes.push(wish),
      words: () => words,
      ...options,
    });
  }

  get numbers(): string[] {
    return this.wishes.map((wish) => wish.number + wish.postDial);
  }

  refresh(): void {
    this.#clickToCall.refresh();
  }

  stop(): void {
    this.#clickToCall.stop();
  }
}

/** The middle of what is shown of a node or range, in the window of the test. */
export function middleOf(target: Element | Range, frame?: Element): [x: number, y: number] {
  const { left, top, width, height } = target.getBoundingClientRect();
  const outer = frame?.getBoundingClientRect();
  return [Math.round(left + width / 2 + (outer?.left ?? 0)), Math.round(top + height / 2 + (outer?.top ?? 0))];
}

/** A click as a person makes it: the browser itself creates the events. */
export async function click(target: Element, frame?: Element): Promise<void> {
  target.scrollIntoView({ block: 'center' });
  await sendMouse({ type: 'click', position: middleOf(target, frame) });
}
