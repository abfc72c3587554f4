import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import ts from 'typescript';
import { templates } from '../../../src/components/locales/es.js';

interface Use {
  readonly english: string;
  /** Number of placeholders of the template. */
  readonly values: number;
  readonly place: string;
}

const root = new URL('../../../src/components/', import.meta.url);

/** Every `msg(template, { id })` of the sources. */
function collect(): Map<string, Use[]> {
  const uses = new Map<string, Use[]>();
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  for (const file of files) {
    const source = ts.createSourceFile(
      file,
      readFileSync(new URL(file, root), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.arguments.length > 0 && isMsg(node.expression)) {
        const { id, use } = read(node, file);
        uses.set(id, [...(uses.get(id) ?? []), use]);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return uses;
}

/** `msg(...)`, and `this.msg(...)`. */
function isMsg(called: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(called)) return called.name.text === 'msg';
  return ts.isIdentifier(called) && called.text === 'msg';
}

function read(call: ts.CallExpression, file: string): { id: string; use: Use } {
  const [text, options] = call.arguments;
  const place = `${file}: ${call.getText()}`;
  const id = options && /^\{\s*id: '([\w-]+)',?\s*\}$/.exec(options.getText())?.[1];
  assert.ok(id, `an explicit literal id in ${place}`);
  if (text && ts.isStringLiteral(text)) return { id, use: { english: text.text, values: 0, place } };
  assert.ok(
    text && ts.isTaggedTemplateExpression(text) && text.tag.getText() === 'str',
    `a literal or str template in ${place}`,
  );
  const { template } = text;
  const values = ts.isTemplateExpression(template) ? template.templateSpans.length : 0;
  return { id, use: { english: template.getText(), values, place } };
}

describe('the Spanish texts', () => {
  let uses: Map<string, Use[]>;

  before(() => {
    uses = collect();
  });

  it('are found: the sources use many ids', () => {
    assert.ok(uses.size > 100, `${uses.size} ids`);
  });

  it('have a text for every id of the sources', () => {
    const missing = [...uses.keys()].filter((id) => !(id in templates));
    assert.deepEqual(missing, []);
  });

  it('have none that no source uses', () => {
    const unused = Object.keys(templates).filter((id) => !uses.has(id));
    assert.deepEqual(unused, []);
  });

  it('have the placeholders of the English text', () => {
    for (const [id, [use]] of uses) {
      const text = templates[id];
      const given = typeof text === 'string' ? [] : [...(text as { values: unknown[] }).values].sort();
      assert.deepEqual(
        given,
        Array.from({ length: use?.values ?? 0 }, (_, index) => index),
        `${id}: ${use?.place}`,
      );
    }
  });

  it('stand for one English text each', () => {
    for (const [id, same] of uses) {
      const texts = new Set(same.map(({ english }) => english));
      assert.equal(texts.size, 1, `${id}: ${[...texts].join(' / ')}`);
    }
  });
});
