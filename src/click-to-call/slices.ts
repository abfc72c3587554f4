/** Longest stretch of work before the page gets its turn, milliseconds: a quarter of a frame. */
const sliceLength = 4;

interface Scheduler {
  postTask(task: () => void, options: { priority: 'user-visible' }): Promise<void>;
}

/** Work that can be laid down between any two of its steps. */
export interface SlicedWork {
  /** Does a small piece. False when none is left. */
  step(): boolean;
  /** The page gets its turn, and may change, before the next step. */
  pause(): void;
  /** Steps between two looks at the clock, which cost as much as a small step; 8 unless told. */
  readonly stepsPerLook?: number;
}

/** Does work in short slices, so that no task of it delays a frame or a key. `wake` starts it, also again. */
export class Slices {
  readonly #work: SlicedWork;
  #scheduled = false;
  #stopped = false;

  constructor(work: SlicedWork) {
    this.#work = work;
  }

  wake(): void {
    if (this.#scheduled || this.#stopped) return;
    this.#scheduled = true;
    afterOthers(() => this.#run());
  }

  stop(): void {
    this.#stopped = true;
  }

  #run(): void {
    this.#scheduled = false;
    if (this.#stopped) return;
    const end = performance.now() + sliceLength;
    const { stepsPerLook = 8 } = this.#work;
    try {
      do {
        for (let i = 0; i < stepsPerLook; i += 1) if (!this.#work.step()) return;
      } while (performance.now() < end);
    } catch (error) {
      // One odd node of a page must not end the work on all others.
      reportError(error);
    }
    this.#work.pause();
    this.wake();
  }
}

/** Runs `task` in a task of its own, behind input and rendering where the browser can rank tasks. */
function afterOthers(task: () => void): void {
  const { scheduler } = globalThis as { scheduler?: Scheduler };
  if (scheduler?.postTask) {
    scheduler.postTask(task, { priority: 'user-visible' }).catch(reportError);
    return;
  }
  // Timers are held back to 4 ms when they follow each other; messages are not.
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', () => {
    port1.close();
    task();
  });
  port1.start();
  port2.postMessage(null);
}
