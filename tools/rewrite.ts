// The smallest of code transformers: nodes of the tree against texts of the same length.
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** The text that stands instead of a node; null leaves it. */
export type Edit = (node: Node) => string | null;

/** As long and as many lines as the text. */
export function spaces(text: string): string {
  return text.replace(/\S/g, ' ');
}

/** Name of an identifier; empty for any other node. */
export function nameOf(node: unknown): string {
  return isNode(node) && node.type === 'Identifier' ? String(node['name']) : '';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** The code with every outermost node that `edit` answers for replaced by its answer. */
export function rewrite(code: string, root: unknown, edit: Edit): string {
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
