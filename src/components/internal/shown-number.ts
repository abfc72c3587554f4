import { Directive, directive, type ChildPart } from 'lit/directive.js';
import { numbersAt } from './phone-numbers.js';

class ShownNumber extends Directive {
  render(number: string): string {
    return number;
  }

  override update({ parentNode }: ChildPart, [number]: [string]): string {
    const element = parentNode instanceof Element ? parentNode : null;
    return (element && numbersAt(element)?.shown(number)) ?? number;
  }
}

/**
 * A number in groups, as the page's country writes it, in a child position of an element. An element that has a
 * `NumbersLink` draws it anew when the numbering plans have come.
 */
export const shownNumber = directive(ShownNumber);
