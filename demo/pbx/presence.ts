import { Emitter } from '../../src/shared/emitter.js';
import type { Call } from './b2bua/call.js';
import type { Exchange } from './b2bua/exchange.js';
import type { Extension } from './company.js';
import type { Registrar } from './sip/registrar.js';

/** `offline` is not registered or signed out by hand, `busy` is set by hand; the rest is what the phone does. */
export type PresenceStatus = 'available' | 'ringing' | 'on_call' | 'busy' | 'offline';

export interface PresenceChange {
  readonly extension: string;
  readonly status: PresenceStatus;
  /** The call behind the status, if one is. */
  readonly callUuid: string | null;
}

export interface PresenceEvents {
  change: PresenceChange;
}

/** What every extension does, derived from registrations, calls and what people set; emits `change` only when the status differs. */
export class Presence extends Emitter<PresenceEvents> {
  readonly #extensions: () => readonly Extension[];
  readonly #registrar: Registrar;
  readonly #exchange: Exchange;
  readonly #known = new Map<string, PresenceStatus>();

  constructor(extensions: () => readonly Extension[], registrar: Registrar, exchange: Exchange) {
    super();
    this.#extensions = extensions;
    this.#registrar = registrar;
    this.#exchange = exchange;
    registrar.on('change', ({ extension }) => this.#update(extension));
    exchange.on('start', (call) => this.#updateAll(call));
    exchange.on('answer', (call) => this.#updateAll(call));
    exchange.on('change', () => {
      for (const { number } of this.#extensions()) this.#update(number);
    });
    exchange.on('end', ({ call }) => this.#updateAll(call));
  }

  /** Everybody, in the order of the company. */
  all(): PresenceChange[] {
    return this.#extensions().map(({ number }) => this.of(number));
  }

  of(extension: string): PresenceChange {
    const call = this.#exchange.calls.find((one) => one.extensions.includes(extension));
    const callUuid = call?.caller.uuid ?? null;
    if (call !== undefined) return { extension, status: statusIn(call, extension), callUuid };
    return { extension, status: this.#withoutCall(extension), callUuid };
  }

  /** To be called after somebody set their presence by hand. */
  refresh(extension: string): void {
    this.#update(extension);
  }

  #withoutCall(extension: string): PresenceStatus {
    const manual = this.#extensions().find(({ number }) => number === extension)?.manualPresence ?? 'available';
    if (manual !== 'available') return manual;
    return this.#registrar.isRegistered(extension) ? 'available' : 'offline';
  }

  #updateAll(call: Call): void {
    for (const extension of call.extensions) this.#update(extension);
  }

  #update(extension: string): void {
    const change = this.of(extension);
    if ((this.#known.get(extension) ?? 'offline') === change.status) return;
    this.#known.set(extension, change.status);
    this.emit('change', change);
  }
}

function statusIn(call: Call, extension: string): PresenceStatus {
  return call.ringsAt(extension) ? 'ringing' : 'on_call';
}
