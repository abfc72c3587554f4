import { Core, type URI } from 'sip.js';
import { Emitter } from '../../../src/shared/emitter.js';
import type { SipConnection } from './connection.js';

/** One way to reach an extension: a phone's contact on its socket. */
export interface Binding {
  readonly extension: string;
  readonly contact: URI;
  readonly connection: SipConnection;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export interface RegistrationChange {
  readonly extension: string;
  /** Whether the extension has any contact left. */
  readonly registered: boolean;
  readonly ip: string;
}

export interface RegistrarEvents {
  change: RegistrationChange;
}

interface Entry extends Binding {
  readonly key: string;
  readonly timer: NodeJS.Timeout;
}

const shortestSeconds = 30;
const longestSeconds = 3600;
const usualSeconds = 600;

/** Contacts of every extension (RFC 3261 section 10.3); several phones may share one. */
export class Registrar extends Emitter<RegistrarEvents> {
  readonly #entries = new Map<string, Entry>();

  bindings(extension: string): readonly Binding[] {
    return [...this.#entries.values()].filter((entry) => entry.extension === extension && entry.connection.isOpen);
  }

  isRegistered(extension: string): boolean {
    return this.bindings(extension).length > 0;
  }

  /** Executes a REGISTER that is known to be from the extension. Returns the Contact headers of the answer. */
  register(extension: string, request: Core.IncomingRequestMessage, connection: SipConnection): string[] {
    const contacts = request.getHeaders('contact');
    if (contacts.some((value) => value.trim() === '*'))
      this.#removeWhere((entry) => entry.extension === extension);
    else contacts.forEach((_, index) => this.#bind(extension, request, index, connection));
    return this.bindings(extension).map(
      ({ contact, expiresAt }) =>
        `Contact: <${contact.toString()}>;expires=${Math.round((expiresAt - Date.now()) / 1000)}`,
    );
  }

  /** Forgets every contact behind a socket that is gone. */
  removeConnection(connection: SipConnection): void {
    this.#removeWhere((entry) => entry.connection === connection);
  }

  close(): void {
    for (const entry of this.#entries.values()) clearTimeout(entry.timer);
    this.#entries.clear();
  }

  #bind(extension: string, request: Core.IncomingRequestMessage, index: number, connection: SipConnection): void {
    const header: unknown = request.parseHeader('contact', index);
    if (!(header instanceof Core.NameAddrHeader)) return;
    const instance = header.getParam('+sip.instance');
    // RFC 5626 section 6: the same device takes its own place again, whatever address it now has.
    const key = `${extension} ${instance === undefined || instance === null ? header.uri.toRaw() : `${instance} ${header.getParam('reg-id') ?? ''}`}`;
    const seconds = grantedSeconds(header.getParam('expires') ?? request.getHeader('expires'));
    if (seconds === 0) return this.#removeWhere((entry) => entry.key === key);
    clearTimeout(this.#entries.get(key)?.timer);
    const timer = setTimeout(() => this.#removeWhere((entry) => entry.key === key), seconds * 1000).unref();
    const isNew = !this.isRegistered(extension);
    this.#entries.set(key, {
      key,
      extension,
      contact: header.uri,
      connection,
      expiresAt: Date.now() + seconds * 1000,
      timer,
    });
    if (isNew) this.emit('change', { extension, registered: true, ip: connection.ip });
  }

  #removeWhere(matches: (entry: Entry) => boolean): void {
    for (const entry of [...this.#entries.values()].filter(matches)) {
      clearTimeout(entry.timer);
      this.#entries.delete(entry.key);
      if (this.isRegistered(entry.extension)) continue;
      this.emit('change', { extension: entry.extension, registered: false, ip: entry.connection.ip });
    }
  }
}

function grantedSeconds(asked: string | number | null | undefined): number {
  const seconds = asked === undefined || asked === null ? usualSeconds : Number(asked);
  if (seconds === 0) return 0;
  if (!Number.isFinite(seconds)) return usualSeconds;
  return Math.min(longestSeconds, Math.max(shortestSeconds, Math.floor(seconds)));
}
