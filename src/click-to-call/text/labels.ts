import { judgeLabel, type Verdict } from './words.js';

/** A text that is longer is no label. */
export const longestLabel = 48;

/** What a text says as a label: a short one without a number of its own. */
export function judgeShort(node: Node): Verdict {
  const text = node.textContent?.trim() ?? '';
  return text.length > longestLabel || /\d{4}/.test(text) ? 'none' : judgeLabel(text);
}
