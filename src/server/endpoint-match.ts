import * as table from '../api/endpoint-table.js';
import type { Endpoint, EndpointName } from '../api/endpoints.js';

/** A request that is one of the table. Only what stands here is ever sent on: nothing of the page's own path is. */
export interface EndpointMatch {
  readonly name: EndpointName;
  /** Values of the path's `{names}` in their order, decoded. */
  readonly values: readonly string[];
  /** The platform's path, built from the table and the values, encoded. */
  readonly path: string;
  /** It may be opened by a ticket in its address: audio and downloads. */
  readonly isMedia: boolean;
}

interface Row {
  readonly name: EndpointName;
  readonly verb: Endpoint['verb'];
  readonly segments: readonly string[];
}

const rows: readonly Row[] = Object.entries(table as Record<EndpointName, Endpoint>)
  .map(([name, { verb, path }]) => ({ name: name as EndpointName, verb, segments: path.slice(1).split('/') }))
  .sort((one, other) => namesIn(one) - namesIn(other));

const byShape = new Map<string, Row[]>();
for (const row of rows) {
  const shape = shapeOf(row.verb === 'URL' ? 'GET' : row.verb, row.segments.length);
  byShape.set(shape, [...(byShape.get(shape) ?? []), row]);
}

/** Words of the table that may stand where another row has a value, by group and place, in small letters. */
const words = new Set<string>();
for (const { segments } of rows)
  for (const [place, segment] of segments.entries())
    if (!isName(segment)) words.add(placeKey(segments, place, segment));

/** Letters of a path value: ids, numbers, names of conferences. No slash, percent sign, space or control character. */
const valuePattern = /^[\w.~+*#@:|=,-]{1,200}$/;

/**
 * Finds the row for a verb and a path below the mount (`/api/calls/abc`, as `URL` parsed it), decoding every segment
 * once. Null when there is none or a segment is not acceptable. Sockets have the verb `WS`.
 */
export function matchEndpoint(verb: string, pathname: string): EndpointMatch | null {
  const segments = decodeSegments(pathname);
  if (segments === null) return null;
  const row = byShape.get(shapeOf(verb, segments.length))?.find((candidate) => fits(candidate, segments));
  if (row === undefined) return null;
  const isValue = (_: string, place: number): boolean => isName(row.segments[place] ?? '');
  return {
    name: row.name,
    values: segments.filter(isValue),
    path: `/${segments.map(encodeURIComponent).join('/')}`,
    isMedia: row.verb === 'URL' || row.name.startsWith('download') || row.name === 'exportCalls',
  };
}

function decodeSegments(pathname: string): string[] | null {
  if (!pathname.startsWith('/') || pathname.length > 2000) return null;
  try {
    return pathname.slice(1).split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
}

function fits({ segments }: Row, path: readonly string[]): boolean {
  return segments.every((segment, place) => {
    const given = path[place] ?? '';
    return isName(segment) ? isValueAt(path, place, given) : segment === given;
  });
}

/**
 * A word of the table is no value even in capitals: a router that ignores case would take it for the other row. Nor is
 * anything with two dots in a row: some servers climb at `..;` and the like, not only at `..`.
 */
function isValueAt(path: readonly string[], place: number, value: string): boolean {
  return valuePattern.test(value) && !/^\.$|\.\./.test(value) && !words.has(placeKey(path, place, value));
}

function placeKey(path: readonly string[], place: number, word: string): string {
  return `${path.slice(0, Math.min(place, 2)).join('/')}#${place}#${word.toLowerCase()}`;
}

function isName(segment: string): boolean {
  return segment.startsWith('{');
}

function namesIn({ segments }: Row): number {
  return segments.filter(isName).length;
}

function shapeOf(verb: string, length: number): string {
  return `${verb} ${length}`;
}
