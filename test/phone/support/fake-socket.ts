type Listener = (event: { data?: string; code?: number }) => void;

/** A WebSocket whose other end is the test. */
export class FakeSocket {
  readyState = 0;
  binaryType = 'blob';
  /** Half-open: it stays, and carries nothing any more. */
  isDead = false;
  onSend: (text: string) => void = () => {};
  onGone: () => void = () => {};
  readonly #listeners = new Map<string, Listener[]>();

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  send(text: string): void {
    this.onSend(text);
  }

  /** The page lets go of it. */
  close(): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onGone();
  }

  get carries(): boolean {
    return this.readyState === 1 && !this.isDead;
  }

  open(): void {
    if (this.readyState !== 0) return;
    this.readyState = 1;
    this.#tell('open', {});
  }

  deliver(data: string): void {
    this.#tell('message', { data });
  }

  /** The network takes it away. */
  fail(): void {
    if (this.readyState === 3) return;
    this.close();
    this.#tell('close', { code: 1006 });
  }

  #tell(type: string, event: Parameters<Listener>[0]): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }
}
