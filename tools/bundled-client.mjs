// The platform client as an application's bundler makes one file of it, to weigh it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'vite';

const folder = resolve('node_modules/.cache/client-size');

/** Files that a page loads with `VoIPClient` at once: without the AI playground's audio, which comes with its start. */
export async function clientFiles() {
  mkdirSync(folder, { recursive: true });
  const input = `${folder}/app.js`;
  writeFileSync(input, `export { VoIPClient } from ${JSON.stringify(resolve('dist/esm/api/index.js'))};\n`);
  const [{ output }] = await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: `${folder}/out`,
      emptyOutDir: true,
      minify: true,
      // As a library, or the bundler's own helper for later chunks would be weighed too.
      lib: { entry: input, formats: ['es'], fileName: 'client' },
      rolldownOptions: { output: { minify: true } },
    },
  });
  const chunks = output.filter(({ type }) => type === 'chunk');
  const atOnce = new Set();
  const visit = (fileName) => {
    if (atOnce.has(fileName)) return;
    atOnce.add(fileName);
    chunks.find((chunk) => chunk.fileName === fileName)?.imports.forEach(visit);
  };
  chunks.filter(({ isEntry }) => isEntry).forEach(({ fileName }) => visit(fileName));
  return [...atOnce].map((fileName) => `${folder}/out/${fileName}`);
}
