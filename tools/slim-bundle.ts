import type { Plugin } from 'vite';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

type Edit = (node: Node) => string | null;

/** Methods of SIP.js that nothing can reach at run time, by file; without them the classes they use go as well. */
const unreached: readonly (readonly [file: RegExp, methods: readonly string[]])[] = [
  // Calls are transferred by the platform's REST, and text is no part of the phone: it sends no REFER or MESSAGE.
  [/\/api\/session\.js$/, ['message', '_message', 'refer', '_refer', 'referExtraHeaders', 'referToString']],
  // NOTIFY is only sent about a REFER that was followed.
  [/\/core\/dialogs\/session-dialog\.js$/, ['message', 'notify', 'refer']],
  // A REFER is refused: a remote party never makes the phone dial.
  [/\/api\/referral\.js$/, ['makeInviter']],
  // Presence comes by the event socket.
  [/\/core\/user-agent-core\/user-agent-core\.js$/, ['message', 'publish', 'subscribe']],
  // `Connection` connects again itself; targets are read by target.ts.
  [/\/api\/user-agent\.js$/, ['attemptReconnection', 'reconnect', '_makeInviter', 'makeURI']],
];

/**
 * Takes out of SIP.js what this package never uses: its own transport and media handler (ours are always
 * passed in), its digest and its grammar (ours stand in), what it could send that is never sent, its log and the
 * texts of its errors: what matters of them our own classes tell in typed errors, and the stack with the source map
 * leads to the place of the rest. Built for bundlers, the package keeps the warnings, redacted, and the texts.
 */
export function slimSip(): Plugin {
  const unused: readonly (readonly [file: RegExp, stub: string])[] = [
    [
      /sip\.js\/lib\/core\/messages\/digest-authentication\.js$/,
      'export class DigestAuthentication { constructor() { throw new Error("Not part of this bundle."); } }',
    ],
    // Its generated grammar: src/phone/sip/grammar is put in its place before the first user agent.
    [
      /sip\.js\/lib\/grammar\/pegjs\/dist\/grammar\.js$/,
      'export const parse = () => { throw new Error("Not part of this bundle."); };',
    ],
    [
      /sip\.js\/lib\/core\/log\/logger-factory\.js$/,
      // With its lines taken out there is nobody to make a logger for, except those who hold one.
      'const silent = { error() {}, warn() {}, log() {}, debug() {} };' +
        'export class LoggerFactory { getLogger() { return silent; } }',
    ],
    [/\/src\/phone\/sip\/sip-log\.ts$/, 'export const sipLogConnector = () => undefined;'],
    [/sip\.js\/lib\/platform\/web\/transport\/transport\.js$/, 'export class Transport {}'],
    [
      /sip\.js\/lib\/platform\/web\/.*session-description-handler-factory-default\.js$/,
      'export const defaultSessionDescriptionHandlerFactory = () => undefined;',
    ],
  ];
  return {
    name: 'cemscale-slim-sip',
    applyToEnvironment: ({ name }) => name === 'cdn',
    load: (id) => unused.find(([file]) => file.test(id))?.[1] ?? null,
    transform(code, id) {
      if (!id.includes('/sip.js/lib/')) return null;
      const hardened = harden(code);
      const methods = new Set(unreached.find(([file]) => file.test(id))?.[1]);
      // As long as what was there, so that every position in the source map stays true.
      const blank: Edit = (node) => {
        const text = hardened.slice(node.start, node.end);
        if (node.type === 'MethodDefinition' && methods.delete(nameOf(node['key']))) return spaces(text);
        if (isLog(node)) return `;${spaces(text.slice(1))}`;
        const told = isPlainError(node) ? text.indexOf('(') + 1 : 0;
        return told > 0 ? `${text.slice(0, told)}${spaces(text.slice(told, -1))})` : null;
      };
      const slimmed = rewrite(hardened, this.parse(hardened), blank);
      if (methods.size > 0) this.error(`SIP.js has no ${[...methods].join(', ')} to leave out of ${id}.`);
      return { code: slimmed, map: null };
    },
  };
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

function isLog(node: Node): boolean {
  const call = node.type === 'ExpressionStatement' ? (node['expression'] as Node) : null;
  if (call?.type !== 'CallExpression') return false;
  const callee = call['callee'] as Node;
  if (
    callee.type !== 'MemberExpression' ||
    !['debug', 'log', 'warn', 'error'].includes(nameOf(callee['property']))
  )
    return false;
  const object = callee['object'] as Node;
  return nameOf(object) === 'logger' || nameOf(object['property']) === 'logger';
}

function isPlainError(node: Node): boolean {
  return node.type === 'NewExpression' && nameOf(node['callee']) === 'Error';
}

function spaces(text: string): string {
  return text.replace(/\S/g, ' ');
}

function nameOf(node: unknown): string {
  return isNode(node) && node.type === 'Identifier' ? String(node['name']) : '';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** The code with every outermost node that `edit` answers for replaced by its answer. */
function rewrite(code: string, root: unknown, edit: Edit): string {
  const edits: { start: number; end: number; text: string }[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isNode(value)) return;
    const text = edit(value);
    if (text === null) Object.values(value).forEach(visit);
    else edits.push({ start: value.start, end: value.end, text });
  };
  visit(root);
  edits.sort((one, other) => other.start - one.start);
  return edits.reduce((result, { start, end, text }) => result.slice(0, start) + text + result.slice(end), code);
}
