import { RefusedRequest } from './answers.js';

/** A JSON object as a page sent it. */
export type Fields = Record<string, unknown>;

/** The named fields and no others; those inside an object are named `outer.inner`. */
export function pickFields(fields: Fields, names: readonly string[]): Fields {
  const picked: Fields = {};
  for (const [name, value] of Object.entries(fields)) {
    const inner = names.filter((one) => one.startsWith(`${name}.`)).map((one) => one.slice(name.length + 1));
    if (names.includes(name)) picked[name] = value;
    else if (inner.length > 0 && isFields(value)) picked[name] = pickFields(value, inner);
  }
  return picked;
}

/**
 * Puts what `judge` makes of a value in its place, or throws what it throws. `path` is `outer.inner`, with `[]` for
 * each entry of a list. What is absent or null is nothing to judge.
 */
export function judgeAt(fields: Fields, path: string, judge: (value: unknown) => unknown): Fields {
  const judged = judgeIn(fields, path.split('.'), judge);
  return isFields(judged) ? judged : fields;
}

function judgeIn(value: unknown, path: readonly string[], judge: (value: unknown) => unknown): unknown {
  const [name, ...rest] = path;
  if (value === undefined || value === null) return value;
  if (name === undefined) return judge(value);
  if (name === '[]') {
    if (!Array.isArray(value)) throw unreadable();
    return value.map((one) => judgeIn(one, rest, judge));
  }
  if (!isFields(value)) throw unreadable();
  return Object.hasOwn(value, name) ? { ...value, [name]: judgeIn(value[name], rest, judge) } : value;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A shape in which numbers could hide from their rules. */
function unreadable(): RefusedRequest {
  const message = 'A field that says where calls go has not its documented shape.';
  return new RefusedRequest({ status: 422, code: 'bad-shape', message });
}
