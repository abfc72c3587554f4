import type { ReactiveController } from 'lit';
import { openPreferences, type Preferences } from '../../softphone/preferences.js';
import type { Unsubscribe } from '../../shared/emitter.js';
import type { CoreView } from '../internal/uses.js';

/** More are no favourites any more. */
const MOST = 200;

/** The people whom the person at this page has starred, kept with their preferences. */
export class Favourites implements ReactiveController {
  readonly #host: CoreView;
  #owner = '';
  #preferences: Preferences | null = null;
  #stop: Unsubscribe | undefined;
  /** Extensions; the same list until it changes. */
  numbers: readonly string[] = [];

  constructor(host: CoreView) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  hostUpdate(): void {
    const owner = this.#host.softphone?.snapshot.extension?.id ?? '';
    if (owner !== this.#owner) void this.#open(owner);
  }

  hostDisconnected(): void {
    void this.#open('');
  }

  has(number: string): boolean {
    return this.numbers.includes(number);
  }

  /** Stars somebody, or takes the star away. */
  toggle(number: string): void {
    const others = this.numbers.filter((one) => one !== number);
    const next = this.has(number) ? others : [...others, number].slice(-MOST);
    void this.#preferences?.set('favourites', next);
  }

  async #open(owner: string): Promise<void> {
    this.#stop?.();
    this.#stop = undefined;
    this.#preferences = null;
    this.#owner = owner;
    if (owner === '') return;
    const preferences = await openPreferences(owner);
    if (this.#owner !== owner) return;
    this.#preferences = preferences;
    this.#stop = preferences.on('change', (name) => name === 'favourites' && this.#read(preferences));
    this.#read(preferences);
  }

  #read(preferences: Preferences): void {
    const kept: unknown = preferences.get('favourites');
    this.numbers = Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
    this.#host.requestUpdate();
  }
}
