import { html, render } from 'lit';
import type { CallRecord } from '../../../src/api/types/calls.js';
import type { RecentsView } from '../../../src/components/cemscale-recents/recents-view.js';
import '../../../src/components/cemscale-recents/recents-view.js';
import { createMsg } from '../../../src/components/internal/localize.js';
import { PhoneRequestEvent, type PhoneRequest } from '../../../src/components/internal/request.js';
import { templates } from '../../../src/components/locales/es.js';
import type { Softphone } from '../../../src/softphone/softphone.js';
import { drawn, mountRoot, type StageOptions } from '../mount.js';

export interface RoomStage<View> {
  readonly view: View;
  readonly root: ShadowRoot;
  readonly requests: PhoneRequest[];
}

export interface RoomOptions extends StageOptions {
  readonly width?: number;
  readonly dir?: 'ltr' | 'rtl';
}

/** Puts a room on the page as the panel does. */
export async function mountRoom<View extends HTMLElement>(
  tag: string,
  softphone: Softphone,
  { width = 344, dir = 'ltr', ...options }: RoomOptions = {},
): Promise<RoomStage<View>> {
  const root = mountRoot(options);
  (root.host as HTMLElement).dir = dir;
  const requests: PhoneRequest[] = [];
  root.addEventListener(PhoneRequestEvent.type, (event) => requests.push((event as PhoneRequestEvent).request));
  const msg = options.locale === 'es' ? createMsg(templates) : createMsg();
  const view = Object.assign(document.createElement(tag), {
    softphone,
    msg,
    model: { snapshot: softphone.snapshot, softphone, country: '' },
  }) as unknown as View;
  render(
    html`<div
      class="root"
      lang=${options.locale ?? 'en'}
      style="width:${width}px;height:520px;display:flex;background:var(--_bg)"
    >
      ${view}
    </div>`,
    root,
  );
  view.style.flex = '1';
  view.style.minWidth = '0';
  await drawn(root);
  return { view, root, requests };
}

export const mountRecents = (softphone: Softphone, options?: RoomOptions): Promise<RoomStage<RecentsView>> =>
  mountRoom<RecentsView>('cemscale-recents-view', softphone, options);

const realFetch = globalThis.fetch;

/** Answers the history with these records, or with what `answer` makes of it; everything else goes to the network. */
export function fakeHistory(records: readonly CallRecord[], answer?: () => Response | undefined): void {
  globalThis.fetch = async (input, init) => {
    const url = new URL(String(input instanceof Request ? input.url : input), location.href);
    if (!url.pathname.endsWith('/api/calls')) return realFetch(input, init);
    const other = answer?.();
    if (other) return other;
    const search = url.searchParams.get('search') ?? '';
    const all = records.filter(({ caller_id_name }) =>
      (caller_id_name ?? '').toLowerCase().includes(search.toLowerCase()),
    );
    const [page, limit] = [Number(url.searchParams.get('page') ?? 1), Number(url.searchParams.get('limit') ?? 50)];
    const calls = all.slice((page - 1) * limit, page * limit);
    return Response.json({ calls, pagination: { page, limit, total: all.length, totalPages: 1 } });
  };
}

export function restoreFetch(): void {
  globalThis.fetch = realFetch;
}

/** A call that 1001 received `minutes` ago. */
export function received(minutes: number, change: Partial<CallRecord> = {}): CallRecord {
  const at = Date.now() - minutes * 60_000;
  return {
    id: `uuid-${minutes}-${Math.random()}`,
    ...{
      direction: 'inbound',
      status: 'completed',
      caller_id_number: '+15551234567',
      caller_id_name: 'Ana Torres',
    },
    ...{ destination: '1001', destination_name: 'Alice Moreno', extension: '1001', forwarded_to: null },
    started_at: new Date(at).toISOString(),
    answered_at: new Date(at + 3000).toISOString(),
    ended_at: new Date(at + 64_000).toISOString(),
    ...{ duration: 64, billsec: 61, hangup_cause: 'NORMAL_CLEARING', was_voicemail: false, audio_url: null },
    ...change,
  };
}

export const missed = { status: 'missed', hangup_cause: 'NO_ANSWER', answered_at: null, billsec: 0 } as const;
