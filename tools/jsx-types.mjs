// Writes dist/jsx.d.ts: the elements as JSX knows them, from the custom elements manifest. Run by the build, last.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { argv } from 'node:process';

const head = `// Made from custom-elements.json by the build.
import type * as React from 'react';
`;

const helpers = `
/** From version 19 on React sets properties of custom elements and listens to their events; before, it knows attributes only. */
type KnowsElements = 'use' extends keyof typeof React ? true : false;

/** A property as an attribute. Before React 19, true is the empty text and false is no attribute at all. */
type Attribute<Value> = [Value] extends [boolean]
  ? KnowsElements extends true
    ? boolean
    : ''
  : [Value] extends [string | number]
    ? Value
    : string | (KnowsElements extends true ? Value : never);

/** What every element takes, with what this one takes besides. */
type ElementProps<Element, Attributes, Events> = Omit<React.HTMLAttributes<Element>, keyof Attributes> &
  React.ClassAttributes<Element> & { readonly class?: string | undefined } & Attributes &
  (KnowsElements extends true ? Events : unknown);
`;

/** The text of the declaration file for a manifest. */
export function jsxTypes({ modules }) {
  const declarations = modules.flatMap(({ path, declarations = [] }) =>
    declarations.map((declaration) => ({ path, ...declaration })),
  );
  const elements = declarations.filter(({ tagName }) => tagName);
  const byName = new Map(declarations.map((declaration) => [declaration.name, declaration]));
  const used = elements.flatMap(({ name, events = [] }) => [name, ...events.map(typeName)]);
  const imports = importsOf([...new Set(used)].flatMap((name) => byName.get(name) ?? []));
  const intrinsic = elements.map(
    ({ tagName, name, description = '' }) =>
      `${comment(description, 6)}      '${tagName}': ElementProps<${name}, ${name}Attributes, ${name}Events>;\n`,
  );
  return [
    head,
    ...imports,
    helpers,
    ...elements.map((element) => propsOf(element, byName)),
    `\ndeclare module 'react' {\n  namespace JSX {\n    interface IntrinsicElements {\n${intrinsic.join('')}    }\n  }\n}\n`,
  ].join('');
}

function propsOf({ name, attributes = [], events = [] }, byName) {
  const attributeLines = attributes.map(
    ({ name: attribute, fieldName, type: { text = 'string' } = {}, description }) => {
      const type = `Attribute<${fieldName ? `${name}['${fieldName}']` : text}>`;
      return `${comment(description, 2)}  readonly '${attribute}'?: ${type} | undefined;\n`;
    },
  );
  const eventLines = events.map((event) => {
    const type = byName.has(typeName(event)) ? typeName(event) : 'Event';
    return `${comment(event.description, 2)}  readonly 'on${event.name}'?: ((event: ${type}) => void) | undefined;\n`;
  });
  return (
    `\n/** Attributes of \`${name}\`. */\nexport interface ${name}Attributes {\n${attributeLines.join('')}}\n` +
    `\n/** Listeners of \`${name}\`. */\nexport interface ${name}Events {\n${eventLines.join('')}}\n`
  );
}

function typeName({ type }) {
  return type?.text ?? 'Event';
}

function importsOf(declarations) {
  const paths = [...new Set(declarations.map(({ path }) => path))];
  return paths.map((path) => {
    const names = declarations.filter((declaration) => declaration.path === path).map(({ name }) => name);
    return `import type { ${names.join(', ')} } from '${path.replace(/^dist\//, './')}';\n`;
  });
}

function comment(text = '', indent) {
  const line = text.trim().replaceAll('*/', '* /').replace(/\s+/g, ' ');
  return line === '' ? '' : `${' '.repeat(indent)}/** ${line} */\n`;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const manifest = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8'));
  writeFileSync('dist/jsx.js', '// Types only.\nexport {};\n');
  writeFileSync('dist/jsx.d.ts', jsxTypes(manifest));
}
