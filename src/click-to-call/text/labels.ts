import { judgeLabel, type Verdict } from './words.js';

/** A text that is longer is no label. */
export const longestLabel = 48;

/** A label has no more than an icon, a word and a mark in it; reading the text of larger elements would take long. */
const mostChildren = 3;

/** What a text says as a label: a short one without a number of its own. */
export function judgeShort(node: Node): Verdict {
  if (((node as Partial<Element>).childElementCount ?? 0) > mostChildren) return 'none';
  const text = node.textContent?.trim() ?? '';
  return text.length > longestLabel || /\d{4}/.test(text) ? 'none' : judgeLabel(text);
}
