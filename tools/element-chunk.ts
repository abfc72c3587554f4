import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Manifest, Plugin } from 'vite';

/** File that lists what the bundle for the script tag consists of. */
export const manifestFile = 'manifest.json';

/** Source of every public element by its tag: `src/components/cemscale-x/cemscale-x.ts` defines `<cemscale-x>`. */
export function publicElements(): Record<string, string> {
  const tags = readdirSync('src/components').filter((name) => name.startsWith('cemscale-'));
  const sources = tags.map((tag) => [tag, `src/components/${tag}/${tag}.ts`] as const);
  return Object.fromEntries(sources.filter(([, source]) => existsSync(source)));
}

/** For each element a module with a lasting name in front of the hashed chunk, for pages that import it from a file server. */
export function lastingNames(tags: readonly string[]): Plugin {
  return {
    name: 'cemscale-lasting-names',
    applyToEnvironment: ({ name }) => name === 'cdn',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const entries = Object.values(bundle).filter((output) => output.type === 'chunk' && output.isEntry);
        for (const tag of tags) {
          const chunk = entries.find(({ name }) => name === tag);
          if (!chunk) throw new Error(`There is no entry ${tag} in the bundle.`);
          const source = `export * from './${chunk.fileName}';\n`;
          this.emitFile({ type: 'asset', fileName: `${tag}.module.js`, source });
        }
      },
    },
  };
}

/** Writes the hashed names of the chunks, as the bundle's manifest in `dist` tells them, into the classic script. */
export function chunkNames(dist: string, elements: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'cemscale-chunk-names',
    applyToEnvironment: ({ name }) => name === 'loader',
    transform(code, id) {
      if (!id.endsWith('/src/loader.ts')) return null;
      const manifest = JSON.parse(readFileSync(`${dist}/${manifestFile}`, 'utf8')) as Manifest;
      const fileOf = (key: string): string => {
        const file = manifest[key]?.file;
        if (!file) throw new Error(`The manifest names no chunk for ${key}.`);
        return file;
      };
      const chunks = Object.entries(elements).map(([tag, source]) => [tag, fileOf(source)]);
      const online = ['tokens', 'online'].map((wanted) =>
        fileOf(Object.keys(manifest).find((key) => manifest[key]?.name === wanted) ?? wanted),
      );
      const named = code
        .replaceAll('__ELEMENT_CHUNKS__', JSON.stringify(Object.fromEntries(chunks)))
        .replaceAll('__ONLINE_CHUNKS__', JSON.stringify(online));
      return { code: named, map: null };
    },
  };
}
