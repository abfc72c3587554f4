import type { Plugin } from 'vite';
import { nameOf, rewrite, spaces, type Edit, type Node } from './rewrite.js';
import { answers, leftovers, stubs } from './sip-leftovers.js';

const ownLog = /\/src\/phone\/sip\/sip-log\.ts$/;

/**
 * Takes out of SIP.js what this package never uses: its own transport and media handler (ours are always
 * passed in), its digest and its grammar (ours stand in), what it could send that is never sent, its log and the
 * texts of its errors: what matters of them our own classes tell in typed errors, and the stack with the source map
 * leads to the place of the rest. Built for bundlers, the package keeps the warnings, redacted, and the texts.
 * The build fails when SIP.js reads otherwise, or when what is left still calls what was taken out.
 */
export function slimSip(): Plugin {
  const gone = new Set<string>();
  return {
    name: 'cemscale-slim-sip',
    applyToEnvironment: ({ name }) => name === 'cdn',
    load: (id) =>
      ownLog.test(id) ? 'export const sipLogConnector = () => undefined;' : (stubs[fileOf(id)] ?? null),
    transform(code, id) {
      const file = fileOf(id);
      if (file === '') return null;
      const hardened = harden(file === 'core/messages/utils.js' ? withOwnAnswers(code) : code);
      const { edit, missed } = slimmer(hardened, file);
      const slimmed = rewrite(hardened, this.parse(hardened), edit);
      if (missed.size > 0) this.error(`SIP.js has no ${[...missed].join(', ')} to leave out of ${id}.`);
      leftovers[file]?.methods?.forEach((name) => gone.add(name));
      return { code: slimmed, map: null };
    },
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const code = chunks.flatMap(({ modules }) =>
        Object.entries(modules).flatMap(([id, module]) =>
          /\/sip\.js\/lib\/|\/src\/phone\//.test(id) ? (module.code ?? '') : '',
        ),
      );
      const text = code.join('\n');
      for (const name of gone) {
        const isDefined = new RegExp(
          `(^|[{;}\\s])(async |get |set |static )?${name}\\([^()]*\\)\\s*\\{`,
          'm',
        ).test(text);
        if (!isDefined && text.includes(`.${name}(`))
          this.error(`${name}() was left out of SIP.js, and is called.`);
      }
    },
  };
}

/** Path below `sip.js/lib`; empty for the files of others. */
function fileOf(id: string): string {
  return /\/sip\.js\/lib\/(.+)$/.exec(id)?.[1] ?? '';
}

/** Each node that goes leaves a text of its length, so that every position in the source map stays true. */
function slimmer(code: string, file: string): { edit: Edit; missed: Set<string> } {
  const { methods = [], statements = [], constants = {}, handlers = [], cases = [] } = leftovers[file] ?? {};
  const missed = new Set([...methods, ...statements, ...Object.keys(constants), ...handlers, ...cases]);
  const assigned = new Set<unknown>();
  const found = (name: string, instead: string, text: string): string => {
    missed.delete(name);
    return instead + spaces(text).slice(instead.length);
  };
  const edit: Edit = (node) => {
    const text = code.slice(node.start, node.end);
    if (isLog(node)) return `;${spaces(text.slice(1))}`;
    const told = isPlainError(node) ? text.indexOf('(') + 1 : 0;
    if (told > 0) return `${text.slice(0, told)}${spaces(text.slice(told, -1))})`;
    if (node.type === 'AssignmentExpression') assigned.add(node['left']);
    const name = nameOf(node['key']);
    if (node.type === 'MethodDefinition' && methods.includes(name)) return found(name, '', text);
    if (node.type === 'Property' && handlers.includes(name)) return found(name, `${name}: 0`, text);
    if (isNever(node)) return spaces(text);
    // Ours throw nothing but errors, and never at once.
    if (isWrapping(node, text)) return (node.type === 'CatchClause' ? 'finally {}' : '0').padEnd(text.length);
    if (/^"sip\.(?!js")[\w.-]+"$/.test(text)) return '""'.padEnd(text.length);
    if (node.type === 'SwitchCase') {
      const test = cases.find((one) => text.startsWith(`case ${one}:`));
      if (test !== undefined) return found(test, '', text);
    }
    if (/Statement$|^VariableDeclaration$/.test(node.type)) {
      const start = statements.find((one) => text.startsWith(one));
      if (start !== undefined) return found(start, ';', text);
    }
    if (isMediaOptions(node)) return found('', '{}', text);
    const value = assigned.has(node) || !Object.hasOwn(constants, text) ? undefined : constants[text];
    return value === undefined ? null : found(text, value, text);
  };
  return { edit, missed };
}

/** What would be passed on to the media handler, which takes none of it. */
function isMediaOptions(node: Node): boolean {
  const properties = node.type === 'ObjectExpression' ? (node['properties'] as readonly Node[]) : [];
  return (
    properties.length > 0 &&
    properties.every(
      ({ key }) => nameOf(key).startsWith('sessionDescriptionHandler') && !nameOf(key).includes('Factory'),
    )
  );
}

function withOwnAnswers(code: string): string {
  return code.replace(/^ {4}(\d{3}): "[^"]*",?$/gm, (line, status: string) =>
    answers.includes(Number(status)) ? line : spaces(line),
  );
}

/**
 * On old pages `Array.from` is what Prototype.js or MooTools makes of it, and arrays and objects have members of
 * those libraries that a loop over all names would meet.
 */
function harden(code: string): string {
  return code
    .replace(/\bfor \((const|let) (\w+) in ([\w.[\]]+)\)/g, 'for ($1 $2 of Object.keys($3 ?? {}))')
    .replace(/\bArray\.from\((this\.userAgentServers\.values\(\)|new Set\(\w+\))\)/g, '[...$1]');
}

function isLog(node: Node): boolean {
  const call = node.type === 'ExpressionStatement' ? (node['expression'] as Node) : null;
  if (call?.type !== 'CallExpression') return false;
  const callee = call['callee'] as Node;
  if (nameOf(callee['property']) === 'logTransportError') return true;
  if (
    callee.type !== 'MemberExpression' ||
    !['debug', 'log', 'warn', 'error'].includes(nameOf(callee['property']))
  )
    return false;
  const object = callee['object'] as Node;
  return nameOf(object) === 'logger' || nameOf(object['property']) === 'logger';
}

function isPlainError(node: Node): boolean {
  return (
    node.type === 'NewExpression' && /^(Type|RequestPending|TransactionState|)Error$/.test(nameOf(node['callee']))
  );
}

/** Makes an error of what a media handler throws. */
function isWrapping({ type }: Node, text: string): boolean {
  const isHandler = type === 'CatchClause' || type === 'ArrowFunctionExpression';
  return (
    isHandler &&
    /^[^{]*\{[^{}]*const e = error instanceof Error \? error : new Error\([^()]*\);[^{}]*\}$/.test(text)
  );
}

/** The `default` of a `switch` over all that there is. */
function isNever({ type, test, consequent }: Node): boolean {
  const [only, more] = (type === 'SwitchCase' && test === null ? consequent : []) as readonly Node[];
  return only?.type === 'ThrowStatement' && !more;
}
