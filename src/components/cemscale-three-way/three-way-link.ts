import type { ReactiveController } from 'lit';
import type { ThreeWay } from '../../phone/three-way/three-way.js';
import type { Unsubscribe } from '../../shared/emitter.js';
import { CallError } from '../../shared/errors.js';
import { presenceBoard, type PresenceBoard } from '../../softphone/presence-board.js';
import { offlineSnapshot, type SoftphoneSnapshot } from '../../softphone/snapshot.js';
import type { Softphone } from '../../softphone/softphone.js';
import { CoreFinder, type CoreSeeker, type FindProblem } from '../internal/core-finder.js';
import { ThreeWayChangedEvent, ThreeWayEndedEvent, ThreeWayStartedEvent } from '../three-way-events.js';
import { ThreeWayError } from '../../phone/three-way/errors.js';
import type { PhoneElement } from '../internal/phone-watch.js';
import { askPage } from './ask-page.js';

const usualPeople = 3;

export interface ThreeWayHost extends CoreSeeker {
  /** A phone around it tells the facts. */
  readonly embedded: boolean;
  readonly maxPeople: number;
}

/** Ties the element to the core of its phone: redraws it with each snapshot and tells the facts as events. */
export class ThreeWayLink implements ReactiveController {
  readonly #host: ThreeWayHost;
  readonly #finder: CoreFinder;
  readonly #adding = new Map<string, Promise<void>>();
  #stops: Unsubscribe[] = [];
  /** Colleagues to suggest, and names; null without a core. */
  board: PresenceBoard | null = null;
  /** Another number with each change of the board. */
  turn = 0;

  constructor(host: ThreeWayHost) {
    this.#host = host;
    this.#finder = new CoreFinder(host, (softphone) => this.#use(softphone));
    host.addController(this);
  }

  get softphone(): Softphone | undefined {
    return this.#finder.softphone;
  }

  /** The phone of the page that shows the same core; null without one. */
  get phone(): PhoneElement | null {
    return this.#finder.phone;
  }

  get snapshot(): SoftphoneSnapshot {
    return this.softphone?.snapshot ?? offlineSnapshot;
  }

  /** Why there is no core; null when there is one. */
  get problem(): FindProblem | null {
    return this.#finder.problem;
  }

  hostConnected(): void {}

  /** Rejects with `CallError` (`not-online`) without a core. */
  async threeWay(): Promise<ThreeWay> {
    const { softphone } = this;
    if (!softphone) throw CallError.notOnline();
    const threeWay = await softphone.threeWay().catch((cause: unknown) => {
      throw ThreeWayError.refused('be asked: its part of the phone did not load', cause);
    });
    const { maxPeople } = this.#host;
    // One element that says nothing of it does not take back what another, or the page, has set.
    if (maxPeople !== usualPeople) threeWay.maxPeople = maxPeople;
    return threeWay;
  }

  /** The same number twice is one wish, of which the page is asked once. */
  add(number: string): Promise<void> {
    const known = this.#adding.get(number);
    if (known) return known;
    const adding = this.#add(number).finally(() => this.#adding.delete(number));
    this.#adding.set(number, adding);
    return adding;
  }

  /** After `cemscale-call-request`: of the phone on the page, so that it is one call to it, else of this element. */
  async #add(number: string): Promise<void> {
    const threeWay = await this.threeWay();
    const { phone } = this.#finder;
    if (phone?.addParticipant) return phone.addParticipant(number);
    await askPage(this.#host, number);
    await threeWay.addParticipant(number);
  }

  #use(softphone: Softphone | undefined): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.board = softphone ? presenceBoard(softphone) : null;
    if (!softphone || !this.board) return;
    const redraw = (): void => this.#host.requestUpdate();
    this.#stops = [
      this.board.use(),
      this.board.on('change', () => {
        this.turn += 1;
        redraw();
      }),
      softphone.on('statechange', redraw),
      softphone.on('three-way-started', (session) =>
        this.#tell(new ThreeWayStartedEvent(session, this.#tellsAll)),
      ),
      softphone.on('three-way-changed', (session) =>
        this.#tell(new ThreeWayChangedEvent(session, this.#tellsAll)),
      ),
      softphone.on('three-way-ended', (end) => this.#tell(new ThreeWayEndedEvent(end, this.#tellsAll))),
    ];
  }

  /** A phone on the page tells the page already: here the facts are for listeners of this element only. */
  get #tellsAll(): boolean {
    return this.#finder.phone === null;
  }

  #tell(event: Event): void {
    if (!this.#host.embedded) this.#host.dispatchEvent(event);
  }
}
