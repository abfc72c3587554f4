import { keepsCalls } from './resume/mark.js';
import type { CallSnapshot } from '../phone/call-state.js';

/** Whether this call can go on in another page: it has a dialog whose place can be taken, and the browser keeps what that needs. */
export function canResume({ state }: CallSnapshot): boolean {
  return keepsCalls() && ['ringing', 'incoming', 'resuming', 'active'].includes(state.phase);
}
