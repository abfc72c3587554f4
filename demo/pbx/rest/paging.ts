import { HttpError } from './http.js';

/** What every list says about where it is. */
export interface Pagination {
  readonly page: number;
  readonly limit: number;
  readonly total: number;
  readonly totalPages: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly pagination: Pagination;
}

const mostPerPage = 1000;

/** The page that `?page=` and `?limit=` ask for. Without them everything that fits one page (`usualLimit`). */
export function pageOf<Item>(all: readonly Item[], query: URLSearchParams, usualLimit = mostPerPage): Page<Item> {
  const page = positive(query, 'page', 1);
  const limit = Math.min(mostPerPage, positive(query, 'limit', usualLimit));
  const total = all.length;
  const start = (page - 1) * limit;
  return {
    items: all.slice(start, start + limit),
    pagination: { page, limit, total, totalPages: Math.max(1, Math.ceil(total / limit)) },
  };
}

/** A whole number above 0 of the query. */
export function positive(query: URLSearchParams, name: string, usual: number): number {
  const text = query.get(name);
  if (text === null || text === '') return usual;
  if (!/^\d{1,9}$/.test(text) || Number(text) === 0)
    throw HttpError.badRequest(`${name} must be a whole number above 0.`);
  return Number(text);
}

const reserved = new Set(['page', 'limit', 'search', 'apiKey']);

/** Keeps what `?field=value` asks for, for fields that the item has, and what `?search=` finds in any text of it. */
export function filtered<Item extends object>(all: readonly Item[], query: URLSearchParams): Item[] {
  const wanted = [...query].filter(([name]) => !reserved.has(name));
  const search = (query.get('search') ?? '').toLowerCase();
  return all.filter((item) => {
    const fields = new Map<string, unknown>(Object.entries(item));
    return (
      wanted.every(([name, value]) => !fields.has(name) || String(fields.get(name)) === value) &&
      (search === '' || [...fields.values()].some((value) => String(value).toLowerCase().includes(search)))
    );
  });
}
