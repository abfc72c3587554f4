// Builds when dist is missing or older than what it is made of. Used by `npm start` and `npm test`.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const sources = ['src', 'vite.config.ts', 'tsconfig.json', 'tsconfig.build.json', 'package.json', 'tools'];
// Written last by the build, so a build that broke off counts as none.
const lastOutput = 'dist/jsx.d.ts';

function newest(path) {
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs;
  return Math.max(info.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isFresh() {
  const built = statSync(lastOutput, { throwIfNoEntry: false });
  return built !== undefined && built.mtimeMs > Math.max(...sources.map(newest));
}

if (!isFresh()) {
  console.log('Building what the pages load; this takes some seconds ...');
  const npm = spawnSync('npm', ['run', '--silent', 'build'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exit(npm.status ?? 1);
}
