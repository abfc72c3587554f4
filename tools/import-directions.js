// A lint rule: which folder of src may import which. Static, dynamic, re-exporting and type imports all count.
import { dirname, relative, resolve, sep } from 'node:path';

/** Everything a folder may import beside itself. `type` in front: types only; with a slash: that file. */
const allowed = {
  shared: [],
  api: ['shared'],
  phone: ['shared'],
  'click-to-call': ['shared'],
  softphone: ['phone', 'api', 'click-to-call', 'shared'],
  // What passes between pages names the events it carries by their types; the element hands itself in.
  host: ['type components', 'type softphone', 'type phone', 'shared'],
  components: ['host', 'softphone', 'phone', 'api', 'click-to-call', 'shared'],
  // The classic script is small because everything heavy is only named: it shares words, errors and event classes.
  loader: [
    'type components',
    'components/events.js',
    'host/vocabulary.js',
    'type phone',
    'type softphone',
    'shared',
  ],
  // The names of the platform's own SDK over the core: beside the elements, which know nothing of it.
  sdk: ['softphone', 'phone', 'api', 'click-to-call', 'shared'],
  react: ['components', 'sdk', 'softphone', 'phone', 'api', 'click-to-call', 'shared'],
  // The proxy lets through what the client's own table of endpoints names, so that there is one table.
  server: ['type api', 'api/endpoints.js', 'shared'],
  webhooks: ['type api', 'shared'],
};

const sipFolder = 'src/phone/sip/';

/** Plain data that both sides of the wire are built from: its values may be imported where types may. */
const sharedData = ['src/api/endpoint-table.js'];

function complaint(from, specifier, isType) {
  const folder = folderOf(from);
  if (!specifier.startsWith('.')) {
    const isSip = specifier === 'sip.js' || specifier.startsWith('sip.js/');
    return isSip && !from.startsWith(sipFolder) ? 'Only src/phone/sip imports sip.js.' : null;
  }
  const target = relative('.', resolve(dirname(from), specifier))
    .split(sep)
    .join('/');
  if (!target.startsWith('src/')) return 'Shipped code imports nothing outside src.';
  const to = folderOf(target);
  if (folder === null || folder === to) return null;
  if (to === null) return 'The tables of contents in src are for consumers; import the file itself.';
  const rules = allowed[folder];
  if (!rules) return `src/${folder} has no place in the import directions yet; see tools/import-directions.js.`;
  if (rules.includes(to) || rules.includes(target.slice('src/'.length))) return null;
  if (rules.includes(`type ${to}`) && sharedData.includes(target)) return null;
  if (rules.includes(`type ${to}`)) return isType ? null : `src/${folder} may import only types from src/${to}.`;
  return `src/${folder} must not import src/${to}.`;
}

/** Folder of src a file is in; null for a file of src itself. */
function folderOf(path) {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function isTypeOnly(node) {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const specifiers = node.specifiers ?? [];
  return (
    specifiers.length > 0 && specifiers.every((one) => one.importKind === 'type' || one.exportKind === 'type')
  );
}

const importDirections = {
  meta: { type: 'problem', docs: { description: 'Imports run in one direction through the folders of src.' } },
  create(context) {
    const from = relative('.', context.filename).split(sep).join('/');
    if (!from.startsWith('src/')) return {};
    const check = (node, source, isType) => {
      if (typeof source?.value !== 'string') return;
      const message = complaint(from, source.value, isType);
      if (message) context.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source, isTypeOnly(node)),
      ExportNamedDeclaration: (node) => check(node, node.source, isTypeOnly(node)),
      ExportAllDeclaration: (node) => check(node, node.source, isTypeOnly(node)),
      ImportExpression: (node) => check(node, node.source, false),
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal ?? node.argument, true),
    };
  },
};

export default {
  meta: { name: 'cemscale' },
  rules: { 'import-directions': importDirections },
};
