// `npm run test:interop`: our phone in Chromium against Kamailio, rtpengine, coturn, sipp and baresip.
// Installs what is missing by apt; where that is not possible it says why and succeeds without testing anything.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const packages = {
  kamailio: ['kamailio', 'kamailio-websocket-modules', 'kamailio-utils-modules'],
  rtpengine: ['rtpengine-daemon'],
  turnserver: ['coturn'],
  sipp: ['sip-tester'],
  baresip: ['baresip'],
};

// Debian puts servers where only root's PATH leads.
process.env.PATH += ':/usr/sbin:/sbin';

const skip = (reason) => {
  console.log(`Skipped: ${reason}\n0 passed, 0 failed`);
  process.exit(0);
};
const isThere = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
const missing = () => Object.keys(packages).filter((command) => !isThere(command));

/** Installs without starting any service of the machine. */
function install(names) {
  if (process.platform !== 'linux' || !isThere('apt-get'))
    skip(`${names.join(', ')} not installed, and no apt here.`);
  if (process.getuid?.() !== 0) skip(`${names.join(', ')} not installed, and only root may install.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...args) =>
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 });
  const wanted = names.flatMap((name) => packages[name]);
  apt('update', '-qq');
  if (apt('install', '-y', '-qq', '--no-install-recommends', ...wanted).status !== 0)
    skip(`apt could not install ${wanted.join(', ')}.`);
}

const absent = missing();
if (absent.length > 0) install(absent);
if (missing().length > 0) skip(`${missing().join(', ')} still missing.`);

const reportPath = `${process.env.TMPDIR ?? '/tmp'}/interop-${process.pid}.tap`;
const { status } = spawnSync(
  process.execPath,
  [
    ...['--import', 'tsx', '--test', '--test-concurrency=1', '--test-timeout=240000'],
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...['--test-reporter=tap', `--test-reporter-destination=${reportPath}`],
    'test/interop/calls.interop.ts',
  ],
  { stdio: 'inherit', cwd: new URL('../..', import.meta.url) },
);
const count = (what) =>
  Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(readFileSync(reportPath, 'utf8'))?.[1] ?? 0);
console.log(`${count('pass')} passed, ${count('fail') + count('cancelled')} failed`);
process.exit(status ?? 1);
