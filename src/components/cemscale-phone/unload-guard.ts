import type { ReactiveController } from 'lit';
import type { CallSnapshot } from '../../phone/call-state.js';
import { isLive, type SoftphoneSnapshot } from '../../softphone/snapshot.js';
import { canResume } from '../../softphone/can-resume.js';

/** Lets the browser ask before the page goes, for as long as it would take a call with it. */
export class UnloadGuard implements ReactiveController {
  #on = false;

  hostDisconnected(): void {
    this.#use(false);
  }

  follow({ calls, elsewhere }: SoftphoneSnapshot): void {
    this.#use(!elsewhere && calls.some(wouldEnd));
  }

  #use(on: boolean): void {
    if (on === this.#on) return;
    this.#on = on;
    // Only while it matters: a page with such a listener is kept out of the back/forward cache by some browsers.
    if (on) window.addEventListener('beforeunload', ask);
    else window.removeEventListener('beforeunload', ask);
  }
}

/** A call that only rings here is the caller's: it goes on without this page. */
function wouldEnd(call: CallSnapshot): boolean {
  return isLive(call) && call.state.phase !== 'incoming' && !canResume(call);
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
