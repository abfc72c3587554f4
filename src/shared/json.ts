/**
 * JSON of a value. On pages with Prototype.js before 1.7 arrays have a `toJSON` of their own that makes texts of them;
 * the value itself, as the holder has it, does not.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(
    value,
    function (this: Readonly<Record<string, unknown>>, key: string, given: unknown): unknown {
      const own = this[key];
      return Array.isArray(own) ? own : given;
    },
  );
}
