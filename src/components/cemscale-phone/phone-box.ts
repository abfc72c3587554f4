import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { isLive } from '../../softphone/snapshot.js';
import type { LatePart } from '../internal/late-part.js';
import type { LocaleController } from '../internal/localize.js';
import { launcher } from './launcher.js';
import type { Layout } from './layout.js';
import type { PhoneDesk } from './phone-desk.js';
import type { RequestDesk } from './request-desk.js';
import type { PanelModel } from './view.js';

/** What the phone is drawn with, besides what it shows. */
export interface BoxTools {
  readonly layout: Layout;
  readonly locale: LocaleController;
  readonly panel: LatePart<typeof import('./panel.js')>;
  readonly desk: PhoneDesk | null;
  readonly requests: RequestDesk;
  /** The page leaves its colour scheme to the system. */
  readonly followsSystem: boolean;
  /** It was open when its page came. */
  readonly isBack: boolean;
}

/** The box around everything: the open phone, what is there of it when it is closed, and what is told of its calls. */
export function phoneBox(model: PanelModel, wantsOpen: boolean, tools: BoxTools): TemplateResult {
  const { layout, locale, panel, desk, requests, followsSystem, isBack } = tools;
  const { slim, stands, classes } = layout;
  const { snapshot, label, ringtoneBlocked: silent, news = '', quiet = '' } = model;
  const { msg } = locale;
  const part = panel.part;
  const open = part !== null && (wantsOpen || stands);
  const { text = '', urgent = false } = desk?.said ?? {};
  const closed = { snapshot, label, open, slim, silent, quiet, broken: panel.failed, news };
  // The live regions are always there: only what enters one that was there is told.
  return html`<div
    class="root ${classes} ${followsSystem ? 'system' : ''} ${isBack ? 'back' : ''}"
    part="root"
    lang=${locale.locale}
    @cemscale-phone-request=${requests.onRequest}
  >
    ${open ? part.openPanel(model, msg) : stands ? html`<div class="waiting" aria-busy="true"></div>` : nothing}
    ${stands ? nothing : ((slim || !open) && snapshot.calls.some(isLive) && desk?.bar(snapshot)) || launcher(closed, msg, requests.take)}
    <div class="sr-only" role="status">${urgent ? '' : text}</div>
    <div class="sr-only" role="alert">${urgent ? text : ''}</div>
  </div>`;
}
