import { spawn } from 'node:child_process';

/** How a child process ended, with all it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly timedOut: boolean;
}

/** Most of a child's output that is kept; the end of it explains a failure. */
const keptCharacters = 200_000;

export interface RunOptions {
  /** Milliseconds after which the program and everything it started is ended. */
  readonly timeout: number;
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a script of package.json to its end. */
export function runNpmScript(name: string, options: RunOptions): Promise<Ended> {
  return runProgram('npm', ['run', '--silent', name], options);
}

/** Runs this same Node with `args` to its end. */
export function runNode(args: readonly string[], options: RunOptions): Promise<Ended> {
  return runProgram(process.execPath, args, options);
}

const isWindows = process.platform === 'win32';

function runProgram(program: string, args: readonly string[], options: RunOptions): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !isWindows,
      // npm is a .cmd file there, which only the shell can start.
      shell: isWindows && program === 'npm',
    });
    let output = '';
    let timedOut = false;
    const keep = (chunk: string): void => void (output = (output + chunk).slice(-keptCharacters));
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    const timer = setTimeout(() => {
      timedOut = true;
      endGroup(child.pid);
    }, options.timeout);
    child.on('error', (error) => keep(String(error)));
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output, timedOut });
    });
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    // The child leads a process group of its own, so its browsers end with it.
    process.kill(isWindows ? pid : -pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}
