import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Script } from 'node:vm';
import ts from 'typescript';
import { callFiles, closedFiles, loaderFiles } from '../../tools/built-graph.mjs';

const read = (path: string): string => readFileSync(path, 'utf8');

/** Every node of a script's syntax tree. */
function nodesOf(path: string): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, read(path), ts.ScriptTarget.ES2022));
  return nodes;
}

function evaluatesText(node: ts.Node): boolean {
  const called = ts.isCallExpression(node) || ts.isNewExpression(node) ? node.expression : null;
  return called !== null && ts.isIdentifier(called) && ['eval', 'Function'].includes(called.text);
}

describe('the classic script', () => {
  const [script = ''] = loaderFiles();

  it('is a script, not a module', () => {
    const moduleSyntax = nodesOf(script).filter(
      (node) => ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isExportAssignment(node),
    );
    assert.deepEqual(moduleSyntax, []);
    assert.doesNotThrow(() => new Script(read(script)), 'parses as a classic script');
  });

  it('is plain ASCII, since an old page may declare any charset', () => {
    assert.match(read(script), /^[\x00-\x7f]*$/);
  });

  it('leaves no name behind on the page', () => {
    const { statements } = ts.createSourceFile(script, read(script), ts.ScriptTarget.ES2022);
    assert.deepEqual(
      statements
        .filter((statement) => !ts.isExpressionStatement(statement))
        .map((statement) => statement.getText()),
      [],
    );
  });

  it('names a chunk that exists', () => {
    const chunk = /chunks\/cemscale-phone-[\w-]+\.js/.exec(read(script))?.[0];
    assert.ok(chunk);
    assert.ok(closedFiles().includes(`dist/${chunk}`));
  });
});

/** Everything that a page of the script tag may load for an element of this package. */
const elementFiles = (): string[] =>
  readdirSync('dist/chunks')
    .filter((name) => name.endsWith('.js'))
    .map((name) => `dist/chunks/${name}`);

describe('the files of the elements', () => {
  it('never evaluate text, so a page may forbid unsafe-eval', () => {
    for (const file of elementFiles()) {
      assert.deepEqual(
        nodesOf(file)
          .filter(evaluatesText)
          .map((node) => node.kind),
        [],
        file,
      );
    }
  });

  it('hold the SIP engine, which a closed phone has not loaded', () => {
    const speaksSip = (file: string): boolean => read(file).includes('SIP/2.0');
    assert.ok(callFiles().some(speaksSip));
    assert.deepEqual(closedFiles().filter(speaksSip), []);
  });

  it('define every element that the sources define, so nothing was taken for unused', () => {
    const code = elementFiles().map(read).join('\n');
    const tags = readdirSync('src/components', { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .flatMap((path) =>
        [...read(`src/components/${path}`).matchAll(/^define\('([a-z-]+)'/gm)].map(([, tag = '']) => tag),
      );
    assert.ok(tags.includes('cemscale-phone'));
    assert.deepEqual(
      tags.filter((tag) => !code.includes(`\`${tag}\`,`)),
      [],
    );
  });

  it('import nothing from outside the folder they are served from', () => {
    for (const file of elementFiles()) {
      const specifiers = nodesOf(file).flatMap((node) =>
        (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier
          ? [(node.moduleSpecifier as ts.StringLiteral).text]
          : [],
      );
      assert.deepEqual(
        specifiers.filter((specifier) => !specifier.startsWith('./')),
        [],
        file,
      );
    }
  });
});
