/** Reads one value of a request body; throws {@link Refusal} or {@link InvalidFields} with what is wrong. */
export interface Field<T> {
  readonly read: (value: unknown) => T;
  /** What a missing value becomes; without it the value is required. */
  readonly fallback?: { readonly value: T };
}

export type Shape = Readonly<Record<string, Field<unknown>>>;

/** What a shape reads. */
export type Values<S extends Shape> = { readonly [Name in keyof S]: S[Name] extends Field<infer T> ? T : never };

/** One value is not as it must be. The message goes on from the name of the field: "must be a text". */
class Refusal extends Error {}

/** What is wrong with a body, by field; nested ones as `schedules[0].day`. */
export class InvalidFields extends Error {
  readonly fields: Readonly<Record<string, string>>;

  constructor(fields: Readonly<Record<string, string>>) {
    super(
      Object.entries(fields)
        .map(([name, what]) => `${name} ${what}.`)
        .join(' '),
    );
    this.fields = fields;
  }
}

/** Reads a whole body; names that the shape does not have are ignored. */
export function readValues<S extends Shape>(shape: S, body: Readonly<Record<string, unknown>>): Values<S> {
  return readNames(shape, body, Object.keys(shape)) as Values<S>;
}

/** Reads only what the body has. */
export function readChanges<S extends Shape>(
  shape: S,
  body: Readonly<Record<string, unknown>>,
): Partial<Values<S>> {
  const given = Object.keys(shape).filter((name) => body[name] !== undefined);
  return readNames(shape, body, given) as Partial<Values<S>>;
}

function readNames(shape: Shape, body: Readonly<Record<string, unknown>>, names: readonly string[]): object {
  const problems: Record<string, string> = {};
  const values: [string, unknown][] = [];
  for (const name of names) {
    const field = shape[name];
    if (field === undefined) continue;
    collect(problems, name, () => values.push([name, readField(field, body[name])]));
  }
  if (Object.keys(problems).length > 0) throw new InvalidFields(problems);
  return Object.fromEntries(values);
}

function readField<T>(field: Field<T>, value: unknown): T {
  if (value !== undefined) return field.read(value);
  if (field.fallback === undefined) throw new Refusal('is required');
  return field.fallback.value;
}

function collect(problems: Record<string, string>, name: string, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (error instanceof Refusal) problems[name] = error.message;
    else if (error instanceof InvalidFields)
      for (const [inner, what] of Object.entries(error.fields)) {
        problems[inner.startsWith('[') ? `${name}${inner}` : `${name}.${inner}`] = what;
      }
    else throw error;
  }
}

export function text(max = 200, min = 1): Field<string> {
  const what = min > 0 ? `must be a text of ${min} to ${max} letters` : `must be a text of at most ${max} letters`;
  return checked((value): value is string => isText(value) && value.length >= min && value.length <= max, what);
}

/** A text that the pattern fits; `what` says so to people: "must be a phone number such as +15551234567". */
export function pattern(expression: RegExp, what: string): Field<string> {
  return checked((value): value is string => isText(value) && expression.test(value), what);
}

/** A text for which the test holds. */
export function textThat(holds: (value: string) => boolean, what: string): Field<string> {
  return checked((value): value is string => isText(value) && holds(value), what);
}

export function whole(min: number, max: number): Field<number> {
  return checked(
    (value): value is number => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
    `must be a whole number from ${min} to ${max}`,
  );
}

export function decimal(min: number, max: number): Field<number> {
  return checked(
    (value): value is number => typeof value === 'number' && value >= min && value <= max,
    `must be a number from ${min} to ${max}`,
  );
}

export const flag: Field<boolean> = checked((value) => typeof value === 'boolean', 'must be true or false');

export function oneOf<const T extends string>(...values: readonly T[]): Field<T> {
  return checked((value): value is T => values.includes(value as T), `must be one of ${values.join(', ')}`);
}

/** Any JSON object, kept as it is. */
export const anyObject: Field<Readonly<Record<string, unknown>>> = checked(isObject, 'must be an object');

export function listOf<T>(item: Field<T>, max = 100): Field<readonly T[]> {
  return {
    read(value) {
      if (!Array.isArray(value) || value.length > max) throw new Refusal(`must be a list of at most ${max}`);
      const problems: Record<string, string> = {};
      const items: T[] = [];
      value.forEach((one: unknown, index) => collect(problems, `[${index}]`, () => items.push(item.read(one))));
      if (Object.keys(problems).length > 0) throw new InvalidFields(problems);
      return items;
    },
  };
}

export function objectOf<S extends Shape>(shape: S): Field<Values<S>> {
  return {
    read(value) {
      if (!isObject(value)) throw new Refusal('must be an object');
      return readValues(shape, value);
    },
  };
}

/** Null when it is missing or null. */
export function nullable<T>(field: Field<T>): Field<T | null> {
  return { read: (value) => (value === null ? null : field.read(value)), fallback: { value: null } };
}

/** `value` when it is missing. */
export function usually<T>(field: Field<T>, value: NoInfer<T>): Field<T> {
  return { read: field.read, fallback: { value } };
}

function checked<T>(accepts: (value: unknown) => value is T, what: string): Field<T> {
  return {
    read(value) {
      if (!accepts(value)) throw new Refusal(what);
      return value;
    },
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
