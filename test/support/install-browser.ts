import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser, findFirefox } from './find-browser.js';

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

function install(name: string, reason: string, say: (line: string) => void): void {
  const prefix = administrator();
  if (!prefix || !existsSync('/usr/bin/apt-get')) return;
  say(`${reason}: installing Debian’s ${name} (apt-get) ...`);
  const run = (...command: string[]): boolean => {
    const [program = '', ...args] = [...prefix, ...command];
    return spawnSync(program, args, { stdio: 'ignore', timeout: 600_000 }).status === 0;
  };
  run('apt-get', 'update');
  run('env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', '--no-install-recommends', name);
}

/** Words in front of a command that needs root; null where root cannot be had without a password. */
function administrator(): string[] | null {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null;
}
