import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { describe, it } from 'node:test';

const folder = new URL('../../src/webhooks/', import.meta.url);

describe('the webhooks on edge runtimes', () => {
  it('need nothing of Node', async () => {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.ts'));
    assert.ok(files.includes('verify-webhook.ts'));
    for (const file of files) {
      const source = await readFile(new URL(file, folder), 'utf8');
      assert.doesNotMatch(source, /from 'node:|\bprocess\.|\bBuffer\b/, file);
    }
  });
});
