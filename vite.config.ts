import { readFileSync, rmSync } from 'node:fs';
import { defineConfig, type BuildEnvironmentOptions } from 'vite';
import { chunkNames, lastingNames, manifestFile, publicElements } from './tools/element-chunk.js';
import { entrySources, type PackageManifest } from './tools/entry-sources.js';
import { ownLit } from './tools/own-lit.js';
import { plainStates } from './tools/plain-states.js';
import { slimDecorators, slimLocalize, slimTemplates } from './tools/slim-bundle.js';
import { shortSip } from './tools/short-sip.js';
import { slimSip } from './tools/slim-sip.js';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as PackageManifest;
const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
const isDependency = (id: string): boolean =>
  id.startsWith('node:') || dependencies.some((name) => id === name || id.startsWith(`${name}/`));

const elements = publicElements();

/** The element with all it imports at once, and what it shares with the chunks that come later. */
const closedPhone = /\/src\/(shared\/errors|components\/cemscale-phone\/cemscale-phone)\.ts$/;

/** What a phone that goes online shares with presence beside it: tokens, how sockets are read, how people look and are drawn. */
const tokens =
  /\/lit-html\/directive\.js$|\/src\/(api\/token-source|shared\/(backlog|logger)|phone\/sip\/random-token|components\/internal\/(person-shape|avatar|avatar.styles))\.ts$/;

/**
 * What a phone needs to go online and nothing before, and what it needs of calls from then on: the line with the SIP
 * engine, the sound, the desk of the element. One request, not one for each, with what the elements of a call share with them.
 */
const onlinePhone =
  /\/src\/(softphone\/(phone-line|audio\/phone-audio|kept-mark)|phone\/(index|call-errors|media\/(microphone|devices|remote-audio)|sip\/headers)|components\/(cemscale-phone\/phone-desk|internal\/tones))\.ts$/;

/** The open phone with what its later parts, and three-way calls, share with it. */
const openPanel =
  /\/src\/components\/(cemscale-phone\/(panel|view|view\.styles)|internal\/(chip\.styles|phone-numbers))\.ts$/;

/** What is told when something is in the way or over, with the words and icons that its rooms have, too. */
const toldParts = /\/src\/components\/(cemscale-phone\/(told-part|words)|internal\/more-icons)\.ts$/;

/** How presence is drawn and told, wherever people are listed. */
const presenceMarks = /\/src\/components\/(internal\/presence-mark|cemscale-presence\/presence-words)\.ts$/;

const common = {
  target: 'es2022',
  outDir: 'dist',
  emptyOutDir: false,
  copyPublicDir: false,
  sourcemap: true,
} satisfies BuildEnvironmentOptions;

/**
 * For bundlers: one file per source file, so that `sideEffects` can name the elements exactly, with the
 * dependencies left to the consumer, whose bundler keeps one copy of each.
 */
const esm: BuildEnvironmentOptions = {
  ...common,
  minify: false,
  lib: { entry: entrySources(manifest), formats: ['es'] },
  rolldownOptions: {
    external: isDependency,
    // 'use client' of the React hooks stays, as a file of its own keeps it.
    checks: { moduleLevelDirective: false },
    output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: 'esm/[name].js' },
  },
};

/** For the script tag: everything bundled in, split where the phone loads later, named by content. */
const cdn: BuildEnvironmentOptions = {
  ...common,
  minify: true,
  manifest: manifestFile,
  lib: { entry: elements, formats: ['es'] },
  rolldownOptions: {
    // Lets what the later chunks share with the element stay in the element's file: one request less.
    preserveEntrySignatures: 'allow-extension',
    output: {
      minify: true,
      entryFileNames: 'chunks/[name]-[hash].js',
      // The errors are common to all chunks, which would make them one more file of the closed phone.
      codeSplitting: {
        groups: [
          { name: 'cemscale-phone', test: closedPhone, priority: 3 },
          { name: 'tokens', test: tokens, priority: 2 },
          { name: 'online', test: onlinePhone, priority: 1 },
          { name: 'panel', test: openPanel },
          { name: 'presence-mark', test: presenceMarks },
          { name: 'told-part', test: toldParts },
          { name: 'recovery', test: /\/src\/phone\/(sip\/(recovery|referral)|relay-use)\.ts$/ },
          { name: 'core-finder', test: /\/internal\/core-finder\.ts$/ },
        ],
      },
      chunkFileNames: 'chunks/[name]-[hash].js',
    },
  },
};

/** The classic script itself. It knows the name of the element's chunk, so it is built last. */
const loader: BuildEnvironmentOptions = {
  ...common,
  minify: true,
  lib: { entry: { 'cemscale-phone': 'src/loader.ts' }, name: 'CemscaleLoader', formats: ['iife'] },
  rolldownOptions: { output: { minify: true, entryFileNames: '[name].js' } },
};

export default defineConfig({
  environments: {
    esm: { consumer: 'client', build: esm },
    cdn: { consumer: 'client', build: cdn },
    loader: { consumer: 'client', build: loader },
  },
  plugins: [
    slimSip(),
    plainStates(),
    shortSip(),
    slimTemplates(),
    slimDecorators(),
    ownLit(),
    slimLocalize(),
    lastingNames(Object.keys(elements)),
    chunkNames('dist', elements),
  ],
  builder: {
    async buildApp(builder) {
      rmSync('dist', { recursive: true, force: true });
      for (const name of ['esm', 'cdn', 'loader']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
});
