import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Softphone } from '../../softphone/softphone.js';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';
import type { Tones } from './tones.js';

type Loop = 'ringtone' | 'ringback' | null;

/** The one element of each core that makes its sounds, however many show it. */
const speakers = new WeakMap<Softphone, Sounds>();

/** Makes the sounds of a phone follow its snapshot. Loads the synthesiser with the first sound. */
export class Sounds implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #tones: Tones | undefined;
  #loading: Promise<Tones> | undefined;
  #wanted: Loop = null;
  #softphone: Softphone | undefined;
  #blocked = false;
  /** Another tab rings in place of this one. */
  ringsElsewhere = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** The ringtone plays, but the browser does not let it be heard until the page is touched. */
  get ringtoneBlocked(): boolean {
    return this.#blocked && this.#wanted === 'ringtone';
  }

  hostDisconnected(): void {
    this.silence();
  }

  /** Rings, rings back or is silent, as the snapshot says. */
  follow(softphone: Softphone, snapshot: SoftphoneSnapshot): void {
    if (this.#softphone !== softphone) this.silence();
    this.#softphone = softphone;
    if (!speakers.has(softphone)) speakers.set(softphone, this);
    const loop = speakers.get(softphone) === this ? loopOf(snapshot) : null;
    this.#play(loop === 'ringtone' && this.ringsElsewhere ? null : loop);
  }

  /** Lets a key be heard. */
  key(key: string): void {
    this.#load().then((tones) => tones.key(key), ignore);
  }

  /** Tries to let the ringtone be heard, from within a gesture. */
  unblock(): void {
    void this.#tones?.resume();
  }

  /** Ends every sound and gives the sound device back. */
  silence(): void {
    if (this.#softphone && speakers.get(this.#softphone) === this) speakers.delete(this.#softphone);
    this.#softphone = undefined;
    this.#play(null);
    const loading = this.#loading;
    this.#loading = this.#tones = undefined;
    loading?.then((tones) => tones.close()).catch(ignore);
  }

  #play(wanted: Loop): void {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#tones?.stop();
    if (wanted) this.#load().then(() => this.#start(wanted), ignore);
    this.#refresh();
  }

  #start(loop: Loop): void {
    // The call may have been answered while the synthesiser was on its way.
    if (loop !== this.#wanted) return;
    if (loop === 'ringtone') this.#tones?.ring();
    else this.#tones?.ringBack();
    this.#refresh();
  }

  #load(): Promise<Tones> {
    this.#loading ??= import('./tones.js').then((module) => {
      const tones = new module.Tones(() => this.#refresh());
      this.#tones = tones;
      return tones;
    });
    this.#loading.catch(() => (this.#loading = undefined));
    return this.#loading;
  }

  readonly #refresh = (): void => {
    // A context is "suspended" for a moment after every start: only a page nobody touched yet is blocked.
    const touched = navigator.userActivation?.hasBeenActive ?? false;
    const blocked = !touched && (this.#tones?.blocked ?? false);
    if (blocked === this.#blocked) return;
    this.#blocked = blocked;
    for (const type of ['pointerdown', 'keydown'] as const) {
      if (blocked) document.addEventListener(type, this.#onTouch, { capture: true });
      else document.removeEventListener(type, this.#onTouch, { capture: true });
    }
    this.#host.requestUpdate();
  };

  readonly #onTouch = (): void => this.unblock();
}

function loopOf({ currentCall, threeWay }: SoftphoneSnapshot): Loop {
  const state = currentCall?.state;
  // Whoever waits for a third one alone would hear nothing: a conference has no ringback.
  if (
    threeWay?.third &&
    (!threeWay.conferenceName || threeWay.participants.every(({ isSelf, status }) => isSelf || status === 'held'))
  )
    return 'ringback';
  if (state?.phase === 'incoming') return 'ringtone';
  return state?.phase === 'ringing' && !state.earlyMedia ? 'ringback' : null;
}

/** A phone without sounds of its own still works. */
function ignore(): void {}
