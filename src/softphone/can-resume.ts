import type { CallSnapshot } from '../phone/call-state.js';

/** Whether this call goes on when its page goes. None does yet: a call lives in its page. */
export function canResume(_call: CallSnapshot): boolean {
  return false;
}
