/** What the value of a field is; `?` allows null. */
type Kind = `${'string' | 'number' | 'boolean' | 'array' | 'object'}${'' | '?'}`;

/** Every field that a type promises. The compiler keeps it complete. */
export type Shape<Type> = { readonly [Field in keyof Type]-?: Kind };

const a = 'array';

/** Throws when a field is missing or of another kind. */
export function promised<Type>(value: unknown, shape: Shape<Type>, where = 'answer'): void {
  if (typeof value !== 'object' || value === null) throw new Error(`${where} is ${JSON.stringify(value)}.`);
  for (const [field, kind] of Object.entries(shape) as [string, Kind][]) {
    const found = (value as Record<string, unknown>)[field];
    if (found === null && kind.endsWith('?')) continue;
    const actual = found === null ? 'null' : Array.isArray(found) ? a : typeof found;
    if (actual !== kind.replace('?', '')) throw new Error(`${where}.${field} is ${actual}, not ${kind}.`);
  }
}
