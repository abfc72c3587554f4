import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallSnapshot } from '../../phone/call-state.js';
import type { Unsubscribe } from '../../shared/emitter.js';
import { routesOf } from '../../softphone/audio/routes.js';
import { isLive } from '../../softphone/snapshot.js';
import type { Softphone } from '../../softphone/softphone.js';
import type { SoftphoneSnapshot } from '../../softphone/snapshot.js';
import { Tones, type Routes } from './tones.js';

type Loop = 'ringtone' | 'ringback' | 'waiting' | null;

/** The one element of each core that makes its sounds, however many show it. */
const speakers = new WeakMap<Softphone, Sounds>();

/** Gestures from which on a browser lets a page be heard. */
const touches = ['pointerdown', 'pointerup', 'keydown'] as const;

/** Makes the sounds of a phone follow its snapshot. */
export class Sounds implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #tones: Tones | undefined;
  #wanted: Loop = null;
  #softphone: Softphone | undefined;
  #stopRouting: Unsubscribe | undefined;
  /** Undefined until the choices are there. */
  #routes: (() => Routes) | undefined;
  #blocked = false;
  /** Another tab rings in place of this one. */
  ringsElsewhere = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** A call would ring unheard, now or later: the browser waits for the page to be touched. */
  get ringtoneBlocked(): boolean {
    return this.#blocked;
  }

  hostDisconnected(): void {
    this.silence();
  }

  /** Rings, rings back or is silent, as the snapshot says. */
  follow(softphone: Softphone, snapshot: SoftphoneSnapshot): void {
    if (this.#softphone !== softphone) this.#use(softphone);
    if (!speakers.has(softphone)) speakers.set(softphone, this);
    if (snapshot.status !== 'offline') this.#prepare(softphone);
    const loop = speakers.get(softphone) === this ? loopOf(snapshot) : null;
    this.#play(loop === 'ringtone' && this.ringsElsewhere ? null : loop);
  }

  /** Lets a key be heard. */
  key(key: string): void {
    this.#synthesiser().key(key);
  }

  /** Lets sounds be heard from now on, from within a gesture. */
  unblock(): void {
    this.#synthesiser().resume();
    void this.#ask();
  }

  /** Ends every sound and gives the sound devices back. */
  silence(): void {
    if (this.#softphone && speakers.get(this.#softphone) === this) speakers.delete(this.#softphone);
    this.#play(null);
    this.#stopRouting?.();
    this.#stopRouting = this.#routes = this.#softphone = undefined;
    this.#tones?.close();
    this.#tones = undefined;
    this.#listen(false);
  }

  #use(softphone: Softphone): void {
    this.silence();
    this.#softphone = softphone;
  }

  /** Before the first call: where it will ring, and whether the browser lets it. */
  #prepare(softphone: Softphone): void {
    if (this.#stopRouting) return;
    this.#stopRouting = () => undefined;
    void this.#ask();
    softphone.audio().then((audio) => {
      if (this.#softphone !== softphone) return;
      this.#stopRouting = audio.on('change', (state) => this.#tones?.route(routesOf(state)));
      this.#routes = () => routesOf(audio.state);
      this.#tones?.route(this.#routes());
    }, ignore);
  }

  #play(wanted: Loop): void {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (wanted === 'ringtone') this.#synthesiser().ring();
    else if (wanted === 'ringback') this.#synthesiser().ringBack();
    else if (wanted === 'waiting') this.#synthesiser().callWaiting();
    else this.#tones?.stop();
  }

  #synthesiser(): Tones {
    if (this.#tones) return this.#tones;
    const tones = new Tones();
    if (this.#routes) tones.route(this.#routes());
    this.#tones = tones;
    return tones;
  }

  /** Whether the browser lets this page be heard. Asked again with each touch until it does. */
  async #ask(): Promise<void> {
    const blocked = !navigator.userActivation?.hasBeenActive && (await holdsSoundBack());
    if (!this.#softphone || blocked === this.#blocked) return;
    this.#listen(blocked);
    this.#host.requestUpdate();
  }

  #listen(blocked: boolean): void {
    this.#blocked = blocked;
    for (const type of touches) {
      if (blocked) document.addEventListener(type, this.#onTouch, { capture: true });
      else document.removeEventListener(type, this.#onTouch, { capture: true });
    }
  }

  readonly #onTouch = (): void => this.unblock();
}

/**
 * Whether the browser would play nothing that this page starts by itself. An element says so at once, and unlike an
 * audio context without a word in the console.
 */
async function holdsSoundBack(): Promise<boolean> {
  const probe = new Audio();
  // Nothing to play: where it may, it waits for ever.
  probe.srcObject = new MediaStream();
  const refused = probe.play().then(
    () => false,
    (error: unknown) => error instanceof Error && error.name === 'NotAllowedError',
  );
  const waits = new Promise<false>((resolve) => setTimeout(() => resolve(false), 200));
  const answer = await Promise.race([refused, waits]);
  probe.srcObject = null;
  return answer;
}

function loopOf({ calls, currentCall, threeWay, elsewhere }: SoftphoneSnapshot): Loop {
  const state = currentCall?.state;
  // Who calls is told where the person is; what belongs to a call is heard where it is spoken.
  if (elsewhere) return calls.filter(isLive).every(rings) && calls.some(rings) ? 'ringtone' : null;
  // Whoever waits for a third one alone would hear nothing: a conference has no ringback.
  if (
    threeWay?.third &&
    (!threeWay.conferenceName || threeWay.participants.every(({ isSelf, status }) => isSelf || status === 'held'))
  )
    return 'ringback';
  if (calls.some(rings)) {
    const isTalking = calls.some((call) => isLive(call) && !rings(call));
    return isTalking ? 'waiting' : 'ringtone';
  }
  return state?.phase === 'ringing' && !state.earlyMedia ? 'ringback' : null;
}

function rings({ state }: CallSnapshot): boolean {
  return state.phase === 'incoming';
}

/** A phone without sounds of its own still works. */
function ignore(): void {}
