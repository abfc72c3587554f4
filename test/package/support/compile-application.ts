import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types?: string }>>;
}

const name = '@cemscale-voip/softphone';
const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

/** The types of each entry, as an application that has installed the package gets them. */
const entries = Object.fromEntries(
  Object.entries(exports).flatMap(([path, target]) =>
    typeof target === 'object' && target.types ? [[path.replace('.', name), [resolve(target.types)]]] : [],
  ),
);
const jsxTypes = resolve('dist/jsx.d.ts');
const sources = new Map<string, ts.SourceFile | undefined>();

/**
 * What the compiler says of a TSX file of an application, and of the JSX types themselves, by the types of React in
 * this folder of node_modules.
 */
export function compileApplication(code: string, reactTypes = '@types/react'): string[] {
  const file = resolve('test/package/application.tsx');
  const options = optionsWith(reactTypes);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === file || fileExists.call(host, path);
  host.getSourceFile = (path, language, ...rest) => {
    if (path === file) return ts.createSourceFile(path, code, language, true, ts.ScriptKind.TSX);
    if (!sources.has(path)) sources.set(path, getSourceFile.call(host, path, language, ...rest));
    return sources.get(path);
  };
  const program = ts.createProgram([file, jsxTypes], options, host);
  return [file, jsxTypes]
    .flatMap((path) => ts.getPreEmitDiagnostics(program, program.getSourceFile(path)))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

function optionsWith(reactTypes: string): ts.CompilerOptions {
  return {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    jsx: ts.JsxEmit.ReactJSX,
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    paths: {
      ...entries,
      react: [resolve(`node_modules/${reactTypes}/index.d.ts`)],
      'react/jsx-runtime': [resolve(`node_modules/${reactTypes}/jsx-runtime.d.ts`)],
    },
  };
}
