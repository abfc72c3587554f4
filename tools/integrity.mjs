// Writes dist/integrity.json: the hash of every file that the script tag can bring into a page. Runs after the build.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const scripts = (folder) =>
  readdirSync(`dist/${folder}`)
    .filter((name) => name.endsWith('.js'))
    .map((name) => folder + name);

const files = [...scripts(''), ...scripts('chunks/')].sort().map((path) => {
  const hash = createHash('sha384')
    .update(readFileSync(`dist/${path}`))
    .digest('base64');
  return [path, `sha384-${hash}`];
});
writeFileSync(
  'dist/integrity.json',
  `${JSON.stringify({ version, files: Object.fromEntries(files) }, null, 2)}\n`,
);
