import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { serveFolder } from '../../demo/static.js';

/** A folder `open` with files in it, beside a secret, on a server; returns the server's address. */
async function serve(t: TestContext): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'static-'));
  await mkdir(join(root, 'open', 'chunks'), { recursive: true });
  await mkdir(join(root, 'open-secret'));
  await writeFile(join(root, 'open', 'a.js'), 'a');
  await writeFile(join(root, 'open', 'chunks', 'b.js'), 'b');
  await writeFile(join(root, 'open', 'notes.txt'), 'notes');
  await writeFile(join(root, 'secret.js'), 'secret');
  await writeFile(join(root, 'open-secret', 'c.js'), 'secret');
  await symlink(join(root, 'secret.js'), join(root, 'open', 'link.js'));
  const route = serveFolder('/files/', join(root, 'open'), 'missing');
  const server = createServer((request, response) => {
    void route({ request, response, url: new URL(request.url ?? '', 'http://localhost') });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    server.closeAllConnections();
    server.close();
    await rm(root, { recursive: true });
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/files/`;
}

describe('a served folder', () => {
  it('gives its files, also those deeper down', async (t) => {
    const url = await serve(t);
    assert.equal(await (await fetch(`${url}a.js`)).text(), 'a');
    assert.equal(await (await fetch(`${url}chunks/b.js`)).text(), 'b');
  });

  it('answers HEAD with the length and no body', async (t) => {
    const answer = await fetch(`${await serve(t)}a.js`, { method: 'HEAD' });
    assert.deepEqual([answer.status, answer.headers.get('Content-Length'), await answer.text()], [200, '1', '']);
  });

  it('gives nothing beside itself, by no spelling and through no link', async (t) => {
    const url = await serve(t);
    for (const path of [
      '..%2fsecret.js',
      '%2e%2e%2fsecret.js',
      '..%2fopen-secret%2fc.js',
      'chunks%2f..%2f..%2fsecret.js',
      'link.js',
      '%2fetc%2fa.js',
    ]) {
      const answer = await fetch(url + path);
      assert.deepEqual([answer.status, await answer.text()], [404, 'missing\n'], path);
    }
  });

  it('gives no folder and no file of a type that pages do not need', async (t) => {
    const url = await serve(t);
    for (const path of ['', 'chunks', 'chunks/', 'notes.txt', 'missing.js'])
      assert.equal((await fetch(url + path)).status, 404, path);
  });
});
