import { HttpError } from './http.js';

/** Whether a time lies between `?dateFrom=` and `?dateTo=`; a day without a time counts whole, in UTC. */
export function dateRange(query: URLSearchParams): (time: string | Date) => boolean {
  const from = parse(query, 'dateFrom', '00:00:00.000') ?? -Infinity;
  const to = parse(query, 'dateTo', '23:59:59.999') ?? Infinity;
  return (time) => {
    const at = new Date(time).getTime();
    return at >= from && at <= to;
  };
}

function parse(query: URLSearchParams, name: string, timeOfDay: string): number | null {
  const value = query.get(name);
  if (value === null || value === '') return null;
  const time = Date.parse(/^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T${timeOfDay}Z` : value);
  if (Number.isNaN(time)) throw HttpError.badRequest(`${name} must be a date such as 2026-03-31.`);
  return time;
}
