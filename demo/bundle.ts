import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rollup } from 'vite';

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const name = '@cemscale-voip/softphone';
const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as Manifest;

/** Where an import of the package leads in its built files. */
function builtFile(specifier: string): string {
  const target = exports[specifier.replace(name, '.')];
  if (target === undefined) throw new Error(`${specifier} is no entry of the package.`);
  return root + (typeof target === 'string' ? target : target.default).replace('./', '');
}

/**
 * What an application's bundler makes of an entry that uses the built package: its files by name, the entry as
 * `page.js`. React as during development (with the checks of StrictMode), or as in production;
 * `plugins` for what is no JavaScript.
 */
export async function bundle(
  entry: string,
  mode: 'development' | 'production' = 'production',
  plugins: readonly Plugin[] = [],
): Promise<ReadonlyMap<string, string>> {
  const { output } = (await build({
    root,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    plugins: [
      ...plugins,
      {
        name: 'installed-package',
        enforce: 'pre',
        resolveId: (specifier) =>
          specifier === name || specifier.startsWith(`${name}/`) ? builtFile(specifier) : null,
      },
    ],
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        output: { entryFileNames: 'page.js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })) as Rollup.RollupOutput;
  return new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code] as const] : [])));
}
