import type { Pagination } from './types/common.js';

/** The lists that come in pages: which field of the answer holds the items, and how the next page is named. */
export const pagedLists = {
  listCalls: { items: 'calls', by: 'page' },
  listRecordings: { items: 'recordings', by: 'page' },
  listVoicemails: { items: 'messages', by: 'page' },
  listAiCalls: { items: 'calls', by: 'offset' },
} as const;

/** Name of a method whose answer is one page of many. */
export type PagedName = keyof typeof pagedLists;

/** How a list is walked. */
export interface PagedList {
  readonly items: string;
  readonly by: 'page' | 'offset';
}

interface Counted {
  readonly pagination?: Pagination;
  /** Of lists that count by offset. */
  readonly total?: number;
}

/**
 * The pages of a list one after the other, from where `params` begins, until the total is reached or a page is empty.
 * An answer that tells no total ends after its first page rather than never.
 */
export async function* pagesOf<Answer extends object, Params extends object>(
  load: (params: Params) => Promise<Answer>,
  params: Params,
  list: PagedList,
): AsyncGenerator<Answer, void, undefined> {
  const start = (params as Record<string, unknown>)[list.by];
  let at = typeof start === 'number' ? start : Number(list.by === 'page');
  for (;;) {
    const answer = await load({ ...params, [list.by]: at });
    yield answer;
    const count = itemsIn(answer, list.items).length;
    const { pagination, total = 0 } = answer as Counted;
    const seen = pagination ? at * pagination.limit : at + count;
    if (count === 0 || seen >= (pagination?.total ?? total)) return;
    at += list.by === 'page' ? 1 : count;
  }
}

/** The items of one page. */
export function itemsIn(answer: object, field: string): readonly unknown[] {
  const items = (answer as Record<string, unknown>)[field];
  return Array.isArray(items) ? (items as readonly unknown[]) : [];
}
