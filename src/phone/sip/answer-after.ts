import type { HeaderSource } from './headers.js';

const longest = 60;

/**
 * Seconds after which the caller asks to be answered by itself: `Call-Info: <…>;answer-after=5`, or the paging forms of
 * Alert-Info. Null when it does not. Whether the wish counts is the policy's business, never this header's.
 */
export function answerAfter(message: HeaderSource): number | null {
  for (const value of message.getHeaders('Call-Info')) {
    const seconds = /;\s*answer-after\s*=\s*"?(\d{1,3})\b/i.exec(value.slice(0, 1024))?.[1];
    if (seconds !== undefined) return Math.min(Number(seconds), longest);
  }
  const pages = message
    .getHeaders('Alert-Info')
    .some((value) => /\b(?:auto[- ]?answer|alert-autoanswer|ring-answer|intercom)\b/i.test(value.slice(0, 1024)));
  return pages ? 0 : null;
}
