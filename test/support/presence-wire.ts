import type { TokenGrant } from '../../src/api/token.js';
import type { PresenceStatus } from '../../src/api/types/presence.js';

interface ListedPerson {
  readonly id: string;
  readonly extension: string;
  readonly displayName: string;
  readonly department: string | null;
}

const permissions = ['calls:originate', 'presence:read', 'presence:write', 'events:read', 'extensions:read'];

let wires = 0;

/**
 * For browser tests only: the wire of a company of any size, in place of `fetch` and `WebSocket`. What is above it is
 * the real client, board and element.
 */
export class PresenceWire {
  /** Each has a core of its own. */
  readonly tokenUrl = `/__wire/${(wires += 1)}/token`;
  readonly presence = new Map<string, PresenceStatus>();
  people: ListedPerson[] = [];
  permissions: readonly string[] = permissions;
  /** Event sockets close as soon as they open. */
  refusesSockets = false;
  /** Status that REST answers with, by the end of the path. */
  readonly failures = new Map<string, number>();
  /** Verb and path of each request. */
  readonly requests: string[] = [];
  readonly sockets = new Set<WireSocket>();
  opened = 0;
  readonly #before = { fetch: globalThis.fetch, WebSocket: globalThis.WebSocket };

  constructor() {
    const open = (): WireSocket => new WireSocket(this);
    const isOurs = (url: unknown): boolean => String(url).includes('/__wire/');
    const { fetch, WebSocket } = this.#before;
    globalThis.fetch = async (input, init) =>
      isOurs(input) ? this.#answer(new URL(String(input), location.href), init) : fetch(input, init);
    globalThis.WebSocket = new Proxy(WebSocket, {
      construct: (target, args: [string]) => (isOurs(args[0]) ? open() : new target(...args)),
    });
  }

  /** Somebody with a status. */
  add(extension: string, displayName: string, status: PresenceStatus, department: string | null = null): void {
    this.people.push({ id: `id${extension}`, extension, displayName, department });
    this.presence.set(extension, status);
  }

  /** The status changes and everybody who listens is told. */
  set(extension: string, status: PresenceStatus): void {
    this.presence.set(extension, status);
    this.tell('presence_change', { extension, status, callUuid: null });
  }

  tell(type: string, data: object): void {
    const text = JSON.stringify({ type, timestamp: new Date().toISOString(), data });
    for (const socket of this.sockets) socket.receive(text);
  }

  /** Ends every event socket. */
  cut(): void {
    for (const socket of [...this.sockets]) socket.end(1006);
  }

  restore(): void {
    globalThis.fetch = this.#before.fetch;
    globalThis.WebSocket = this.#before.WebSocket;
  }

  #answer({ pathname }: URL, { method = 'GET', body }: RequestInit = {}): Response {
    const path = pathname.replace(/^\/__wire\/\d+/, '');
    this.requests.push(`${method} ${path}`);
    const failure = this.failures.get(path);
    if (failure !== undefined) return Response.json({}, { status: failure });
    if (path === '/token') return Response.json(this.#grant());
    if (path === '/tickets') return Response.json({ ticket: 't' });
    if (path === '/api/calls/active') return Response.json({ calls: [] });
    if (path === '/api/extensions') return Response.json({ extensions: this.people });
    if (path === '/api/presence') return Response.json({ presence: Object.fromEntries(this.presence) });
    const own = /^\/api\/presence\/id(\w+)$/.exec(path)?.[1];
    if (own === undefined) return Response.json({}, { status: 404 });
    const { status } = JSON.parse(String(body)) as { status: PresenceStatus };
    queueMicrotask(() => this.set(own, status));
    return Response.json({ success: true });
  }

  #grant(): TokenGrant {
    const base = new URL(this.tokenUrl.replace('/token', ''), location.href).href;
    const [first] = this.people;
    return {
      ...{ token: 't', expiresAt: new Date(Date.now() + 600_000).toISOString(), apiUrl: base },
      ...{ eventsUrl: `${base.replace(/^http/, 'ws')}/ws`, iceServers: [], iceExpiresAt: '' },
      extension: { id: first?.id ?? 'x', number: first?.extension ?? 'x', displayName: first?.displayName ?? '' },
      sip: { username: 'u', password: 'p', domain: 'd', wsUri: 'wss://localhost:9', registrar: 'sip:d' },
      permissions: this.permissions,
    };
  }
}

/** One event socket of the wire. */
class WireSocket extends EventTarget {
  readonly #wire: PresenceWire;
  binaryType = 'blob';

  constructor(wire: PresenceWire) {
    super();
    this.#wire = wire;
    wire.opened += 1;
    setTimeout(() => (wire.refusesSockets ? this.end(1013) : this.dispatchEvent(new Event('open'))));
  }

  send(text: string): void {
    if (!text.includes('"auth"')) return;
    this.#wire.sockets.add(this);
    const data = { presence: Object.fromEntries(this.#wire.presence) };
    queueMicrotask(() =>
      this.receive(JSON.stringify({ type: 'presence_snapshot', timestamp: new Date().toISOString(), data })),
    );
  }

  receive(data: string): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  end(code: number): void {
    this.#wire.sockets.delete(this);
    this.dispatchEvent(new CloseEvent('close', { code }));
  }

  close(): void {
    this.#wire.sockets.delete(this);
  }
}
