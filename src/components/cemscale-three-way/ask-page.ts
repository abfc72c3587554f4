import { CallError } from '../../shared/errors.js';
import { CallRequestEvent } from '../events.js';

/** Resolves when the page lets this number be called; rejects with `CallError`. For an element without a phone. */
export async function askPage(element: EventTarget, number: string): Promise<void> {
  const event = new CallRequestEvent(number, 'three-way');
  if (!element.dispatchEvent(event)) throw CallError.canceledByPage();
  if (event.answers.length === 0) return;
  const { checkCall } = await import('../internal/call-check.js');
  await checkCall(event.answers, new AbortController().signal);
}
