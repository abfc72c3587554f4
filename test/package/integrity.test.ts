import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { callFiles, hostFiles } from '../../tools/built-graph.mjs';
import { version } from '../../src/shared/version.js';

const { version: packageVersion } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const integrity = JSON.parse(readFileSync('dist/integrity.json', 'utf8')) as {
  readonly version: string;
  readonly files: Readonly<Record<string, string>>;
};

describe('the version and the hashes', () => {
  it('are those of the package', () => {
    assert.deepEqual([version, integrity.version], [packageVersion, packageVersion]);
  });

  it('name every file that a page may load', () => {
    const missing = [...callFiles(), ...hostFiles()].filter(
      (path) => !(path.replace('dist/', '') in integrity.files),
    );
    assert.deepEqual(missing, []);
  });

  it('are what a browser computes', () => {
    for (const [path, hash] of Object.entries(integrity.files)) {
      const bytes = readFileSync(`dist/${path}`);
      assert.equal(`sha384-${createHash('sha384').update(bytes).digest('base64')}`, hash, path);
    }
  });
});
