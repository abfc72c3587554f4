import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket, WebSocketServer, type RawData } from 'ws';

/** `up`: from the page to the platform. */
export type Way = 'up' | 'down';

/** What is wrong with a wire; as it comes nothing is. */
export interface WireFaults {
  /** New sockets get 503. */
  readonly refuse: boolean;
  /** Each message is held back for so long; the order stays. */
  readonly delayMs: number;
  /** Each message comes twice. */
  readonly duplicate: boolean;
  /**
   * `fragments`: in WebSocket fragments of a few bytes, which is allowed (RFC 6455 section 5.4). `halves`: each SIP
   * message in two messages of the socket, and `pairs`: two in one, both of which RFC 7118 section 5 forbids.
   */
  readonly frames: 'whole' | 'fragments' | 'halves' | 'pairs';
}

/** What a test does to a wire, all at once, faults first. */
export interface WireCommand {
  readonly faults?: Partial<WireFaults>;
  /** Ends the sockets of now without a closing handshake; `page`: the platform's side stays open, as on a dead network. */
  readonly cut?: 'both' | 'page';
  /** The sockets of now stay open and carry nothing any more in these ways. */
  readonly swallow?: readonly Way[];
}

/** How a wire is, and what it has carried. */
export interface WireState {
  /** Address for the page. */
  readonly url: string;
  /** Sockets of the page that are open, and that there were. */
  readonly open: number;
  readonly opened: number;
  /** Messages that were given to it, swallowed ones included, by method, and by status and method: `BYE`, `200 BYE`. */
  readonly said: Readonly<Record<Way, Readonly<Record<string, number>>>>;
}

const wholeWire: WireFaults = { refuse: false, delayMs: 0, duplicate: false, frames: 'whole' };
const FRAGMENT_BYTES = 50;

/** A wire between pages and the SIP socket of a platform that can be spoiled. */
export class FaultyWire {
  readonly #server = createServer();
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #target: string;
  readonly #links = new Set<Link>();
  readonly #said: Record<Way, Record<string, number>> = { up: {}, down: {} };
  #faults = wholeWire;
  #opened = 0;

  private constructor(target: string) {
    this.#target = target;
    this.#server.on('upgrade', (request, socket, head) => {
      if (this.#faults.refuse) return void socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
      this.#sockets.handleUpgrade(request, socket, head, (page) => this.#link(page, request.url ?? ''));
    });
  }

  /** Listens on a port of its own. `target`: WebSocket address of the SIP server. */
  static async start(target: string): Promise<FaultyWire> {
    const wire = new FaultyWire(target);
    await new Promise<void>((resolve) => wire.#server.listen(0, '127.0.0.1', resolve));
    return wire;
  }

  get state(): WireState {
    const { port } = this.#server.address() as AddressInfo;
    const url = `ws://localhost:${port}${new URL(this.#target).pathname}`;
    const open = [...this.#links].filter(({ isOpen }) => isOpen).length;
    return { url, open, opened: this.#opened, said: this.#said };
  }

  obey({ faults, cut, swallow }: WireCommand): WireState {
    this.#faults = { ...this.#faults, ...faults };
    for (const link of this.#links) {
      for (const way of swallow ?? []) link.swallow(way);
      if (cut) link.cut(cut);
    }
    return this.state;
  }

  async close(): Promise<void> {
    for (const link of this.#links) link.cut('both');
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #link(page: WebSocket, path: string): void {
    this.#opened += 1;
    const platform = new WebSocket(new URL(path, this.#target), 'sip');
    const link = new Link(page, platform, {
      faults: () => this.#faults,
      said: (way, text) => {
        const name = nameOf(text);
        this.#said[way][name] = (this.#said[way][name] ?? 0) + 1;
      },
      over: () => this.#links.delete(link),
    });
    this.#links.add(link);
  }
}

interface LinkOptions {
  readonly faults: () => WireFaults;
  readonly said: (way: Way, text: string) => void;
  readonly over: () => void;
}

/** One socket of a page and the one that stands for it at the platform. */
class Link {
  readonly #options: LinkOptions;
  readonly #ends: Readonly<Record<Way, WebSocket>>;
  readonly #swallowed = new Set<Way>();
  readonly #queues: Record<Way, Promise<void>>;
  readonly #unpaired: Record<Way, string> = { up: '', down: '' };

  constructor(page: WebSocket, platform: WebSocket, options: LinkOptions) {
    this.#options = options;
    this.#ends = { up: platform, down: page };
    const open = new Promise<void>((resolve) => platform.on('open', resolve));
    this.#queues = { up: open, down: open };
    page.on('message', (data) => this.#pass('up', data));
    platform.on('message', (data) => this.#pass('down', data));
    for (const socket of [page, platform]) {
      socket.on('error', () => undefined);
      socket.on('close', () => this.#closed(socket));
    }
  }

  get isOpen(): boolean {
    return this.#ends.down.readyState === WebSocket.OPEN;
  }

  swallow(way: Way): void {
    this.#swallowed.add(way);
  }

  cut(whom: 'both' | 'page'): void {
    if (whom === 'page') this.#swallowed.add('up').add('down');
    this.#ends.down.terminate();
    if (whom === 'both') this.#ends.up.terminate();
  }

  /** A wire that carries nothing tells nobody of a socket that was closed, either. */
  #closed(socket: WebSocket): void {
    const { up, down } = this.#ends;
    if (up.readyState === WebSocket.CLOSED && down.readyState === WebSocket.CLOSED) this.#options.over();
    if (!this.#swallowed.has(socket === down ? 'up' : 'down')) (socket === down ? up : down).terminate();
  }

  #pass(way: Way, data: RawData): void {
    const { delayMs } = this.#options.faults();
    const due = performance.now() + delayMs;
    this.#options.said(way, String(data));
    this.#queues[way] = this.#queues[way].then(async () => {
      if (due > performance.now()) await sleep(due - performance.now());
      this.#deliver(way, String(data));
    });
  }

  #deliver(way: Way, text: string): void {
    const { duplicate, frames } = this.#options.faults();
    const socket = this.#ends[way];
    if (this.#swallowed.has(way) || socket.readyState !== WebSocket.OPEN) return;
    const isKeepAlive = text.trim() === '';
    for (let copies = duplicate ? 2 : 1; copies > 0; copies -= 1) {
      if (isKeepAlive || frames === 'whole') socket.send(text);
      else if (frames === 'fragments') sendFragments(socket, text);
      else if (frames === 'halves') sendHalves(socket, text);
      else this.#sendPair(way, text);
    }
  }

  #sendPair(way: Way, text: string): void {
    const first = this.#unpaired[way];
    this.#unpaired[way] = first === '' ? text : '';
    if (first !== '') this.#ends[way].send(first + text);
  }
}

function sendFragments(socket: WebSocket, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += FRAGMENT_BYTES) {
    const fin = at + FRAGMENT_BYTES >= bytes.length;
    socket.send(bytes.subarray(at, at + FRAGMENT_BYTES), { binary: false, fin });
  }
}

function sendHalves(socket: WebSocket, text: string): void {
  const middle = Math.floor(text.length / 2);
  socket.send(text.slice(0, middle));
  socket.send(text.slice(middle));
}

function nameOf(text: string): string {
  const status = /^SIP\/2\.0 (\d{3})/.exec(text)?.[1];
  const method = /^CSeq:\s*\d+\s+(\w+)/im.exec(text)?.[1] ?? '';
  return status === undefined ? method : `${status} ${method}`;
}
