// `npm run test:interop`: our phone in Chromium against Kamailio, rtpengine, coturn, sipp and baresip.
// Installs what is missing by apt; where that is not possible it says why and succeeds without testing anything.
// The last line is the count, as `npm test` writes it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install } from './install.mjs';

// Debian puts servers where only root's PATH leads.
process.env.PATH += ':/usr/sbin:/sbin';

const reason = install();
if (reason !== null) {
  console.log(`skipped: calls through real servers: ${reason}\n0 passed, 0 failed`);
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'interop-report-'));
const reportPath = join(folder, 'report.tap');
const { status } = spawnSync(
  process.execPath,
  [
    ...['--import', 'tsx', '--test', '--test-concurrency=1', '--test-timeout=600000'],
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...['--test-reporter=tap', `--test-reporter-destination=${reportPath}`],
    'test/interop/calls.interop.ts',
  ],
  { stdio: 'inherit', cwd: new URL('../..', import.meta.url) },
);
const report = readReport();
rmSync(folder, { recursive: true });
const count = (what) => Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(report)?.[1] ?? 0);
const passed = count('pass');
// A run that died, or in which nothing ran, fails whatever it counted.
const failed = count('fail') + count('cancelled') || Number(status !== 0 || passed === 0);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function readReport() {
  try {
    return readFileSync(reportPath, 'utf8');
  } catch {
    return '';
  }
}
