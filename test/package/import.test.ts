import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';

interface PackageManifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
}

const { name, exports } = JSON.parse(readFileSync('package.json', 'utf8')) as PackageManifest;

// Reading any of these while a module is evaluated ends the process with its name.
const browserGlobals = [
  ...['window', 'document', 'location', 'localStorage', 'sessionStorage', 'indexedDB', 'screen', 'history'],
  ...['RTCPeerConnection', 'MediaStream', 'Audio', 'AudioContext', 'matchMedia', 'requestAnimationFrame'],
  ...['MutationObserver', 'ResizeObserver', 'IntersectionObserver', 'WebSocket', 'HTMLAudioElement'],
];

const script = `
for (const name of ${JSON.stringify(browserGlobals)}) {
  Object.defineProperty(globalThis, name, { configurable: true, get() {
    const line = new Error().stack.split('\\n')[2] ?? '';
    // A dependency may ask in passing whether there is a browser; our own files may not.
    if (line.includes('/dist/esm/')) { console.error('touched ' + name + line); process.exitCode = 1; }
    return undefined;
  } });
}
for (const module of process.argv.slice(1)) await import(module);
`;

function importInNode(modules: readonly string[]): void {
  const args = ['--input-type=module', '--eval', script, '--', ...modules];
  const { status, stderr, signal } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000 });
  assert.equal(stderr, '');
  assert.equal(status, 0, `ended by ${signal}`);
}

describe('importing the package in Node', () => {
  for (const [path, target] of Object.entries(exports)) {
    if (typeof target === 'string') continue;
    const specifier = path.replace('.', name);
    it(`touches no DOM and leaves nothing running: ${specifier}`, () => importInNode([specifier]));
  }

  it('touches no DOM in any file, whether reached at once or later', () => {
    const files = readdirSync('dist/esm', { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.js'),
    );
    assert.ok(files.length > 0);
    importInNode(files.map((path) => resolve('dist/esm', path)));
  });
});
