import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser, findFirefox } from './find-browser.js';
import { findWebKit } from './find-webkit.js';

/** A browser to test in, installed on Debian and Ubuntu where that is allowed; null when the person has to install one. */
export function findOrInstallBrowser(say: (line: string) => void): string | null {
  const found = findBrowser();
  if (found) return found;
  install('chromium', 'No Chrome, Chromium or Edge found', say);
  return findBrowser();
}

/** A Firefox in the same way; without one its tests are skipped. */
export function findOrInstallFirefox(say: (line: string) => void): string | null {
  const found = findFirefox();
  if (found) return found;
  install('firefox-esr', 'No Firefox found', say);
  return findFirefox();
}

/** WebKitGTK with its driver and a screen in memory in the same way; without them its tests are skipped. */
export function findOrInstallWebKit(say: (line: string) => void): string | null {
  const found = findWebKit();
  if (found) return found;
  install('webkit2gtk-driver xvfb xauth', 'No WebKitGTK found', say);
  return findWebKit();
}

/** What installing asks of the machine. */
export interface Machine {
  readonly hasApt: boolean;
  /** Runs a program to its end. Whether it succeeded. */
  run(program: string, ...args: readonly string[]): boolean;
}

const thisMachine: Machine = {
  hasApt: existsSync('/usr/bin/apt-get'),
  run: (program, ...args) => spawnSync(program, args, { stdio: 'ignore', timeout: 600_000 }).status === 0,
};

/** Installs Debian’s packages of these `names`, unless that takes a password or another package manager. */
export function install(
  names: string,
  reason: string,
  say: (line: string) => void,
  machine: Machine = thisMachine,
): void {
  const prefix = administrator(machine);
  if (!prefix || !machine.hasApt) return;
  say(`${reason}: installing Debian’s ${names} (apt-get) ...`);
  const run = (...command: string[]): boolean => {
    const [program = '', ...args] = [...prefix, ...command];
    return machine.run(program, ...args);
  };
  run('apt-get', 'update');
  const silently = ['env', 'DEBIAN_FRONTEND=noninteractive'];
  run(...silently, 'apt-get', 'install', '-y', '--no-install-recommends', ...names.split(' '));
}

/** Words in front of a command that needs root; null where root cannot be had without a password. */
function administrator(machine: Machine): string[] | null {
  if (process.getuid?.() === 0) return [];
  return machine.run('sudo', '-n', 'true') ? ['sudo', '-n'] : null;
}
