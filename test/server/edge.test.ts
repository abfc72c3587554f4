import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { describe, it } from 'node:test';

const folder = new URL('../../src/server/', import.meta.url);

describe('the gateway on edge runtimes', () => {
  it('needs nothing of Node outside the Node adapter', async () => {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.ts') && file !== 'node.ts');
    assert.ok(files.includes('gateway.ts'));
    for (const file of files) {
      const source = await readFile(new URL(file, folder), 'utf8');
      assert.doesNotMatch(source, /from 'node:|\bprocess\.|\bBuffer\b|from '\.\/node\.js'/, file);
    }
  });
});
