import 'axe-core/axe.js';
import type axe from 'axe-core';
import { expect } from 'chai';
import type { LitElement } from 'lit';
import type { PanelModel } from '../../src/components/cemscale-phone/view.js';
import { createMsg, type Msg } from '../../src/components/internal/localize.js';
import { PhoneRequestEvent, type PhoneRequest } from '../../src/components/internal/request.js';
import { templates } from '../../src/components/locales/es.js';
import { agentPermissions } from '../../src/server/permissions.js';
import type { SoftphoneSnapshot } from '../../src/softphone/snapshot.js';
import { Softphone } from '../../src/softphone/softphone.js';
import { drawn, endAnimations, mountRoot, type StageOptions } from './mount.js';
import { phone } from './snapshots.js';

/** A room, or a section of one, as the panel draws it. */
export type RoomElement = LitElement & { softphone: Softphone | null; model: PanelModel; msg: Msg };

export interface RoomStage<Element extends RoomElement> {
  readonly view: Element;
  readonly requests: PhoneRequest[];
  show(snapshot: SoftphoneSnapshot): Promise<void>;
}

export interface RoomOptions extends StageOptions {
  /** Address of the token endpoint; without one there is no core. */
  readonly tokenUrl?: string;
  readonly permissions?: readonly string[];
  readonly snapshot?: Partial<SoftphoneSnapshot>;
  /** CSS pixels. */
  readonly width?: number;
}

/** Puts a room on the page with what it draws from. */
export async function mountRoom<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  options: RoomOptions = {},
): Promise<RoomStage<HTMLElementTagNameMap[Tag] & RoomElement>> {
  const { tokenUrl, permissions = agentPermissions, locale = 'en', width = 344 } = options;
  const root = mountRoot(options);
  const box = document.createElement('div');
  box.className = 'root';
  box.style.cssText = `display: flex; flex-direction: column; width: ${width}px; height: 520px; background: var(--_bg)`;
  root.append(box);
  const requests: PhoneRequest[] = [];
  box.addEventListener(PhoneRequestEvent.type, (event) => requests.push((event as PhoneRequestEvent).request));
  const view = document.createElement(tag) as HTMLElementTagNameMap[Tag] & RoomElement;
  view.style.flex = '1';
  view.softphone = tokenUrl === undefined ? null : new Softphone({ tokenUrl });
  view.msg = locale === 'es' ? createMsg(templates) : createMsg();
  const show = async (snapshot: SoftphoneSnapshot): Promise<void> => {
    view.model = { ...view.model, snapshot };
    await drawn(root);
  };
  const snapshot = phone({ permissions, ...options.snapshot });
  view.model = { snapshot, softphone: view.softphone } as PanelModel;
  box.append(view);
  await drawn(root);
  return { view, requests, show };
}

const rules: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // These are about the page around the phone.
  rules: {
    region: { enabled: false },
    'page-has-heading-one': { enabled: false },
    'heading-order': { enabled: false },
    'landmark-one-main': { enabled: false },
  },
};

/** Nothing that axe knows is wrong with what is on the page. */
export async function expectAccessible(locale: 'en' | 'es' = 'en'): Promise<void> {
  document.documentElement.lang = locale;
  document.title = 'Host page';
  for (const host of document.body.querySelectorAll('*')) if (host.shadowRoot) endAnimations(host);
  const { violations, passes } = await (window as unknown as { axe: typeof axe }).axe.run(document.body, rules);
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
  );
  document.documentElement.lang = '';
  expect(found).to.deep.equal([]);
  expect(passes.map(({ id }) => id)).to.include('color-contrast');
}

/** Nothing of the view is wider than it, and every control has room for a finger. */
export function expectFitting(view: RoomElement): void {
  const { right, left } = view.getBoundingClientRect();
  const elements = [...view.renderRoot.querySelectorAll<HTMLElement>('*')].filter(
    (one) => !one.closest('.sr-only') && one.getClientRects().length > 0,
  );
  const wide = elements.filter((one) => {
    const box = one.getBoundingClientRect();
    return box.right > right + 0.5 || box.left < left - 0.5;
  });
  expect(wide.map(({ outerHTML }) => outerHTML.slice(0, 120))).to.deep.equal([]);
  const small = elements.filter((one) => {
    const { width, height } = one.getBoundingClientRect();
    return (
      one.matches('button, select, textarea, input:not([type=radio], [type=checkbox])') &&
      (width < 44 || height < 44)
    );
  });
  expect(small.map(({ outerHTML }) => outerHTML.slice(0, 120))).to.deep.equal([]);
}
