import type { Plugin } from 'vite';
import { nameOf, rewrite, type Edit } from './rewrite.js';

/**
 * Takes out of css and html templates what only people need: indentation, in css comments and spaces as well. The
 * lines taken out are put back behind the template, so the source map stays true to the line.
 */
export function slimTemplates(): Plugin {
  return {
    name: 'cemscale-slim-templates',
    applyToEnvironment: ({ name }) => name === 'cdn',
    transform(code, id) {
      if (!id.includes('/src/components/')) return null;
      const slim: Edit = (node) => {
        const tag = node.type === 'TaggedTemplateExpression' ? nameOf(node['tag']) : '';
        if (!['css', 'html', 'svg'].includes(tag)) return null;
        const text = code.slice(node.start, node.end);
        const slimmed = tag === 'css' ? slimCss(text) : text.replace(/\n\s+/g, '\n');
        return slimmed + '\n'.repeat(linesOf(text) - linesOf(slimmed));
      };
      return { code: rewrite(code, this.parse(code), slim), map: null };
    },
  };
}

/** Spaces stay where they can mean something: between words, around the signs of a calculation and before a colon. */
function slimCss(text: string): string {
  return text
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .replace(/` | `/g, '`');
}

function linesOf(text: string): number {
  return text.split('\n').length;
}

/**
 * Takes out of Lit's decorators what serves standard decorators and cached queries: this package compiles the
 * experimental ones and asks anew each time.
 */
export function slimDecorators(): Plugin {
  const decorators: readonly (readonly [file: RegExp, code: string])[] = [
    [
      /\/@lit\/reactive-element\/decorators\/property\.js$/,
      `export const property = (options) => (prototype, name) => {
        const hasOwn = Object.hasOwn(prototype, name);
        prototype.constructor.createProperty(name, options);
        return hasOwn ? Object.getOwnPropertyDescriptor(prototype, name) : undefined;
      };`,
    ],
    [
      /\/@lit\/reactive-element\/decorators\/query\.js$/,
      `export const query = (selector) => () => ({
        get() { return this.renderRoot?.querySelector(selector) ?? null; },
        enumerable: true,
        configurable: true,
      });`,
    ],
  ];
  return {
    name: 'cemscale-slim-decorators',
    applyToEnvironment: ({ name }) => name === 'cdn',
    load: (id) => decorators.find(([file]) => file.test(id))?.[1] ?? null,
  };
}

/**
 * Takes out of lit-localize how it makes ids from texts: every text of this package has an id of its own, which the
 * test of the translations holds.
 */
export function slimLocalize(): Plugin {
  return {
    name: 'cemscale-slim-localize',
    applyToEnvironment: ({ name }) => name === 'cdn',
    load: (id) =>
      id.endsWith('/@lit/localize/internal/id-generation.js') ? "export const generateMsgId = () => '';" : null,
  };
}
