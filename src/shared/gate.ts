/** Lets pass what waits for it while it is open. Made open. */
export class Gate {
  #opened: Promise<void> | null = null;
  #open: () => void = () => {};

  /** Resolves as soon as it is open. */
  get passed(): Promise<void> {
    return this.#opened ?? Promise.resolve();
  }

  get isOpen(): boolean {
    return this.#opened === null;
  }

  close(): void {
    this.#opened ??= new Promise((resolve) => (this.#open = resolve));
  }

  open(): void {
    this.#opened = null;
    this.#open();
  }
}
