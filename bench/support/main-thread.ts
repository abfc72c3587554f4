/** What Chromium is asked to write down: one event for each task of a thread, with the time by the clock and of the CPU. */
export const traceCategories = ['__metadata', 'disabled-by-default-devtools.timeline'];

/** A task of the main thread, in milliseconds. What else runs on the machine is in the time by the clock alone. */
export interface Task {
  readonly clock: number;
  readonly cpu: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The tasks of the main threads of pages, from a trace of Chromium (JSON). */
export function mainThreadTasks(trace: string): Task[] {
  const { traceEvents } = JSON.parse(trace) as { readonly traceEvents: readonly TraceEvent[] };
  const idOf = ({ pid, tid }: TraceEvent): string => `${pid}:${tid}`;
  const main = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(idOf),
  );
  return traceEvents
    .filter((event) => event.name === 'RunTask' && main.has(idOf(event)))
    .map(({ dur = 0, tdur = 0 }) => ({ clock: dur / 1000, cpu: tdur / 1000 }));
}

/** `0 tasks over 50 ms of CPU time (longest 31 ms), 3 by the clock (longest 79 ms)`. */
export function longTasks(tasks: readonly Task[]): string {
  const over = (times: readonly number[]): number => times.filter((time) => time > 50).length;
  const longest = (times: readonly number[]): string => Math.max(0, ...times).toFixed(0);
  const [cpu, clock] = [tasks.map((task) => task.cpu), tasks.map((task) => task.clock)];
  return (
    `${over(cpu)} tasks over 50 ms of CPU time (longest ${longest(cpu)} ms), ` +
    `${over(clock)} by the clock (longest ${longest(clock)} ms)`
  );
}
