// What the interop tests need of Debian, and how it gets here without any service of the machine being started.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

const packages = {
  kamailio: ['kamailio', 'kamailio-websocket-modules', 'kamailio-utils-modules'],
  rtpengine: ['rtpengine-daemon'],
  turnserver: ['coturn'],
  sipp: ['sip-tester'],
  baresip: ['baresip'],
};

/** Asked by dpkg before a package starts its service. */
const policy = '/usr/sbin/policy-rc.d';

const isThere = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
const isInstalled = (name) =>
  spawnSync('dpkg-query', ['-W', '-f=${db:Status-Status}', name], { encoding: 'utf8' }).stdout === 'installed';
/** Debian's program without what Debian keeps in packages of its own, such as modules. */
const isPartial = (command) => {
  const [program, ...others] = packages[command];
  return others.length > 0 && isInstalled(program) && !others.every(isInstalled);
};
const missing = () => Object.keys(packages).filter((command) => !isThere(command) || isPartial(command));

/** Installs what is missing. Answers why the tests cannot run here, or null. */
export function install() {
  const absent = missing();
  if (absent.length === 0) return null;
  const names = absent.join(', ');
  if (process.platform !== 'linux' || !isThere('apt-get')) return `${names} not installed, and no apt here.`;
  if (process.getuid?.() !== 0) return `${names} not installed, and only root may install.`;
  const wanted = absent.flatMap((name) => packages[name]);
  console.log(`Installing ${wanted.join(', ')} …`);
  const problem = withoutServices(() => aptInstall(wanted));
  if (problem) return `apt could not install ${wanted.join(', ')}: ${problem}`;
  const still = missing();
  return still.length > 0 ? `${still.join(', ')} still missing.` : null;
}

function aptInstall(names) {
  const apt = (...args) =>
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 600_000,
    });
  apt('update', '-qq');
  const { status, stderr, error } = apt('install', '-y', '-qq', '--no-install-recommends', ...names);
  return status === 0 ? null : (error?.message ?? stderr.trim().split('\n').at(-1) ?? `exit code ${status}`);
}

/** A machine that has a policy of its own keeps it. */
function withoutServices(task) {
  if (existsSync(policy)) return task();
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return task();
  } finally {
    rmSync(policy);
  }
}
