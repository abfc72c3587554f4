import { readFileSync, readdirSync } from 'node:fs';
import type { Plugin } from 'vite';
import { nameOf, rewrite, type Edit, type Node } from './rewrite.js';
import { leftovers } from './sip-leftovers.js';

const library = 'node_modules/sip.js/lib';
/** What of this package speaks to SIP.js. */
const speaker = 'src/phone/sip';

/**
 * Gives members of SIP.js short names in the bundle, and in what speaks to it: those that neither a browser nor the rest
 * of this package says, and that stand in no text of either, so that nothing can ask for them in another way. Spaces
 * keep every position in the source map true.
 */
export function shortSip(): Plugin {
  let names: ReadonlyMap<string, string> = new Map();
  return {
    name: 'cemscale-short-sip',
    applyToEnvironment: ({ name }) => name === 'cdn',
    buildStart() {
      const members = new Set<string>();
      const taken = new Set(wordsElsewhere());
      const readTexts: Edit = (node) => {
        for (const word of wordsOf(textOf(node))) taken.add(word);
        return null;
      };
      const readMembers: Edit = (node) => {
        if (node.type === 'MemberExpression' && node['computed'] !== true) members.add(nameOf(node['property']));
        return readTexts(node);
      };
      for (const code of textsBelow(library, /\.js$/)) rewrite(code, this.parse(code), readMembers);
      for (const code of textsBelow(speaker, /\.ts$/)) rewrite(code, this.parse(code, { lang: 'ts' }), readTexts);
      const open = [...members].filter((name) => name.length > 4 && !taken.has(name)).sort();
      names = new Map(open.map((name, at) => [name, `$${at.toString(36)}`]));
    },
    transform(code, id) {
      if (!id.includes(`/${library}/`) && !id.includes(`/${speaker}/`)) return null;
      const short = code.replace(/[\w$]+/g, (word) => names.get(word)?.padEnd(word.length) ?? word);
      return { code: short, map: null };
    },
  };
}

/** What is said in this package, in browsers and in the language, and what must keep its name for the check of `slimSip`. */
function wordsElsewhere(): string[] {
  const own = textsBelow('src', /^(?!phone\/sip\/).*\.ts$/);
  const platform = textsBelow('node_modules/typescript/lib', /^lib\..*\.d\.ts$/);
  const checked = Object.values(leftovers).flatMap(({ methods = [] }) => methods);
  return [...checked, ...wordsOf([...own, ...platform].join('\n'))];
}

function textsBelow(folder: string, files: RegExp): string[] {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => files.test(file));
  return found.map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
}

/** The text of a string, of a part of a template or of a regular expression; empty for all else. */
function textOf({ type, value, raw }: Node): string {
  if (type === 'TemplateElement') return String((value as { raw: string }).raw);
  return type === 'Literal' ? `${String(value)} ${String(raw)}` : '';
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\w$]+/g) ?? [];
}
