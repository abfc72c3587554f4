import { Directive, directive, type ChildPart } from 'lit/directive.js';
import { numbersAt } from './phone-numbers.js';

class ShownNumber extends Directive {
  render(number: string): string {
    return number;
  }

  /** Asks the element that draws: what it draws for the first time stands in no page yet. */
  override update({ options }: ChildPart, [number]: [string]): string {
    const element = options?.host instanceof Element ? options.host : null;
    return (element && numbersAt(element)?.shown(number)) ?? number;
  }
}

/**
 * A number in groups, as the page's country writes it, in a child position of an element. An element that has a
 * `NumbersLink` draws it anew when the numbering plans have come.
 */
export const shownNumber = directive(ShownNumber);
