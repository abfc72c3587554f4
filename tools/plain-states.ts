import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { nameOf, rewrite, type Edit } from './rewrite.js';

const library = '/sip.js/lib/';
/** What of this package speaks to SIP.js. */
const speaker = '/src/phone/sip/';

/** Files of `sip.js/lib` that hold enumerations whose values are compared and never said, and nothing else. */
const files = [
  'api/session-state.js',
  'api/transport-state.js',
  'api/user-agent-state.js',
  'core/session/session.js',
  'core/transactions/transaction-state.js',
];

type Enumerations = ReadonlyMap<string, readonly string[]>;

/**
 * Writes numbers instead of the states of SIP.js in the bundle, and leaves their enumerations out. The build fails where
 * one is used in another way than by the name of a state.
 */
export function plainStates(): Plugin {
  const enumerations = new Map(files.map((file) => [file, enumerationsOf(file)]));
  // Both `api` and `core` have a `SessionState`; `api` calls that of `core` by another name.
  const inCore = membersOf(files);
  const inApi = new Map([
    ...membersOf(files.toReversed()),
    ['SessionDialogState', inCore.get('SessionState') ?? []],
  ]);
  return {
    name: 'cemscale-plain-states',
    applyToEnvironment: ({ name }) => name === 'cdn',
    load(id) {
      const file = id.split(library)[1] ?? '';
      const names = enumerations.get(file)?.keys();
      return names ? [...names].map((name) => `export const ${name} = {};`).join('\n') : null;
    },
    transform(code, id) {
      const file = id.split(library)[1];
      if ((file === undefined && !id.includes(speaker)) || files.includes(file ?? '')) return null;
      const known = file?.startsWith('core/') ? inCore : inApi;
      const edit: Edit = (node) => {
        const text = code.slice(node.start, node.end);
        if (/^(ImportDecl|ImportSpec|ExportSpec|ExportAll)/.test(node.type)) return text;
        const states = known.get(nameOf(node['object']));
        if (states && node.type === 'MemberExpression') {
          const at = states.indexOf(nameOf(node['property']));
          if (at < 0) this.error(`SIP.js has no ${text}, which ${id} uses.`);
          return String(at + 1).padEnd(text.length);
        }
        if (known.has(nameOf(node))) this.error(`${id} uses ${text} in another way than by the name of a state.`);
        return null;
      };
      return { code: rewrite(code, this.parse(code), edit), map: null };
    },
  };

  function membersOf(some: readonly string[]): Enumerations {
    return new Map(some.flatMap((file) => [...(enumerations.get(file) ?? [])]));
  }
}

function enumerationsOf(file: string): Enumerations {
  const code = readFileSync(`node_modules${library}${file}`, 'utf8');
  const found = new Map<string, string[]>();
  for (const [, name = '', state = ''] of code.matchAll(/^ +(\w+)\["(\w+)"\] = "\2";$/gm))
    found.set(name, [...(found.get(name) ?? []), state]);
  return found;
}
