import { spawn, type ChildProcess } from 'node:child_process';

// Whatever ends the tests must end what they started, too.
process.once('SIGTERM', () => process.exit(143));

/** A program of the interop tests, with what it wrote last. */
export class Program {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #log = '';

  constructor(name: string, command: string, args: readonly string[], cwd: string) {
    this.name = name;
    this.#child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const note = (data: Buffer): void => void (this.#log = (this.#log + data.toString()).slice(-200_000));
    this.#child.stdout?.on('data', note);
    this.#child.stderr?.on('data', note);
    this.#child.on('error', (error) => note(Buffer.from(error.message)));
    const kill = (): void => void (this.isRunning && process.kill(-(this.#child.pid ?? 0), 'SIGKILL'));
    process.once('exit', kill);
    this.#ended = new Promise((resolve) =>
      this.#child.on('close', () => {
        process.off('exit', kill);
        resolve();
      }),
    );
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  get log(): string {
    return this.#log;
  }

  /** Ends it with everything that it started. */
  async stop(): Promise<void> {
    const { pid } = this.#child;
    if (!this.isRunning || pid === undefined) return;
    process.kill(-pid, 'SIGTERM');
    const late = setTimeout(() => process.kill(-pid, 'SIGKILL'), 3000);
    await this.#ended;
    clearTimeout(late);
  }
}
