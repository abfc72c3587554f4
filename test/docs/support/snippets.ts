import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { entrySources, type PackageManifest } from '../../../tools/entry-sources.js';
import { until } from '../../support/poll.js';

/** A fenced block of a guide. */
export interface Snippet {
  /** File, the nearest heading above and, from the second block on, which one: `webhooks.md#Express 2`. */
  readonly name: string;
  readonly language: string;
  readonly code: string;
}

/** Files that a guide's reader has, such as their sign-in, by name. */
export type HostFiles = Readonly<Record<string, string>>;

export interface RunOptions {
  readonly files?: HostFiles;
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningSnippet {
  /** What the snippet exports. */
  readonly exports: Readonly<Record<string, unknown>>;
  /** Address of the server that it started; whatever port it names, it listens on a free one. */
  address(): Promise<string>;
}

const root = new URL('../../../', import.meta.url);
const require = createRequire(import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as PackageManifest & {
  name: string;
};

/** All blocks of the guides and of the README. */
export function allSnippets(): Snippet[] {
  const guides = readdirSync(new URL('docs/', root)).filter((file) => file.endsWith('.md'));
  return [...guides.map((file) => `docs/${file}`), 'README.md'].flatMap((path) =>
    snippetsOf(path.replace('docs/', ''), readFileSync(new URL(path, root), 'utf8')),
  );
}

function snippetsOf(file: string, text: string): Snippet[] {
  const seen = new Map<string, number>();
  let heading = '';
  const found: Snippet[] = [];
  for (const part of text.matchAll(/^#+ (.+)$|^```(\w*)\n([\s\S]*?)^```$/gm)) {
    const [, title, language, code] = part;
    if (title !== undefined) heading = title;
    if (language === undefined || code === undefined) continue;
    const key = `${file}#${heading} ${language}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    found.push({ name: `${file}#${heading}${count > 1 ? ` ${count}` : ''}`, language, code });
  }
  return found;
}

/** Packages that a snippet imports and that are not installed here. */
export function missingPackages({ code }: Snippet): string[] {
  return specifiersOf(code).filter((specifier) => {
    if (specifier.startsWith('.') || specifier.startsWith('node:') || isOwn(specifier)) return false;
    try {
      return require.resolve(specifier) === '';
    } catch {
      return true;
    }
  });
}

/** Runs a snippet as the file of its reader, beside `files`, with the package taken from its sources. */
export async function runSnippet(
  t: Pick<TestContext, 'after' | 'mock'>,
  { code }: Snippet,
  { files = {}, env = {} }: RunOptions = {},
): Promise<RunningSnippet> {
  const folder = mkdtempSync(join(tmpdir(), 'cemscale-docs-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  writeFileSync(join(folder, 'snippet.ts'), resolveImports(code));
  setEnvironment(t, env);
  const servers = catchServers(t);
  const exports = (await import(pathToFileURL(join(folder, 'snippet.ts')).href)) as Record<string, unknown>;
  return {
    exports,
    async address() {
      const server = await until('the snippet listens', () => servers.find(({ listening }) => listening));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
  };
}

function specifiersOf(code: string): string[] {
  const imports = /^(?:import|export) (?!type\b)[^;'=(]*?from '([^']+)'|^import '([^']+)'/gm;
  return [...code.matchAll(imports)].map(([, from, alone]) => from ?? alone ?? '');
}

function isOwn(specifier: string): boolean {
  return specifier === manifest.name || specifier.startsWith(`${manifest.name}/`);
}

function resolveImports(code: string): string {
  return specifiersOf(code).reduce((result, specifier) => {
    const target = isOwn(specifier) ? ownSource(specifier) : resolvePackage(specifier);
    return result.replaceAll(`'${specifier}'`, `'${target}'`);
  }, code);
}

/** Source of an entry, found the way the build finds it. */
function ownSource(specifier: string): string {
  const target = manifest.exports[specifier.replace(manifest.name, '.')];
  const name = typeof target === 'object' ? target.default.replace(/^\.\/dist\/esm\/|\.js$/g, '') : '';
  const source = entrySources(manifest)[name];
  if (source === undefined) throw new Error(`${specifier} is no entry of the package.`);
  return new URL(source, root).href;
}

function resolvePackage(specifier: string): string {
  if (specifier.startsWith('.') || specifier.startsWith('node:')) return specifier;
  return pathToFileURL(require.resolve(specifier)).href;
}

function setEnvironment(t: Pick<TestContext, 'after'>, env: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(env)) {
    const before = process.env[name];
    process.env[name] = value;
    t.after(() => {
      if (before === undefined) delete process.env[name];
      else process.env[name] = before;
    });
  }
}

/** Puts every server that is started onto a free port, and ends it with the test. */
function catchServers(t: Pick<TestContext, 'after' | 'mock'>): Server[] {
  const servers: Server[] = [];
  const listen = Server.prototype.listen;
  t.mock.method(Server.prototype, 'listen', function (this: Server, ...args: unknown[]) {
    servers.push(this);
    const callback = args.find((arg): arg is () => void => typeof arg === 'function');
    return Reflect.apply(listen, this, [0, '127.0.0.1', callback]) as Server;
  });
  t.after(() => {
    for (const server of servers) {
      if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function')
        server.closeAllConnections();
      server.close();
    }
  });
  return servers;
}
