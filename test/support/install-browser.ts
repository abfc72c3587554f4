import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser } from './find-browser.js';

/** A browser to test in, installed on Debian and Ubuntu where that is allowed; null when the person has to install one. */
export function findOrInstallBrowser(say: (line: string) => void): string | null {
  const found = findBrowser();
  if (found) return found;
  const prefix = administrator();
  if (!prefix || !existsSync('/usr/bin/apt-get')) return null;
  say('No Chrome, Chromium or Edge found: installing Debian’s chromium (apt-get) ...');
  const run = (...command: string[]): boolean => {
    const [program = '', ...args] = [...prefix, ...command];
    return spawnSync(program, args, { stdio: 'ignore', timeout: 600_000 }).status === 0;
  };
  run('apt-get', 'update');
  run('env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', '--no-install-recommends', 'chromium');
  return findBrowser();
}

/** Words in front of a command that needs root; null where root cannot be had without a password. */
function administrator(): string[] | null {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null;
}
