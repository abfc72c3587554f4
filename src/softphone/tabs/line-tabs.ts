import { Emitter } from '../../shared/emitter.js';
import { TabPlace, type Elsewhere, type TabPlaceEvents, type TabPlaceOptions } from './tab-place.js';

/** The tabs that share the phone of a line: those of its token endpoint and extension, each in its own place. */
export class LineTabs extends Emitter<TabPlaceEvents> {
  readonly #tokenUrl: string | null;
  readonly #options: Pick<TabPlaceOptions, 'core' | 'clock' | 'records'>;
  #place: TabPlace | null = null;
  #extension = '';

  /** `tokenUrl`: null for other ways to a grant, which have no name that tabs could share. */
  constructor(tokenUrl: string | null, options: Pick<TabPlaceOptions, 'core' | 'clock' | 'records'>) {
    super();
    this.#tokenUrl = tokenUrl;
    this.#options = options;
  }

  /** The phone in another tab; null while it is here, or nowhere. */
  get elsewhere(): Elsewhere | null {
    return this.#place?.isElsewhere ? this.#place : null;
  }

  /**
   * Takes part for this extension, and no longer for another. Where the browser has no locks or no channel between tabs
   * each tab has a phone of its own, and leads at once.
   */
  join(extensionId: string): void {
    if (extensionId === this.#extension) return;
    this.leave()();
    this.#extension = extensionId;
    // Old browsers, and pages without TLS, have none.
    const locks = navigator.locks as LockManager | undefined;
    if (this.#tokenUrl === null || !locks || typeof BroadcastChannel === 'undefined') return this.emit('lead', []);
    const name = `cemscale-softphone ${this.#tokenUrl} ${extensionId}`;
    const place = new TabPlace({ ...this.#options, name, locks, broadcast: new BroadcastChannel(name) });
    this.#place = place;
    place.on('lead', (records) => this.emit('lead', records));
    place.on('follow', () => this.emit('follow'));
    place.on('let-go', () => this.emit('let-go'));
    place.on('shown', (shown) => this.emit('shown', shown));
    place.on('stranger', (error) => this.emit('stranger', error));
    place.on('signed-out', () => this.emit('signed-out'));
    place.start();
  }

  /** Takes no part any more; whoever follows leads once the returned function is called. */
  leave(): () => void {
    const place = this.#place;
    this.#place = null;
    this.#extension = '';
    return () => place?.leave();
  }

  /** The calls here, or what is needed to go on with them, are others now. */
  tell(): void {
    this.#place?.tell();
  }

  /** Says in all tabs that the person has signed out. */
  signOut(): void {
    this.#place?.signOut();
  }
}
