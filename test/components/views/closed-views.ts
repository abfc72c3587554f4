import { html, render, type TemplateResult } from 'lit';
import '../../../src/components/cemscale-phone/call-bar.js';
import { launcher } from '../../../src/components/cemscale-phone/launcher.js';
import { ApiError } from '../../../src/shared/errors.js';
import type { SoftphoneSnapshot } from '../../../src/softphone/snapshot.js';
import { drawn, mountRoot } from '../mount.js';
import { active, callOf, ended, inCall, phone } from '../snapshots.js';
import { wordsOf, type Look, type View } from './view.js';

const error = new ApiError('unauthorized', 'No.', { advice: 'Sign in.' });
const held = callOf(active({ held: true }), { id: 'call-2', remote: { number: '1003', displayName: 'Ben' } });

async function inCorner(
  look: Look,
  content: TemplateResult,
  classes = 'floating bottom end',
): Promise<HTMLElement> {
  const root = mountRoot(look);
  render(html`<div class="root ${classes}" lang=${look.locale}>${content}</div>`, root);
  await drawn(root);
  return root.host as HTMLElement;
}

function pill(
  id: string,
  snapshot: SoftphoneSnapshot,
  change: { silent?: true; broken?: true; slim?: true; news?: string; quiet?: true } = {},
): View {
  const show = (look: Look): Promise<HTMLElement> =>
    inCorner(
      look,
      launcher(
        {
          ...{ snapshot, label: wordsOf(look)('Phone', { id: 'phone' }), open: false },
          ...{ slim: false, broken: false, silent: false, news: '', ...change },
          quiet: change.quiet ? wordsOf(look)('Do not disturb', { id: 'presence-dnd' }) : '',
        },
        wordsOf(look),
        () => undefined,
      ),
      change.slim ? 'bar' : undefined,
    );
  return { id: `closed/${id}`, show };
}

function bar(id: string, snapshot: SoftphoneSnapshot): View {
  const show = (look: Look): Promise<HTMLElement> =>
    inCorner(look, html`<cemscale-call-bar .msg=${wordsOf(look)} .snapshot=${snapshot}></cemscale-call-bar>`);
  return { id: `closed/${id}`, show };
}

/** What is there of a phone that is not open. */
export const closedViews: readonly View[] = [
  pill('online', phone()),
  pill('offline', phone({ status: 'offline', extension: null })),
  pill('connecting', phone({ status: 'connecting' })),
  pill('reconnecting', phone({ status: 'reconnecting' })),
  pill('failed', phone({ status: 'failed', error })),
  pill('not loaded', phone(), { broken: true }),
  pill('ringing off', phone(), { silent: true }),
  pill('missed', inCall(ended('missed'))),
  pill('some missed', phone(), { news: '12 missed calls' }),
  pill('do not disturb', phone(), { quiet: true }),
  pill('do not disturb and missed', phone(), { quiet: true, news: '2 missed calls' }),
  pill('slim', phone(), { slim: true }),
  pill('slim, do not disturb', phone(), { slim: true, quiet: true }),
  bar('call out', inCall({ phase: 'ringing', earlyMedia: false }, { direction: 'outbound' })),
  bar('call in', inCall({ phase: 'incoming' })),
  bar('live', inCall(active({ muted: true }))),
  bar('held', inCall(active({ held: true }))),
  bar('two calls', inCall(active(), {}, { calls: [held, callOf(active())] })),
];
