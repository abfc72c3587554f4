/** Sees every SIP message of the page; return another text to change it, null to lose it. */
export interface WireTap {
  incoming?: (text: string, wire: Wire) => string | null;
  outgoing?: (text: string, wire: Wire) => string | null;
}

/** One socket, for taps that answer in the server's place. */
export interface Wire {
  /** Delivers a message to the page as if the server had sent it. */
  deliver(text: string): void;
}

/** Puts a tap on every WebSocket that the page opens from now on. Returns the way to take it off. */
export function tapWire(tap: WireTap): () => void {
  const Original = globalThis.WebSocket;
  class TappedSocket extends Original implements Wire {
    readonly #listeners: ((event: MessageEvent) => void)[] = [];

    deliver(text: string): void {
      for (const listener of this.#listeners) listener(new MessageEvent('message', { data: text }));
    }

    override addEventListener(type: string, listener: unknown, options?: AddEventListenerOptions): void {
      const call = listener as (event: Event) => void;
      if (type !== 'message') return super.addEventListener(type, call, options);
      this.#listeners.push(call);
      super.addEventListener('message', (event) => {
        const text = typeof event.data === 'string' ? (tap.incoming ?? keep)(event.data, this) : event.data;
        if (text !== null) call(new MessageEvent('message', { data: text }));
      });
    }

    override send(data: string): void {
      const text = (tap.outgoing ?? keep)(data, this);
      if (text !== null) super.send(text);
    }
  }
  globalThis.WebSocket = TappedSocket;
  return () => void (globalThis.WebSocket = Original);
}

const keep = (text: string): string => text;

/** Whether this is a request of that method inside an established dialog (its To has a tag). */
export function isInDialog(text: string, method: string): boolean {
  return text.startsWith(`${method} `) && /^To:.*;tag=/im.test(text);
}

/** Status of a response to that method, or 0. */
export function statusOf(text: string, method: string): number {
  const status = Number(/^SIP\/2\.0 (\d{3})/.exec(text)?.[1] ?? 0);
  return new RegExp(`^CSeq:\\s*\\d+ ${method}\\s*$`, 'im').test(text) ? status : 0;
}

/** The response that a server would send to this request. */
export function responseTo(request: string, status: string, ...extra: string[]): string {
  const copied = request.split('\r\n').filter((line) => /^(Via|From|To|Call-ID|CSeq):/i.test(line));
  return [`SIP/2.0 ${status}`, ...copied, ...extra, 'Content-Length: 0', '', ''].join('\r\n');
}

/** The message with another body and the right length. */
export function withBody(text: string, change: (body: string) => string): string {
  const [head = '', body = ''] = splitOnce(text, '\r\n\r\n');
  const next = change(body);
  return `${head.replace(/^Content-Length:.*$/im, `Content-Length: ${new TextEncoder().encode(next).length}`)}\r\n\r\n${next}`;
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
}
