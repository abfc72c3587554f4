import { readFileSync } from 'node:fs';
import type { Manifest, Plugin } from 'vite';

const placeholder = '__ELEMENT_CHUNK__';

/** File that lists what the bundle for the script tag consists of. */
export const manifestFile = 'manifest.json';

/** A module with a lasting name in front of the hashed chunk, for pages that import the element from a file server. */
export function lastingName(entry: string, fileName: string): Plugin {
  return {
    name: 'cemscale-lasting-name',
    applyToEnvironment: ({ name }) => name === 'cdn',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunk = Object.values(bundle).find(
          (output) => output.type === 'chunk' && output.isEntry && output.name === entry,
        );
        if (!chunk) throw new Error(`There is no entry ${entry} in the bundle.`);
        this.emitFile({ type: 'asset', fileName, source: `export * from './${chunk.fileName}';\n` });
      },
    },
  };
}

/** Writes the hashed name of the element's chunk, as the bundle's manifest in `dist` tells it, into the classic script. */
export function elementChunk(dist: string, source: string): Plugin {
  return {
    name: 'cemscale-element-chunk',
    applyToEnvironment: ({ name }) => name === 'loader',
    transform(code, id) {
      if (!id.endsWith('/src/loader.ts')) return null;
      const manifest = JSON.parse(readFileSync(`${dist}/${manifestFile}`, 'utf8')) as Manifest;
      const file = manifest[source]?.file;
      if (!file) throw new Error(`The manifest names no chunk for ${source}.`);
      return { code: code.replaceAll(placeholder, JSON.stringify(file)), map: null };
    },
  };
}
