import { ApiError } from '../shared/errors.js';
import type { PathValues } from './endpoints.js';

/**
 * Fills the `{names}` of a path with encoded values. Throws `ApiError` for a value that is empty, `.` or `..`:
 * encoding leaves dots alone, and any URL parser would let them climb to another endpoint.
 */
export function expandPath<Path extends string>(template: Path, values: PathValues<Path>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) =>
    segment(name, (values as Record<string, unknown>)[name]),
  );
}

function segment(name: string, value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  if (/^\s*\.{0,2}\s*$/.test(text)) throw unusable(name);
  try {
    return encodeURIComponent(text);
  } catch (cause) {
    throw unusable(name, cause);
  }
}

/** The query of an address with its `?`; fields that are undefined or null are left out, lists repeat their name. */
export function toQuery(fields: object = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields) as [string, unknown][]) {
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (one !== undefined && one !== null) query.append(name, String(one));
    }
  }
  const text = query.toString();
  return text && `?${text}`;
}

function unusable(name: string, cause?: unknown): ApiError {
  return new ApiError('rejected', `The value for "${name}" cannot be part of an address.`, {
    advice: 'Pass an id, a number or a name as the platform gave it.',
    cause,
  });
}
