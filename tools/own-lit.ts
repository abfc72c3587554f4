import type { Plugin } from 'vite';

type Replacement = readonly [text: string, instead: string];

/**
 * Makes the bundle's copy of Lit a guest that any page can have: it leaves no name on `window`, touches no built-in
 * object (which a page may have frozen), has a Trusted Types policy of its own name (a page with a Lit of its own has
 * taken that of Lit), and reads templates as HTML in a page that is served as XHTML too.
 */
const replacements: Readonly<Record<string, readonly Replacement[]>> = {
  '@lit/reactive-element/reactive-element.js': [
    ['Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;', ''],
    // Of standard decorators, which this package does not use.
    [
      'const t=this[Symbol.metadata];if(null!==t){const s=litPropertyMetadata.get(t);',
      'if(0){const t=0,s=void 0;',
    ],
    [',(a.reactiveElementVersions??=[]).push("2.1.2")', ''],
  ],
  'lit-html/lit-html.js': [
    ['s.createPolicy("lit-html",', 's.createPolicy("cemscale",'],
    [',(t.litHtmlVersions??=[]).push("3.3.3")', ''],
    [
      'const s=l.createElement("template")',
      'const s=("text/html"===l.contentType?l:l.implementation.createHTMLDocument("")).createElement("template")',
    ],
  ],
  'lit-element/lit-element.js': [['(s.litElementVersions??=[]).push("4.2.2");', '']],
};

/** Fails when another version of Lit reads otherwise. */
export function ownLit(): Plugin {
  return {
    name: 'cemscale-own-lit',
    applyToEnvironment: ({ name }) => name === 'cdn',
    transform(code, id) {
      const file = Object.keys(replacements).find((path) => id.endsWith(`/node_modules/${path}`));
      if (!file) return null;
      let changed = code;
      for (const [text, instead] of replacements[file] ?? []) {
        if (!changed.includes(text)) throw new Error(`${file} has no ${text}: compare it with tools/own-lit.ts.`);
        changed = changed.replace(text, () => instead);
      }
      return { code: changed, map: null };
    },
  };
}
