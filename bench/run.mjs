import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

// `npm run bench` lists what can be measured, `npm run bench -- call-setup` measures it. Files that end in
// .bench.ts run in a browser with the development platform beside them, the others in Node.
const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.ts'));
const [name] = process.argv.slice(2);
const file = files.find((one) => one === `${name}.bench.ts` || one === `${name}.ts`);

if (file) {
  const inBrowser = [
    'node_modules/@web/test-runner/dist/bin.js',
    '--config',
    'bench/browser.config.js',
    '--files',
    `bench/${file}`,
  ];
  const args = file.endsWith('.bench.ts') ? inBrowser : [`bench/${file}`, ...process.argv.slice(3)];
  process.exitCode = spawnSync(process.execPath, ['--import', 'tsx', ...args], { stdio: 'inherit' }).status ?? 1;
} else {
  const names = files.map((one) => one.replace(/(\.bench)?\.ts$/, ''));
  console.log(`Name what to measure, such as: npm run bench -- ${names[0]}\n\n  ${names.join('\n  ')}`);
  process.exitCode = name === undefined ? 0 : 1;
}
